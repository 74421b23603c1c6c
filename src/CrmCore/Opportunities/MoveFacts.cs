namespace CrmCore.Opportunities;

/// <summary>What the gates of a move look at: the opportunity, and under <c>move.</c> what the request itself says.</summary>
internal sealed class MoveFacts(Opportunity opportunity, string? reason, string? competitor) : IFacts
{
    public FieldValue Get(string fact) => fact switch
    {
        "move.reason" => FieldValue.Of(reason),
        "move.competitor" => FieldValue.Of(competitor),
        _ => opportunity.Get(fact),
    };
}
