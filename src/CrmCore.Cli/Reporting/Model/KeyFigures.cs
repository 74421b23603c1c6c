namespace CrmCore.Cli.Reporting;

/// <summary>
/// The numbers on top of the page. The weighted forecast is the sum of amount x probability of all open opportunities; the period, say "Q4 2026",
/// is that of the amount won and of the quota; won and lost are the deals that the win rate rests on.
/// </summary>
internal sealed record KeyFigures(
    decimal OpenPipeline,
    int OpenCount,
    decimal WeightedForecast,
    LocalizedText Period,
    decimal WonInPeriod,
    int WonInPeriodCount,
    decimal? Quota,
    int Won,
    int Lost,
    double? AverageCycleDays,
    int LeadsWaiting,
    int? LongestWaitDays)
{
    public double? WinRate => Won + Lost == 0 ? null : (double)Won / (Won + Lost);
}
