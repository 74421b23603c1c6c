using CrmCore.Leads;
using CrmCore.Qualification;

namespace CrmCore.Conversion;

/// <summary>What came of a conversion: what the lead became, or every reason against it.</summary>
public sealed record ConversionResult : Outcome
{
    internal ConversionResult(LeadConversion conversion, bool isRepeat)
        : base([])
    {
        Conversion = conversion;
        IsRepeat = isRepeat;
    }

    internal ConversionResult(IReadOnlyList<Refusal> refusals, QualificationVerdict? verdict)
        : base(refusals) => Verdict = verdict;

    /// <summary>What the lead became; null where it was refused.</summary>
    public LeadConversion? Conversion { get; }

    /// <summary>Whether the same request had been carried out before, and this is its first result again.</summary>
    public bool IsRepeat { get; }

    /// <summary>The verdict on a lead that was refused for not being qualified.</summary>
    public QualificationVerdict? Verdict { get; }
}
