using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>What a period holds at an instant: what is won in it already, and the open deals with their chances to be won in it. Distributions, what-ifs and snapshots are made of it. Immutable.</summary>
/// <param name="Period">The period.</param>
/// <param name="At">The instant.</param>
/// <param name="Won">What is won in it already.</param>
/// <param name="Deals">The open deals, and expected ones where they were added.</param>
public sealed record PeriodOutlook(ForecastPeriod Period, DateTimeOffset At, Money Won, IReadOnlyList<PeriodDeal> Deals)
{
    /// <summary>What each owner has won in it already; splits are respected.</summary>
    public IReadOnlyDictionary<UserId, Money> WonByOwner { get; init; } = new Dictionary<UserId, Money>();

    /// <summary>The calculator of the chances.</summary>
    public string Calculator { get; init; } = "";

    /// <summary>By how many days a deal slips where one slips.</summary>
    public int SlipDays { get; init; } = 30;

    /// <summary>How many open deals were left out because they have no amount.</summary>
    public int WithoutAmount { get; init; }

    /// <summary>The expected total: what is won, and the sum of chance x amount, exact in what a decimal holds and not rounded.</summary>
    public Money Mean => Deals.Aggregate(Won, (sum, d) => sum + (d.Amount * (decimal)d.Chance));

    /// <summary>The outlook that deals give. Omitted, lost and invalid deals are left out; deals without an expected date count where the calculator knows time.</summary>
    /// <param name="plan">The plan; it has one period and an instant.</param>
    /// <param name="opportunities">The deals.</param>
    /// <param name="chances">Gives their chances.</param>
    /// <param name="slipDays">By how many days a deal slips where one slips.</param>
    /// <returns>Refused with <c>forecast.no-rates</c> or <c>forecast.no-rate</c> where amounts of another currency can't be converted.</returns>
    /// <exception cref="ArgumentException">The plan has several periods or no instant.</exception>
    public static PeriodOutlookResult Of(ForecastPlan plan, IEnumerable<OpportunitySnapshot> opportunities, PeriodChances chances, int slipDays = 30)
    {
        Guard.Against.Null(plan);
        Guard.Against.Null(opportunities);
        Guard.Against.Null(chances);
        Guard.Against.NegativeOrZero(slipDays);
        if (plan.Periods.Count != 1 || plan.At is not { } at)
        {
            throw new ArgumentException("An outlook is of one period as of one instant; give the plan both.", nameof(plan));
        }

        RatesInUse rates = new(plan.Currency, plan.Rates);
        ForecastPeriod period = plan.Periods[0];
        Dictionary<UserId, Money> wonByOwner = [];
        Money won = Money.Zero(plan.Currency);
        List<OpportunitySnapshot> open = [];
        List<Money> amounts = [];
        int withoutAmount = 0;
        foreach (OpportunitySnapshot deal in opportunities.Select(o => DealAtInstant.Of(o, at)).OfType<OpportunitySnapshot>())
        {
            bool isWon = deal.StageKind == StageKind.Won && deal.Closing is { } closing
                && period.Contains(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(closing.At, plan.TimeZone).DateTime));
            if (!isWon && (deal.StageKind != StageKind.Open || CategoryOfDeal.Of(deal, plan.CategoryField) == ForecastCategory.Omitted))
            {
                continue;
            }

            withoutAmount += !isWon && deal.Amount is null ? 1 : 0;
            if ((deal.Amount is { } money ? rates.Convert(money) : null) is not { } converted)
            {
                continue;
            }

            Money amount = new(converted, plan.Currency);
            if (!isWon)
            {
                open.Add(deal);
                amounts.Add(amount);
                continue;
            }

            won += amount;
            foreach (OwnerAmount part in Parts(deal, amount).Where(p => p.Owner is not null))
            {
                wonByOwner[part.Owner!.Value] = wonByOwner.GetValueOrDefault(part.Owner.Value, Money.Zero(plan.Currency)) + part.Amount;
            }
        }

        IReadOnlyList<Refusal> refusals = rates.Refusals;
        return new(refusals.Count > 0 ? null : new(period, at, won, Weighed(plan, open, amounts, chances, slipDays))
        {
            WonByOwner = wonByOwner,
            Calculator = chances.Calculator,
            SlipDays = slipDays,
            WithoutAmount = withoutAmount,
        }, refusals);
    }

    /// <summary>An owner's part of it.</summary>
    public PeriodOutlook For(UserId owner) => this with
    {
        Won = WonByOwner.GetValueOrDefault(owner, Money.Zero(Won.Currency)),
        WonByOwner = WonByOwner.Where(w => w.Key == owner).ToDictionary(),
        Deals = [.. Deals.SelectMany(d => d.Owners.Where(o => o.Owner == owner).Select(o => d with { Amount = o.Amount, Owners = [o] }))],
    };

    /// <summary>Those who have won or could win something in it, in the order of their ids.</summary>
    public IReadOnlyList<UserId> Owners => [.. WonByOwner.Keys.Concat(Deals.SelectMany(d => d.Owners).Select(o => o.Owner).OfType<UserId>()).Distinct().Order()];

    private static PeriodDeal[] Weighed(ForecastPlan plan, List<OpportunitySnapshot> open, List<Money> amounts, PeriodChances chances, int slipDays)
    {
        DateTimeOffset at = plan.At!.Value;
        ForecastPeriod period = plan.Periods[0];
        ForecastPeriod earlier = new(period.First.AddDays(-slipDays), period.Last.AddDays(-slipDays));
        double[] ever = new double[open.Count];
        chances.Ever(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(open), at, ever);
        return
        [
            .. open.Select((deal, i) => new PeriodDeal(deal.Id, deal.Name, amounts[i], chances.In(deal, ever[i], period, at, plan.TimeZone))
            {
                EverChance = ever[i],
                ChanceIfSlipped = chances.In(deal, ever[i], earlier, at, plan.TimeZone),
                Owners = Parts(deal, amounts[i]),
            }),
        ];
    }

    private static OwnerAmount[] Parts(OpportunitySnapshot deal, Money amount) => deal.Splits is { Count: > 0 } splits
        ? [.. LargestRemainder.Divide(amount, [.. splits.Select(s => s.Percent)]).Zip(splits, (part, split) => new OwnerAmount(split.Owner, part))]
        : deal.Owner is { } owner ? [new(owner, amount)] : [];
}

/// <summary>An outlook, or why there is none.</summary>
public sealed record PeriodOutlookResult : Outcome
{
    internal PeriodOutlookResult(PeriodOutlook? outlook, IReadOnlyList<Refusal> refusals)
        : base(refusals) => Outlook = outlook;

    /// <summary>The outlook; null where it was refused.</summary>
    public PeriodOutlook? Outlook { get; }
}
