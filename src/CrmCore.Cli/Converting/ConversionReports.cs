using System.Text.Json.Serialization;
using CrmCore.Conversion;
using CrmCore.Leads;

namespace CrmCore.Cli.Converting;

/// <summary>What the options of the command wish for every conversion.</summary>
internal sealed record ConversionWishes(UserId? By, UserId? Owner, string? OverrideReason, string? RequestKey);

/// <summary>What a conversion would do or did, for machines.</summary>
internal sealed record ConversionReport(
    LeadId Lead,
    string Name,
    bool Succeeded,
    bool IsRepeat,
    LeadConversion? Conversion,
    IReadOnlyList<PlannedRecord> Records,
    CarriedOver? Carried,
    IReadOnlyList<Refusal> Refusals,
    IReadOnlyList<Refusal> Warnings)
{
    public static ConversionReport Of(ConversionPlan plan, string name) =>
        new(plan.Request.Lead, name, !plan.IsBlocked, plan.Done is not null, plan.Done, [.. plan.Records], plan.Carried, plan.Blockers, plan.Warnings);

    public static ConversionReport Of(ConversionResult result, string name) =>
        Of(result.Plan, name) with { Succeeded = result.Succeeded, IsRepeat = result.IsRepeat, Conversion = result.Conversion, Refusals = result.Refusals };
}

/// <summary>What a revert would do or did, for machines.</summary>
internal sealed record RevertReport(LeadId Lead, bool Succeeded, ConversionReversal? Reversal, IReadOnlyList<Refusal> Refusals);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<ConversionReport>))]
[JsonSerializable(typeof(RevertReport))]
internal sealed partial class ConversionReportJson : JsonSerializerContext;
