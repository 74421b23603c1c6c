using CrmCore.Forecasting.Distributions;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Probabilities.Timing;

namespace CrmCore.Forecasting.Accounting;

/// <summary>Makes the chances for forecasts of an instant from what was known at it, and nothing else.</summary>
/// <param name="known">The deals as they were known.</param>
/// <param name="at">The instant.</param>
public delegate PeriodChances ChancesAsOf(IReadOnlyList<OpportunitySnapshot> known, DateTimeOffset at);

/// <summary>What to replay. Immutable.</summary>
/// <param name="Currency">The currency of the forecasts; deals of others are left out.</param>
/// <param name="Pipelines">Tell what stages mean.</param>
/// <param name="Periods">The periods to forecast.</param>
/// <param name="Until">Now: what happened later is not known. Periods that are not over have no outcome yet.</param>
public sealed record ReplayPlan(Currency Currency, PipelineCatalog Pipelines, IReadOnlyList<ForecastPeriod> Periods, DateTimeOffset Until)
{
    /// <summary>How many days lie between two forecasts of a period.</summary>
    public int StepDays { get; init => field = Guard.Against.NegativeOrZero(value); } = 7;

    /// <summary>How distributions are worked out.</summary>
    public DistributionOptions Distribution { get; init; } = new();

    /// <summary>Whether forecasts count on deals that are not there yet; outcomes then are what was won in all, else what those deals brought that were there.</summary>
    public bool ExpectsBusiness { get; init; }

    /// <summary>Whether to tell owners too.</summary>
    public bool ByOwner { get; init; } = true;
}

/// <summary>A forecast as it would have been, and what happened.</summary>
/// <param name="Forecast">The forecast.</param>
/// <param name="BaseRate">The base-rate forecast: every open deal has the same chance, the share of the deals open at the same point of earlier periods that were won by their end.</param>
/// <param name="Actual">What was won in the period, of the deals that the forecast is about; null where it is not over.</param>
/// <param name="ActualByOwner">The same by owner.</param>
/// <param name="NotYetThere">What was won in the period by deals that came after the forecast; null where it is not over.</param>
/// <param name="Chances">The open deals with their chances and what came of them; none where the period is not over.</param>
public sealed record ReplayedForecast(
    ForecastSnapshot Forecast, ForecastSnapshot BaseRate, Money? Actual, IReadOnlyDictionary<UserId, Money> ActualByOwner, Money? NotYetThere, IReadOnlyList<PastChance> Chances)
{
    /// <summary>The forecast with its outcome; null where there is none yet.</summary>
    public ForecastOutcome? Outcome => Actual is { } actual ? new(Forecast, actual, ActualByOwner) : null;

    /// <summary>The base-rate forecast with the outcome; null where there is none yet.</summary>
    public ForecastOutcome? BaseRateOutcome => Actual is { } actual ? new(BaseRate, actual, ActualByOwner) : null;
}

/// <summary>Forecasts of the past as they would have been, week by week, each from what was known then: histories are cut off, calculators trained anew.</summary>
public static class ForecastReplay
{
    /// <summary>Chances by the time-aware calculator of the first pipeline, trained at each instant, with slipping learned from what was known; where either lacks data, stage defaults and the assumption.</summary>
    public static ChancesAsOf TimeAware(PipelineCatalog pipelines)
    {
        Guard.Against.Null(pipelines);
        StageDefaultCalculator fallback = new(pipelines);
        return (known, at) =>
        {
            TimeAwareResult trained = TimeAwareCalculator.Train(pipelines.Default, known, at);
            IWinProbabilityCalculator calculator = trained.Model is { } model ? new TimeAwareCalculator(pipelines.Default, model, fallback) : fallback;
            return new(calculator, SlippingModel.Train(known, at));
        };
    }

    /// <summary>Replays. The same deals and plan give the same forecasts, in the order of periods and instants.</summary>
    /// <param name="opportunities">The deals with their histories.</param>
    /// <param name="plan">What to replay.</param>
    /// <param name="chances">Makes the chances of an instant.</param>
    public static IEnumerable<ReplayedForecast> Run(IReadOnlyList<OpportunitySnapshot> opportunities, ReplayPlan plan, ChancesAsOf chances)
    {
        Guard.Against.Null(opportunities);
        Guard.Against.Null(plan);
        Guard.Against.Null(chances);
        return Replay(opportunities, plan, chances);
    }

