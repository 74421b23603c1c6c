using System.Text.Json.Serialization;
using CrmCore.Forecasting.Accounting;

namespace CrmCore.Cli.Forecasts;

/// <summary>What <c>forecast</c> tells.</summary>
internal sealed record ForecastReport(
    string Period,
    DateTimeOffset AsOf,
    string Currency,
    string Calculator,
    string ChancesBy,
    LineReport Total,
    IReadOnlyList<CategoryReport> Categories,
    IReadOnlyList<GroupReport> Groups,
    RangeReport Range,
    decimal? Quota,
    double? ChanceToReach,
    IReadOnlyList<LeverageReport> Matter,
    WhatIfReport? WhatIf,
    int WithoutAmount,
    int WithoutDate,
    LineReport Omitted);

internal sealed record LineReport(decimal Won, decimal Weighted, decimal Expected, decimal Open, int WonCount, int OpenCount, decimal? RecurringOpen);

internal sealed record CategoryReport(string Category, LineReport Single, LineReport Cumulative);

internal sealed record GroupReport(string? Key, LineReport Line, decimal? Quota, double? Attainment, decimal? Gap, double? Coverage);

internal sealed record RangeReport(
    string Method, decimal Won, decimal Mean, decimal P10, decimal P50, decimal P90, int Deals, double Correlation, decimal Resolution, decimal RoundingBound, int Draws, int SlippingEvidence);

internal sealed record LeverageReport(string Id, string Name, decimal Amount, double Chance, double IfWon, double IfLost, double IfSlipped);

internal sealed record WhatIfReport(IReadOnlyList<string> Suppositions, RangeReport After, decimal MeanDifference, double? ChanceToReach, double? ChanceDifference);

/// <summary>What <c>forecast replay</c> tells.</summary>
internal sealed record ReplayReport(string Currency, bool ExpectsBusiness, IReadOnlyList<AccuracyPair> Accuracy, IReadOnlyList<WeekReport> Weeks, CorrelationReport? Correlation);

/// <summary>How good the forecasts were, and the base-rate forecasts.</summary>
internal sealed record AccuracyPair(AccuracyLine Model, AccuracyLine BaseRate);

internal sealed record WeekReport(ForecastSnapshot Forecast, ForecastSnapshot BaseRate, decimal? Actual, decimal? NotYetThere);

internal sealed record CorrelationReport(double Value, double Low, double High, int Periods, bool IsTrustworthy);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ForecastReport))]
[JsonSerializable(typeof(ReplayReport))]
internal sealed partial class ForecastReportJson : JsonSerializerContext
{
}
