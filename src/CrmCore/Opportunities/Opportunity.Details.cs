namespace CrmCore.Opportunities;

/// <content>What is known of the deal besides its amount and dates. Each change raises an event; the amount that line items make leaves a row in the history.</content>
public sealed partial class Opportunity
{
    /// <summary>What is to be sold; empty where only a bare amount is known.</summary>
    public IReadOnlyList<LineItem> LineItems { get; private set; }

    /// <summary>What comes again and again; null for nothing.</summary>
    public RecurringRevenue? Recurring { get; private set; }

    /// <summary>The owners' shares; empty means the owner has it all.</summary>
    public IReadOnlyList<OwnerSplit> Splits { get; private set; }

    /// <summary>Who plays which part at the buyer's.</summary>
    public IReadOnlyList<BuyingRole> BuyingRoles { get; private set; }

    /// <summary>Who else wants the deal.</summary>
    public IReadOnlyList<Competitor> Competitors { get; private set; }

    /// <summary>What was done, in the order it was noted.</summary>
    public IReadOnlyList<Activity> Activities { get; private set; }

    /// <summary>What is to happen next; null for nothing planned.</summary>
    public NextStep? NextStep { get; private set; }

    /// <summary>When something was last done; null for never.</summary>
    public DateTimeOffset? LastTouch => Activities.Count == 0 ? null : Activities.Max(a => a.At);

    /// <summary>Sets what is to be sold; the amount becomes the sum of the items. No items leave the amount as it was, to be set by hand again.</summary>
    /// <param name="items">The items, all of one currency; at most 1,000.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets them; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, several currencies, too many items, or an instant before the last change.</returns>
    public OpportunityChange SetLineItems(IReadOnlyList<LineItem> items, DateTimeOffset at, UserId? by = null)
    {
        Currency[] currencies = [.. NoneNull(items).Select(i => i.UnitPrice.Currency).Distinct()];
        return ChangeDetails("line-items", items.Count, at, by, () => LineItems = [.. items], Total, currencies.Length > 1
            ? [new Refusal("opportunity.currencies-differ", ("currencies", string.Join(", ", currencies)))]
            : []);

        Money? Total() => items.Count == 0 ? Amount : Money.Sum(items.Select(i => i.Total), currencies[0]);
    }

    /// <summary>Sets what comes again and again; null for nothing.</summary>
    /// <param name="recurring">The revenue.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets it; null where no person does.</param>
    public OpportunityChange SetRecurring(RecurringRevenue? recurring, DateTimeOffset at, UserId? by = null) =>
        ChangeDetails("recurring", 1, at, by, () => Recurring = recurring);

    /// <summary>Sets the owners' shares; none means the owner has it all.</summary>
    /// <param name="splits">The shares; they add up to 100 percent, and nobody has two.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets them; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, shares that don't add up or repeat an owner, or an instant before the last change.</returns>
    public OpportunityChange SetSplits(IReadOnlyList<OwnerSplit> splits, DateTimeOffset at, UserId? by = null)
    {
        List<Refusal> refusals = [];
        decimal sum = NoneNull(splits).Sum(s => s.Percent);
        if (splits.Count > 0 && sum != 100)
        {
            refusals.Add(new Refusal("opportunity.splits-sum", ("sum", sum)));
        }

        if (splits.DistinctBy(s => s.Owner).Count() != splits.Count)
        {
            refusals.Add(new Refusal("opportunity.split-twice"));
        }

        return ChangeDetails("splits", splits.Count, at, by, () => Splits = [.. splits], null, refusals);
    }

    /// <summary>Sets who plays which part at the buyer's.</summary>
    /// <param name="roles">The parts; somebody may play several.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets them; null where no person does.</param>
    public OpportunityChange SetBuyingRoles(IReadOnlyList<BuyingRole> roles, DateTimeOffset at, UserId? by = null) =>
        ChangeDetails("buying-roles", NoneNull(roles).Count, at, by, () => BuyingRoles = [.. roles]);

    /// <summary>Sets who else wants the deal.</summary>
    /// <param name="competitors">The competitors; one winner at most.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets them; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, two winners, or an instant before the last change.</returns>
    public OpportunityChange SetCompetitors(IReadOnlyList<Competitor> competitors, DateTimeOffset at, UserId? by = null) => ChangeDetails(
        "competitors",
        NoneNull(competitors).Count,
        at,
        by,
        () => Competitors = [.. competitors],
        null,
        competitors.Count(c => c.Status == CompetitorStatus.Winner) > 1 ? [new Refusal("opportunity.two-winners")] : []);

    /// <summary>Plans what is to happen next; null for nothing.</summary>
    /// <param name="step">The step.</param>
    /// <param name="at">When it is planned; not before the last change.</param>
    /// <param name="by">Who plans it; null where no person does.</param>
    public OpportunityChange PlanNextStep(NextStep? step, DateTimeOffset at, UserId? by = null) => ChangeDetails("next-step", 1, at, by, () => NextStep = step);

    /// <summary>Notes that something was done.</summary>
    /// <param name="activity">What was done; not later than <paramref name="at"/>.</param>
    /// <param name="at">When it is noted; not before the last change.</param>
    /// <param name="completesNextStep">Whether it was the planned next step, which is then done with.</param>
    /// <returns>Refused for a closed opportunity, an activity in the future, or an instant before the last change.</returns>
    public OpportunityChange Log(Activity activity, DateTimeOffset at, bool completesNextStep = false)
    {
        Guard.Against.Null(activity);
        return ChangeDetails(
            "activities",
            Activities.Count + 1,
            at,
            activity.By,
            () =>
            {
                Activities = [.. Activities, activity];
                NextStep = completesNextStep ? null : NextStep;
            },
            null,
            activity.At > at ? [new Refusal("opportunity.in-the-future", ("at", activity.At), ("now", at))] : []);
    }

    private OpportunityChange ChangeDetails(
        string part, int count, DateTimeOffset at, UserId? by, Action apply, Func<Money?>? amount = null, IReadOnlyList<Refusal>? refusals = null, bool differs = true)
    {
        List<Refusal> all = [.. RefusalsOfChange(at), .. refusals ?? [], .. TooMany(part, count)];
        if (all.Count > 0)
        {
            return OpportunityChange.Refused(all);
        }

        if (!differs)
        {
            return OpportunityChange.Done;
        }

        Money? before = Amount;
        Money? after = amount is null ? before : amount();
        apply();
        ChangedAt = at;
        Raise(new OpportunityDetailsChanged(Id, part) { Sequence = NextSequence(), At = at, By = by });
        if (after != before)
        {
            Amount = after;
            RecordChange(HistoryKind.AmountChanged, at, by);
            Raise(new OpportunityChanged(Id, HistoryKind.AmountChanged) { Sequence = NextSequence(), At = at, By = by });
        }

        return OpportunityChange.Done;
    }

    private static IReadOnlyList<T> NoneNull<T>(IReadOnlyList<T> list)
        where T : class
    {
        foreach (T item in Guard.Against.Null(list))
        {
            Guard.Against.Null(item, nameof(list));
        }

        return list;
    }
}
