using System.Globalization;
using CrmCore.Leads;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Conversion;

/// <summary>
/// What a conversion would do, whole, before it does it: what is created, linked and left, field by field, what is carried over, and everything that speaks
/// against it. Executing it does exactly this or is refused. Immutable.
/// </summary>
public sealed record ConversionPlan
{
    internal ConversionPlan(ConversionRequest request) => Request = request;

    /// <summary>The request.</summary>
    public ConversionRequest Request { get; }

    /// <summary>The version of the lead that was planned on.</summary>
    public long LeadVersion { get; internal init; }

    /// <summary>Everything that speaks against it; empty where it can be executed.</summary>
    public IReadOnlyList<Refusal> Blockers { get; internal init; } = [];

    /// <summary>What to know without being kept from it, such as possible duplicates.</summary>
    public IReadOnlyList<Refusal> Warnings { get; internal init; } = [];

    /// <summary>What would speak against it, had not a person overridden it with a reason.</summary>
    public IReadOnlyList<Refusal> Overridden { get; internal init; } = [];

    /// <summary>Whether something speaks against it.</summary>
    public bool IsBlocked => Blockers.Count > 0;

    /// <summary>The first result, where the same request was carried out before; executing gives it again.</summary>
    public LeadConversion? Done { get; internal init; }

    /// <summary>The verdict on the lead; null where the lead was not found or the request was carried out before.</summary>
    public QualificationVerdict? Verdict { get; internal init; }

    /// <summary>What happens to the account.</summary>
    public PlannedRecord Account { get; internal init; } = NoRecord(ConvertedKind.Account);

    /// <summary>What happens to the contact.</summary>
    public PlannedRecord Contact { get; internal init; } = NoRecord(ConvertedKind.Contact);

    /// <summary>What happens to the opportunity.</summary>
    public PlannedRecord Opportunity { get; internal init; } = NoRecord(ConvertedKind.Opportunity);

    /// <summary>Who owns what is created; null where nobody was found, which blocks.</summary>
    public UserId? Owner { get; internal init; }

    /// <summary>The pipeline that a new opportunity runs through; null for none.</summary>
    public PipelineReference? Pipeline { get; internal init; }

    /// <summary>The stage that a new opportunity starts in; null for none.</summary>
    public string? Stage { get; internal init; }

    /// <summary>What the opportunity gets from the lead besides fields; null where there is no opportunity.</summary>
    public CarriedOver? Carried { get; internal init; }

    /// <summary>The account, the contact and the opportunity.</summary>
    public IEnumerable<PlannedRecord> Records => [Account, Contact, Opportunity];

    internal PlannedStates? States { get; init; }

    /// <summary>The plan for people: a line for each record and field, with the reason, then what speaks against it.</summary>
    /// <param name="culture">The language; null means the current UI culture.</param>
    public string Describe(CultureInfo? culture = null) => new ConversionPlanText(this, culture ?? CultureInfo.CurrentUICulture).Write();

    /// <summary>Whether another plan does the same, whatever the versions and the instant.</summary>
    internal bool DoesTheSameAs(ConversionPlan other) =>
        Records.SequenceEqual(other.Records) && (Owner, Pipeline, Stage, Carried) == (other.Owner, other.Pipeline, other.Stage, other.Carried);

    private static PlannedRecord NoRecord(ConvertedKind kind) => new(kind, RecordAction.None, RecordReason.Default, null, null, []);
}
