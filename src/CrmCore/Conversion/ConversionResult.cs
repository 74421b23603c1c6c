using CrmCore.Leads;
using CrmCore.Qualification;

namespace CrmCore.Conversion;

/// <summary>What came of a conversion: what the lead became, or every reason against it.</summary>
public sealed record ConversionResult : Outcome
{
    internal ConversionResult(ConversionPlan plan, LeadConversion conversion, bool isRepeat)
        : base([])
    {
        Plan = plan;
        Conversion = conversion;
        IsRepeat = isRepeat;
    }

    internal ConversionResult(ConversionPlan plan, IReadOnlyList<Refusal> refusals)
        : base(refusals) => Plan = plan;

    /// <summary>The lead.</summary>
    public LeadId Lead => Plan.Request.Lead;

    /// <summary>The plan that was carried out, or could not be.</summary>
    public ConversionPlan Plan { get; }

    /// <summary>What the lead became; null where it was refused.</summary>
    public LeadConversion? Conversion { get; }

    /// <summary>Whether the same request had been carried out before, and this is its first result again.</summary>
    public bool IsRepeat { get; }

    /// <summary>The verdict on the lead; null where none was needed.</summary>
    public QualificationVerdict? Verdict => Plan.Verdict;
}
