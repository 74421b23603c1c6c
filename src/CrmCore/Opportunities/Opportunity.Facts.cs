namespace CrmCore.Opportunities;

/// <content>What gates and rules look at.</content>
public sealed partial class Opportunity
{
    /// <summary>
    /// Its facts for gates and rules: <c>amount</c>, <c>currency</c>, <c>close-date</c>, <c>close-date-pushes</c>, <c>stage</c>, <c>probability</c> (0 to 1),
    /// <c>owner</c>, <c>name</c>, <c>account</c>, <c>contact</c>, <c>source</c>, <c>campaign</c>, <c>line-items</c> (how many), <c>products</c>,
    /// <c>recurring</c> (amount a month), <c>splits</c> (how many), <c>roles</c> (keys), <c>roles.KEY</c> (how many), <c>competitors</c> (names),
    /// <c>competitors.winner</c>, <c>activities</c> (how many), <c>activities.KIND</c> (how many), <c>last-touch</c> (date in UTC), <c>next-step</c> (due date),
    /// <c>custom.KEY</c>, and those of its discovery.
    /// </summary>
    public FieldValue Get(string fact) => fact switch
    {
        "amount" => Amount is { } amount ? FieldValue.Of(amount.Amount) : FieldValue.None,
        "currency" => FieldValue.Of(Amount?.Currency.Code),
        "close-date" => FieldValue.Of(CloseDate),
        "close-date-pushes" => FieldValue.Of(CloseDatePushes),
        "stage" => FieldValue.Of(Stage),
        "probability" => FieldValue.Of((decimal)Probability.Value),
        "owner" => FieldValue.Of(Owner?.Value),
        "name" => FieldValue.Of(Name),
        "account" => Account is { } account ? FieldValue.Of(account.ToString()) : FieldValue.None,
        "contact" => Contact is { } contact ? FieldValue.Of(contact.ToString()) : FieldValue.None,
        "source" => FieldValue.Of(Source?.Kind.ToString()),
        "campaign" => FieldValue.Of(Source?.Campaign),
        "line-items" => FieldValue.Of(LineItems.Count),
        "products" => FieldValue.Of(LineItems.Select(i => i.Product).Distinct()),
        "recurring" => Recurring is { } recurring ? FieldValue.Of(recurring.Monthly.Amount) : FieldValue.None,
        "splits" => FieldValue.Of(Splits.Count),
        "roles" => FieldValue.Of(BuyingRoles.Select(r => BuyingRole.KeyOf(r.Kind)).Distinct()),
        "competitors" => FieldValue.Of(Competitors.Select(c => c.Name)),
        "competitors.winner" => FieldValue.Of(Competitors.FirstOrDefault(c => c.Status == CompetitorStatus.Winner)?.Name),
        "activities" => FieldValue.Of(Activities.Count),
        "last-touch" => LastTouch is { } touch ? FieldValue.Of(DateOnly.FromDateTime(touch.UtcDateTime)) : FieldValue.None,
        "next-step" => FieldValue.Of(NextStep?.Due),
        _ => OfPrefix(Guard.Against.Null(fact)),
    };

    private FieldValue OfPrefix(string fact)
    {
        if (fact.StartsWith("custom.", StringComparison.Ordinal))
        {
            return CustomFields[fact["custom.".Length..]];
        }

        if (fact.StartsWith("roles.", StringComparison.Ordinal))
        {
            return FieldValue.Of(CountRoles(fact.AsSpan("roles.".Length)));
        }

        return fact.StartsWith("activities.", StringComparison.Ordinal) ? FieldValue.Of(CountActivities(fact.AsSpan("activities.".Length))) : Discovery.Get(fact);
    }

    private int CountRoles(ReadOnlySpan<char> kind)
    {
        int count = 0;
        for (int i = 0; i < BuyingRoles.Count; i++)
        {
            count += kind.SequenceEqual(BuyingRole.KeyOf(BuyingRoles[i].Kind)) ? 1 : 0;
        }

        return count;
    }

    private int CountActivities(ReadOnlySpan<char> kind)
    {
        int count = 0;
        for (int i = 0; i < Activities.Count; i++)
        {
            count += kind.SequenceEqual(Activities[i].Kind) ? 1 : 0;
        }

        return count;
    }
}
