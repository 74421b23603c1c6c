using CrmCore.Qualification;

namespace CrmCore.Probabilities.Features;

/// <summary>The outcomes of calls as levels, made once: an enum's own <c>ToString</c> allocates.</summary>
internal static class CallOutcomes
{
    public static FieldValue Of(CallNote? call) => call?.Outcome switch
    {
        CallOutcome.NoSale => FieldValue.Of("no-sale"),
        CallOutcome.Continuation => FieldValue.Of("continuation"),
        CallOutcome.Advance => FieldValue.Of("advance"),
        CallOutcome.Order => FieldValue.Of("order"),
        _ => FieldValue.None,
    };
}
