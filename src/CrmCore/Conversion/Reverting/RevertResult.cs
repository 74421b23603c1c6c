using CrmCore.Leads;

namespace CrmCore.Conversion.Reverting;

/// <summary>What came of a revert, or would come of one: its record, or every reason against it.</summary>
public sealed record RevertResult : Outcome
{
    internal RevertResult(ConversionReversal reversal)
        : base([]) => Reversal = reversal;

    internal RevertResult(IReadOnlyList<Refusal> refusals)
        : base(refusals)
    {
    }

    /// <summary>Whether it was only planned: nothing was done, and the record is the one that a revert at that instant would write.</summary>
    public bool IsPlan { get; internal init; }

    /// <summary>What was undone and what was left, as the lead keeps it; null where it was refused.</summary>
    public ConversionReversal? Reversal { get; }
}