    private static IEnumerable<ReplayedForecast> Replay(IReadOnlyList<OpportunitySnapshot> opportunities, ReplayPlan plan, ChancesAsOf chances)
    {
        OpportunitySnapshot[] today = [.. Known(opportunities, plan.Until, plan)];
        foreach (ForecastPeriod period in plan.Periods)
        {
            DateTimeOffset end = new(period.Last.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            for (DateTimeOffset at = new(period.First.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero); at < end && at <= plan.Until; at = at.AddDays(plan.StepDays))
            {
                OpportunitySnapshot[] known = [.. Known(opportunities, at, plan)];
                ForecastPlan asked = new(plan.Currency, period) { At = at };
                PeriodOutlook open = PeriodOutlook.Of(asked, known, chances(known, at)).Outlook!;
                double rate = BaseRate(known, period, at);
                PeriodOutlook flat = open with { Calculator = "base-rate", Deals = [.. open.Deals.Select(d => d with { Chance = rate, EverChance = rate })] };
                ExpectedBusiness? expected = plan.ExpectsBusiness ? ExpectedBusiness.Before(open, known) : null;
                yield return Judged(
                    plan, today, at, end, open,
                    ForecastSnapshot.Of(expected?.AddTo(open) ?? open, plan.Distribution, byOwner: plan.ByOwner),
                    ForecastSnapshot.Of(expected?.AddTo(flat) ?? flat, plan.Distribution, byOwner: plan.ByOwner));
            }
        }
    }

    private static ReplayedForecast Judged(
        ReplayPlan plan, OpportunitySnapshot[] today, DateTimeOffset at, DateTimeOffset end, PeriodOutlook open, ForecastSnapshot forecast, ForecastSnapshot baseRate)
    {
        if (end > plan.Until)
        {
            return new(forecast, baseRate, null, new Dictionary<UserId, Money>(), null, []);
        }

        OpportunitySnapshot[] won = [.. today.Where(o => o is { StageKind: StageKind.Won, Amount: not null }
            && o.Closing is { } c && open.Period.Contains(DateOnly.FromDateTime(c.At.UtcDateTime)))];
        OpportunitySnapshot[] later = [.. won.Where(o => o.CreatedAt > at)];
        OpportunitySnapshot[] judged = plan.ExpectsBusiness ? won : [.. won.Where(o => o.CreatedAt <= at)];
        HashSet<OpportunityId> ids = [.. won.Select(o => o.Id)];
        return new(
            forecast,
            baseRate,
            Sum(judged),
            judged.Where(o => o.Owner is not null).GroupBy(o => o.Owner!.Value).ToDictionary(g => g.Key, g => Sum(g)),
            Sum(later),
            [.. open.Deals.Select(d => new PastChance(d.Chance, ids.Contains(d.Id)))]);

        Money Sum(IEnumerable<OpportunitySnapshot> deals) => Money.Sum(deals.Select(o => o.Amount!.Value), plan.Currency);
    }

    private static IEnumerable<OpportunitySnapshot> Known(IReadOnlyList<OpportunitySnapshot> opportunities, DateTimeOffset at, ReplayPlan plan)
    {
        foreach (OpportunitySnapshot deal in opportunities)
        {
            if (PastDeals.AsOf(deal, at, plan.Pipelines) is { } then && (then.Amount is null || then.Amount.Value.Currency == plan.Currency))
            {
                yield return then;
            }
        }
    }

    /// <summary>The share of the deals open at the same point of up to four earlier spans that were won by the end of the span; before there was any, the win rate so far, or a half.</summary>
    private static double BaseRate(OpportunitySnapshot[] known, ForecastPeriod period, DateTimeOffset at)
    {
        int length = period.Last.DayNumber - period.First.DayNumber + 1;
        DateTimeOffset end = new(period.Last.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        int open = 0;
        int won = 0;
        for (int i = 1; i <= 4; i++)
        {
            TimeSpan shift = TimeSpan.FromDays((double)i * length);
            foreach (OpportunitySnapshot deal in known)
            {
                bool wasOpen = deal.CreatedAt <= at - shift && !(deal.Closing?.At <= at - shift);
                open += wasOpen ? 1 : 0;
                won += wasOpen && deal.StageKind == StageKind.Won && deal.Closing!.At < end - shift ? 1 : 0;
            }
        }

        return open > 0 ? (double)won / open : WinRate.Of(known).Value ?? 0.5;
    }
}
