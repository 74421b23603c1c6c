using CrmCore.Forecasting;

namespace CrmCore.Cli.Reporting;

/// <summary>
/// How many reached a stage (a skipped one counts as reached), and their share of those that entered, 0..1. Of those whose fate there is settled the share that was
/// passed on, with its interval; the share passed on by each of <see cref="FunnelRow.Days"/>; half of those that are passed on are so within the median.
/// </summary>
internal sealed record FunnelRow(string Key, LocalizedText Name, int Reached, double Share)
{
    /// <summary>The days for which <see cref="PassedBy"/> has a share.</summary>
    public static IReadOnlyList<int> Days { get; } = [0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84];

    public double? Conversion { get; init; }
    public double? Low { get; init; }
    public double? High { get; init; }
    public bool IsSmall { get; init; }
    public double? MedianDaysToNext { get; init; }
    public double? MedianDaysHere { get; init; }
    public int Lost { get; init; }
    public int Pending { get; init; }
    public IReadOnlyList<double?> PassedBy { get; init; } = [];
}

/// <summary>The four parts of the velocity, what it is a day, and what a tenth more of each part adds to that.</summary>
internal sealed record VelocityFigures(
    int Opportunities, decimal? Value, int Valued, double? WinRate, double? Low, double? High, int Closed, double? CycleDays, double? MedianCycleDays, double? LongCycleDays, decimal? PerDay,
    IReadOnlyList<(VelocityPart Part, decimal Gain)> Levers);

/// <summary>Won and lost deals that have something in common. The name of a band of sizes is made from its key.</summary>
internal sealed record WinLossRow(string? Key, LocalizedText Name, int Won, int Lost, double? Rate, double? Low, double? High, bool IsSmall, decimal WonAmount, decimal LostAmount);

/// <summary>Leads that have something in common, and how many became deals.</summary>
internal sealed record LeadConversionRow(LocalizedText Name, int Leads, int Converted, double? Rate, double? Low, double? High, bool IsSmall);
