namespace CrmCore.Cli.Reporting;

/// <summary>The forecast of the present period as it was in its weeks, the last one now.</summary>
internal sealed record ForecastRange(LocalizedText Period, IReadOnlyList<RangeWeek> Weeks, decimal? Quota, double? ChanceToReach);

/// <summary>What was forecast on a day, from what was known then.</summary>
internal sealed record RangeWeek(DateOnly Day, decimal Won, decimal P10, decimal Mean, decimal P90, decimal BaseRate);

/// <summary>What was estimated in past periods against what came of it.</summary>
internal sealed record CalibrationFigures(IReadOnlyList<CalibrationShare> Shares, int Estimates, int Periods, bool IsTrustworthy);

/// <summary>The deals that were given chances from one to another.</summary>
internal sealed record CalibrationShare(double From, double To, int Count, double MeanEstimate, double Won);
