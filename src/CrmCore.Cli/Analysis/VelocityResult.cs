using CrmCore.Forecasting;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Cli.Analysis;

/// <summary>What <c>crmcore velocity</c> tells a machine.</summary>
internal sealed record VelocityResult(
    DateTimeOffset AsOf, string Pipeline, VelocityDefinition Definition, string Currency, int Opportunities, decimal? Value, int Valued, double? WinRate, Interval? WinRateInterval, int Won, int Lost, bool IsSmall,
    double? CycleDays, int Timed, CycleResult Cycle, decimal? PerDay, IReadOnlyList<LeverResult> Levers, WinLossDimension By, IReadOnlyList<WinLossResult> Groups)
{
    public static VelocityResult Of(DateTimeOffset asOf, string pipeline, VelocityDefinition definition, Currency currency, Velocity velocity, double more, WinLossDimension by, WinLossAnalysis analysis) => new(
        asOf, pipeline, definition, currency.Code, velocity.Opportunities, velocity.Value?.Amount, velocity.ValuedCount, velocity.WinRate, velocity.Closed.Interval(), velocity.Closed.Won, velocity.Closed.Lost, velocity.Closed.IsSmall,
        velocity.CycleDays, velocity.Cycles.Count, new(velocity.Cycles.Quantile(0.1), velocity.Cycles.Median, velocity.Cycles.Quantile(0.8), velocity.Cycles.Quantile(0.9)), velocity.PerDay?.Amount,
        [.. velocity.Levers(more).Select(l => new LeverResult(l.Part, more, l.PerDay.Amount, l.Gain.Amount))], by, [.. analysis.By(by).Select(WinLossResult.Of)]);
}

/// <summary>The days below which a share of the cycles lies.</summary>
internal sealed record CycleResult(double? P10, double? P50, double? P80, double? P90);

/// <summary>What so much more of a part gives a day.</summary>
internal sealed record LeverResult(VelocityPart Part, double More, decimal PerDay, decimal Gain);

/// <summary>A group of won and lost deals.</summary>
internal sealed record WinLossResult(string? Key, int Won, int Lost, double? Rate, Interval? Interval, bool IsSmall, decimal WonAmount, decimal LostAmount)
{
    public static WinLossResult Of(WinLossGroup group) => new(
        group.Key, group.Rate.Won, group.Rate.Lost, group.Rate.Value, group.Rate.Interval(), group.Rate.IsSmall, group.Won.Amount, group.Lost.Amount);
}
