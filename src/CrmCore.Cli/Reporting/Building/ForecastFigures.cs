using CrmCore.Cli.Scoring;
using CrmCore.Forecasting;
using CrmCore.Forecasting.Accounting;
using CrmCore.Forecasting.Distributions;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>What the report says of the forecast's range and of how right chances were, replayed from histories.</summary>
internal sealed class ForecastFigures(IReadOnlyList<OpportunitySnapshot> opportunities, PipelineCatalog pipelines, Currency currency, DateTimeOffset asOf)
{
    private const int PastQuarters = 4;

    /// <summary>Fine enough for a chart.</summary>
    private static readonly DistributionOptions Coarse = new() { Cells = 4096 };

    private readonly ChancesAsOf _chances = TimedChances.Replayed(pipelines);

    private ForecastPeriod Quarter => QuarterAt(asOf);

    /// <summary>The quarter that the report looks at.</summary>
    public static ForecastPeriod QuarterAt(DateTimeOffset at) => ForecastPeriod.QuarterOf(DateOnly.FromDateTime(at.UtcDateTime));

    /// <summary>The weeks of the present quarter and now; null where there is nothing to win in it.</summary>
    public ForecastRange? Range(Money? quota)
    {
        ReplayedForecast[] weeks = [.. ForecastReplay.Run(opportunities, new(currency, pipelines, [Quarter], asOf) { ByOwner = false, Distribution = Coarse }, _chances)];
        ForecastPlan plan = new(currency, Quarter) { At = asOf };
        OpportunitySnapshot[] inCurrency = [.. opportunities.Where(o => o.Amount is null || o.Amount.Value.Currency == currency)];
        PeriodOutlook now = PeriodOutlook.Of(plan, inCurrency, _chances(inCurrency, asOf)).Outlook!;
        ForecastSnapshot today = ForecastSnapshot.Of(now, Coarse, quota, byOwner: false);
        if (now.Won.Amount == 0 && now.Deals.Count == 0)
        {
            return null;
        }

        decimal lastBase = weeks.Length > 0 ? weeks[^1].BaseRate.Total.Mean.Amount : today.Total.Mean.Amount;
        return new(
            LocalizedText.FromString(Quarter.ToString()),
            [.. weeks.Where(w => w.Forecast.TakenAt < asOf.AddDays(-1)).Select(w => Week(w.Forecast, w.BaseRate.Total.Mean.Amount)), Week(today, lastBase)],
            quota?.Amount,
            today.ChanceToReach);
    }

    /// <summary>The chances given at the start of each month of past quarters; null where there was none.</summary>
    public CalibrationFigures? Calibration()
    {
        List<ForecastPeriod> quarters = [];
        for (ForecastPeriod quarter = Quarter; quarters.Count < PastQuarters;)
        {
            quarters.Insert(0, quarter = ForecastPeriod.QuarterOf(quarter.First.AddDays(-1)));
        }

        ReplayPlan plan = new(currency, pipelines, quarters, asOf) { ByOwner = false, Distribution = Coarse, StepDays = 31 };
        ReplayedForecast[] months = [.. ForecastReplay.Run(opportunities, plan, _chances)];
        PastChance[] chances = [.. months.SelectMany(m => m.Chances)];
        int periods = months.Where(m => m.Chances.Count > 0).Select(m => m.Forecast.Period).Distinct().Count();
        return chances.Length == 0 ? null : new(
            [
                .. CalibrationCurve.EqualWidth([.. chances.Select(c => c.Chance)], [.. chances.Select(c => c.Won)])
                    .Select(b => new CalibrationShare(b.From, b.To, b.Count, b.MeanEstimate, b.WinRate)),
            ],
            chances.Length,
            periods,
            chances.Length >= 200 && periods >= PastQuarters);
    }

    private static RangeWeek Week(ForecastSnapshot forecast, decimal baseRate) => new(
        DateOnly.FromDateTime(forecast.TakenAt.UtcDateTime), forecast.Total.Won.Amount, forecast.Total.P10.Amount, forecast.Total.Mean.Amount, forecast.Total.P90.Amount, baseRate);
}
