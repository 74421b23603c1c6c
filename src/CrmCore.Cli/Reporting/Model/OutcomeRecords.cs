namespace CrmCore.Cli.Reporting;

/// <summary>
/// The forecast of a period or an owner. Commit, best case and pipeline are the open amounts by category and do not overlap; weighted is the
/// sum of amount x probability of the open deals; total is what is expected in all, won plus weighted.
/// </summary>
internal sealed record ForecastRow(
    string Key,
    LocalizedText Name,
    decimal Won,
    decimal Commit,
    decimal BestCase,
    decimal Pipeline,
    decimal Weighted,
    decimal Total,
    decimal? Quota);

/// <summary>How many deals, and what amount, closed for a reason.</summary>
internal sealed record ReasonCount(string Key, LocalizedText Name, int Count, decimal Amount);

internal sealed record SourceWinRate(string Key, LocalizedText Name, int Won, int Lost)
{
    public double? Rate => Won + Lost == 0 ? null : (double)Won / (Won + Lost);

    public bool IsSmall { get; init; }

    /// <summary>The ends of the interval around the rate.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }
}

/// <summary>What a reader must know of the data, say "the historical win rate rests on 231 closed deals".</summary>
internal sealed record DataNote(string Key, LocalizedText Text, Severity Severity);
