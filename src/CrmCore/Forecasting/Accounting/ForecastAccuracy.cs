namespace CrmCore.Forecasting.Accounting;

/// <summary>A stored forecast and what happened.</summary>
/// <param name="Forecast">The forecast.</param>
/// <param name="Actual">What was won in the period in all.</param>
/// <param name="ActualByOwner">What each owner won in it; one who is not in it won nothing.</param>
public sealed record ForecastOutcome(ForecastSnapshot Forecast, Money Actual, IReadOnlyDictionary<UserId, Money> ActualByOwner)
{
    /// <summary>How many whole weeks before the end of its period the forecast was made.</summary>
    public int HorizonWeeks => Math.Max(0, (Forecast.Period.Last.DayNumber - DateOnly.FromDateTime(Forecast.TakenAt.UtcDateTime).DayNumber) / 7);
}

/// <summary>How good some forecasts were.</summary>
/// <param name="Key">Which: <c>all</c>, an owner, or weeks before the end such as <c>0-3</c>.</param>
/// <param name="Forecasts">How many forecasts; those of one period are not independent of each other.</param>
/// <param name="Periods">How many different periods they are of.</param>
/// <param name="Bias">Mean forecast - actual, on average; above 0 too much was promised.</param>
/// <param name="AbsoluteError">The distance of both, on average.</param>
/// <param name="Actual">What was won, on average.</param>
/// <param name="Coverage">The share of forecasts whose band from P10 to P90, both included, held what was won; 0.8 is right.</param>
public sealed record AccuracyLine(string Key, int Forecasts, int Periods, Money Bias, Money AbsoluteError, Money Actual, double Coverage)
{
    /// <summary>The bias as a share of what was won; null where nothing was.</summary>
    public double? RelativeBias => Actual.Amount == 0 ? null : (double)(Bias.Amount / Actual.Amount);

    /// <summary>The absolute error as a share of what was won; null where nothing was.</summary>
    public double? RelativeError => Actual.Amount == 0 ? null : (double)(AbsoluteError.Amount / Actual.Amount);

    /// <summary>Whether it rests on periods enough (8) to judge by; fewer are an anecdote.</summary>
    public bool IsTrustworthy => Periods >= 8;
}

/// <summary>How good stored forecasts were, held against what happened.</summary>
/// <param name="Total">All forecasts.</param>
/// <param name="ByHorizon">By four weeks before the end of the period, the nearest first.</param>
/// <param name="ByOwner">By owner, of the forecasts that tell owners.</param>
public sealed record ForecastAccuracy(AccuracyLine Total, IReadOnlyList<AccuracyLine> ByHorizon, IReadOnlyList<AccuracyLine> ByOwner)
{
    private const int WeeksTogether = 4;

    /// <summary>Judges forecasts.</summary>
    /// <param name="outcomes">The forecasts with what happened, one at least; all of one currency.</param>
    /// <exception cref="ArgumentException">There is none, or currencies differ.</exception>
    public static ForecastAccuracy Of(params IReadOnlyList<ForecastOutcome> outcomes)
    {
        Guard.Against.NullOrEmpty(outcomes);
        return new(
            Line("all", [.. outcomes.Select(o => (o.Forecast.Period, o.Forecast.Total, o.Actual))]),
            [
                .. outcomes.GroupBy(o => o.HorizonWeeks / WeeksTogether).OrderBy(g => g.Key).Select(g => Line(
                    $"{g.Key * WeeksTogether}-{(g.Key * WeeksTogether) + WeeksTogether - 1}", [.. g.Select(o => (o.Forecast.Period, o.Forecast.Total, o.Actual))])),
            ],
            [
                .. outcomes.SelectMany(o => o.Forecast.Owners.Select(l => (o.Forecast.Period, Line: l, Actual: o.ActualByOwner.GetValueOrDefault(l.Owner!.Value, Money.Zero(o.Actual.Currency)))))
                    .GroupBy(l => l.Line.Owner!.Value).OrderBy(g => g.Key).Select(g => Line(g.Key.Value, [.. g])),
            ]);
    }

    private static AccuracyLine Line(string key, (ForecastPeriod Period, SnapshotLine Said, Money Actual)[] rows)
    {
        Currency currency = rows[0].Actual.Currency;
        return new(
            key,
            rows.Length,
            rows.Select(r => r.Period).Distinct().Count(),
            Average(r => r.Said.Mean - r.Actual),
            Average(r => r.Said.Mean > r.Actual ? r.Said.Mean - r.Actual : r.Actual - r.Said.Mean),
            Average(r => r.Actual),
            (double)rows.Count(r => r.Said.P10 <= r.Actual && r.Actual <= r.Said.P90) / rows.Length);

        Money Average(Func<(ForecastPeriod Period, SnapshotLine Said, Money Actual), Money> value) =>
            new Money(Money.Sum(rows.Select(value), currency).Amount / rows.Length, currency).Round();
    }
}
