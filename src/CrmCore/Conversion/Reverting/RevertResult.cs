using CrmCore.Leads;

namespace CrmCore.Conversion.Reverting;

/// <summary>What came of a revert: its record, or every reason against it.</summary>
public sealed record RevertResult : Outcome
{
    internal RevertResult(ConversionReversal reversal)
        : base([]) => Reversal = reversal;

    internal RevertResult(IReadOnlyList<Refusal> refusals)
        : base(refusals)
    {
    }

    /// <summary>What was undone and what was left, as the lead keeps it; null where it was refused.</summary>
    public ConversionReversal? Reversal { get; }
}
