namespace CrmCore.Opportunities;

/// <summary>
/// What the gates of a move look at: the opportunity; under <c>move.</c> what the request itself says; under <c>host.</c> what the host supplies with it.
/// </summary>
internal sealed class MoveFacts(Opportunity opportunity, string? reason, string? competitor, IFacts? host) : IFacts
{
    public FieldValue Get(string fact) => fact switch
    {
        "move.reason" => FieldValue.Of(reason),
        "move.competitor" => FieldValue.Of(competitor),
        _ when host is not null && fact.StartsWith("host.", StringComparison.Ordinal) => host.Get(fact),
        _ => opportunity.Get(fact),
    };
}
