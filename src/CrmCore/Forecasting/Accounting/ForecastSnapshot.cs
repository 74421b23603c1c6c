using CrmCore.Forecasting.Distributions;

namespace CrmCore.Forecasting.Accounting;

/// <summary>What a forecast said of somebody, or of all.</summary>
/// <param name="Owner">Whom; null for all.</param>
/// <param name="Won">What was won already.</param>
/// <param name="Mean">The expected total.</param>
/// <param name="P10">The 10% quantile.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">The 90% quantile.</param>
/// <param name="Deals">How many open deals it rested on.</param>
public sealed record SnapshotLine(UserId? Owner, Money Won, Money Mean, Money P10, Money P50, Money P90, int Deals);

/// <summary>A forecast as it was at an instant, as plain data, to be stored and later held against what happened.</summary>
public sealed record ForecastSnapshot
{
    /// <summary>The version of this form. A later one than this library writes is refused: what it does not know would be lost when it is stored again.</summary>
    public int SchemaVersion { get; init => field = SnapshotVersion.Known(value); } = SnapshotVersion.Current;

    /// <summary>When it was made.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The period it is for.</summary>
    public required ForecastPeriod Period { get; init; }

    /// <summary>The calculator of its chances.</summary>
    public required string Calculator { get; init; }

    /// <summary>The correlation between deals that it assumed.</summary>
    public double Correlation { get; init; }

    /// <summary>Whether it counts on deals that were not there yet.</summary>
    public bool HasExpectedBusiness { get; init; }

    /// <summary>All together.</summary>
    public required SnapshotLine Total { get; init; }

    /// <summary>Each owner who had won or could win something. Their quantiles do not add up to the total's.</summary>
    public IReadOnlyList<SnapshotLine> Owners { get; init; } = [];

    /// <summary>The quota; null for none.</summary>
    public Money? Quota { get; init; }

    /// <summary>The chance to reach it; null without a quota.</summary>
    public double? ChanceToReach { get; init; }

    /// <summary>A forecast of an outlook.</summary>
    /// <param name="outlook">The outlook.</param>
    /// <param name="options">How to work out its distribution.</param>
    /// <param name="quota">The quota of all, where there is one.</param>
    /// <param name="byOwner">Whether to tell each owner's line too.</param>
    public static ForecastSnapshot Of(PeriodOutlook outlook, DistributionOptions? options = null, Money? quota = null, bool byOwner = true)
    {
        ForecastDistribution all = ForecastDistribution.Of(Guard.Against.Null(outlook), options);
        return new()
        {
            TakenAt = outlook.At,
            Period = outlook.Period,
            Calculator = outlook.Calculator,
            Correlation = all.Correlation,
            HasExpectedBusiness = outlook.Deals.Any(d => d.IsExpected),
            Total = Line(null, all),
            Owners = byOwner ? [.. outlook.Owners.Select(o => Line(o, ForecastDistribution.Of(outlook.For(o), options)))] : [],
            Quota = quota,
            ChanceToReach = quota is { } q ? all.ChanceToReach(q) : null,
        };
    }

    /// <summary>The JSON form.</summary>
    public string ToJson() => ForecastJsonContext.Json.Write(this);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not a forecast.</exception>
    public static ForecastSnapshot FromJson(string json) => ForecastJsonContext.Json.Read<ForecastSnapshot>(json);

    private static SnapshotLine Line(UserId? owner, ForecastDistribution d) => new(owner, d.Won, d.Mean, d.P10, d.P50, d.P90, d.DealCount);
}
