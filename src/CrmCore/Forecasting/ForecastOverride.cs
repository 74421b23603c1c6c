namespace CrmCore.Forecasting;

/// <summary>What a person says instead of a computed value. Both are kept; nothing computed changes by it.</summary>
/// <param name="Period">The period it is for.</param>
/// <param name="Value">What they expect to be won in all, in the forecast's currency.</param>
/// <param name="At">When; a forecast as of an earlier instant does not know it.</param>
/// <param name="By">Who says so.</param>
/// <param name="Reason">Why; not blank.</param>
public sealed record ForecastOverride(ForecastPeriod Period, Money Value, DateTimeOffset At, UserId By, string Reason)
{
    /// <summary>Why.</summary>
    public string Reason { get; } = Guard.Against.NullOrWhiteSpace(Reason).Trim();

    /// <summary>The grouping of the group that it is for, such as <c>owner</c>; null for the whole.</summary>
    public string? Grouping { get; init; }

    /// <summary>The group that it is for.</summary>
    public string? Key { get; init; }
}

/// <summary>A group of a forecast.</summary>
/// <param name="Key">The group; null for what is in none.</param>
/// <param name="Line">What is computed for it.</param>
/// <param name="ByCategory">The same by category, without those in which nothing is.</param>
/// <param name="Override">What a person said last instead; null for nothing.</param>
public sealed record ForecastGroup(string? Key, ForecastLine Line, IReadOnlyDictionary<Pipelines.ForecastCategory, ForecastLine> ByCategory, ForecastOverride? Override)
{
    /// <summary>What a person said, else what is computed.</summary>
    public Money Judged => Override?.Value ?? Line.Expected;
}
