namespace CrmCore.Opportunities;

/// <content>What it never holds, whichever way it came about: a change that would is refused, a record that does is no opportunity.</content>
public sealed partial class Opportunity
{
    internal const int MaximumDetails = 1000;

    private const int MaximumReason = 4000;

    private const int MaximumCompetitor = 400;

    private static void EnsureBounds(OpportunitySnapshot snapshot)
    {
        Refusal[] wrong =
        [
            .. NegativeAmount(snapshot.Amount),
            .. TooMany("line-items", snapshot.LineItems?.Count),
            .. TooMany("splits", snapshot.Splits?.Count),
            .. TooMany("buying-roles", snapshot.BuyingRoles?.Count),
            .. TooMany("competitors", snapshot.Competitors?.Count),
            .. TooMany("activities", snapshot.Activities?.Count),
            .. TooLong(snapshot.Closing?.Reason, MaximumReason),
            .. TooLong(snapshot.Closing?.Competitor, MaximumCompetitor),
        ];
        ThrowIfAny(wrong, nameof(snapshot));
    }

    private static void EnsureBounds(PastMove past) => ThrowIfAny([.. TooLong(past.Reason, MaximumReason), .. TooLong(past.Competitor, MaximumCompetitor)], nameof(past));

    private static IEnumerable<Refusal> NegativeAmount(Money? amount) =>
        amount?.Amount < 0 ? [new Refusal("opportunity.amount-negative", ("amount", amount))] : [];

    private static IEnumerable<Refusal> TooMany(string part, int? count) =>
        count > MaximumDetails ? [new Refusal("opportunity.too-many", ("part", part), ("maximum", MaximumDetails))] : [];

    private static IEnumerable<Refusal> TooLong(string? text, int maximum) =>
        text?.Length > maximum ? [new Refusal("opportunity.text-too-long", ("length", text.Length), ("maximum", maximum))] : [];

    private static void ThrowIfAny(Refusal[] wrong, string name)
    {
        if (wrong.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', wrong.Select(r => r.ToString())), name);
        }
    }
}
