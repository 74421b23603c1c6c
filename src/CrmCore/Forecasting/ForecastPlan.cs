namespace CrmCore.Forecasting;

/// <summary>What to forecast and how. Immutable.</summary>
public sealed record ForecastPlan
{
    /// <summary>A plan.</summary>
    /// <param name="currency">The currency of the forecast.</param>
    /// <param name="periods">The periods, one at least; none overlaps another.</param>
    /// <exception cref="ArgumentException">There is none, or two overlap.</exception>
    public ForecastPlan(Currency currency, params IReadOnlyList<ForecastPeriod> periods)
    {
        Currency = Guard.Against.Default(currency);
        Periods = [.. Guard.Against.NullOrEmpty(periods)];
        ForecastPeriod[] sorted = [.. Periods.OrderBy(p => p.First)];
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].First <= sorted[i - 1].Last)
            {
                throw new ArgumentException($"The periods {sorted[i - 1]} and {sorted[i]} overlap; a deal would count twice.", nameof(periods));
            }
        }
    }

    /// <summary>The currency of the forecast.</summary>
    public Currency Currency { get; }

    /// <summary>The periods.</summary>
    public IReadOnlyList<ForecastPeriod> Periods { get; }

    /// <summary>
    /// The instant as of which chances are estimated and overrides are known. Deals that were created later are left out, and those that were closed later are open, as they stood then. Other
    /// changes are not taken back: for a past instant give deals as <see cref="Accounting.PastDeals.AsOf"/> tells them. Null means each deal's last change, and all overrides.
    /// </summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>By what to divide.</summary>
    public IReadOnlyList<ForecastGrouping> GroupBy { get; init => field = [.. Guard.Against.Null(value)]; } = [ForecastGrouping.Owner];

    /// <summary>Exchange rates and their day; null where all amounts are in the one currency.</summary>
    public ForecastRates? Rates { get; init; }

    /// <summary>Where a day begins and ends: it decides in which period a deal was won.</summary>
    public TimeZoneInfo TimeZone { get; init => field = Guard.Against.Null(value); } = TimeZoneInfo.Utc;

    /// <summary>What people said instead of computed values.</summary>
    public IReadOnlyList<ForecastOverride> Overrides { get; init => field = [.. Guard.Against.Null(value)]; } = [];

    /// <summary>
    /// The custom field in which a deal says its own category instead of its stage's: <c>omitted</c>, <c>pipeline</c>, <c>best-case</c> or <c>commit</c>; anything else is passed over.
    /// </summary>
    public string CategoryField { get; init => field = Guard.Against.NullOrWhiteSpace(value); } = "forecast-category";
}
