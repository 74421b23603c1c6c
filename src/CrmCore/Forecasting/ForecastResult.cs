namespace CrmCore.Forecasting;

/// <summary>Forecasts, or every reason why there are none.</summary>
public sealed record ForecastResult : Outcome
{
    internal ForecastResult(IReadOnlyList<Forecast> forecasts, int withoutDate, IReadOnlyList<Refusal> refusals)
        : base(refusals) => (Forecasts, WithoutDate) = (forecasts, withoutDate);

    /// <summary>One forecast a period, in the plan's order; none where it was refused.</summary>
    public IReadOnlyList<Forecast> Forecasts { get; }

    /// <summary>How many open deals have no expected close date and so are in no period.</summary>
    public int WithoutDate { get; }
}
