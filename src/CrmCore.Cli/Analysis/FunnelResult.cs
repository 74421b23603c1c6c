using CrmCore.Forecasting;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Cli.Analysis;

/// <summary>What <c>crmcore funnel</c> tells a machine.</summary>
internal sealed record FunnelResult(
    DateTimeOffset AsOf, string Pipeline, FunnelBasis Basis, ForecastPeriod? Period, int Entered, int Won, int Lost, int Invalid,
    IReadOnlyList<FunnelStepResult> Steps, LeadDimension LeadsBy, IReadOnlyList<LeadGroupResult> Leads)
{
    public static FunnelResult Of(Funnel funnel, string pipeline, DateTimeOffset asOf, LeadDimension by, IReadOnlyList<LeadConversionGroup> leads) => new(
        asOf, pipeline, funnel.Basis, funnel.Period, funnel.Entered, funnel.Won, funnel.Lost, funnel.Invalid,
        [.. funnel.Steps.Select(FunnelStepResult.Of)], by, [.. leads.Select(LeadGroupResult.Of)]);
}

/// <summary>One step: what <see cref="FunnelStep"/> has, days and shares.</summary>
internal sealed record FunnelStepResult(
    string Stage, string Name, int Reached, double? Share, int Passed, int Lost, int Pending, int Skipped, int Backward,
    double? Conversion, Interval? Interval, bool IsSmall, double? MedianDaysToNext, double? NextBy30Days, double? NextBy90Days, double? MedianDaysHere, double? MeanDaysHere)
{
    public static FunnelStepResult Of(FunnelStep step) => new(
        step.Stage.Key, step.Stage.Name.In(), step.Reached, step.Share, step.Passed, step.Lost, step.Pending, step.Skipped, step.Backward,
        step.Conversion, step.ConversionInterval(), step.IsSmall, step.ToNext.MedianDays, step.ToNext.ShareBy(30), step.ToNext.ShareBy(90), step.TimeHere.Median, step.TimeHere.Mean);
}

/// <summary>The leads of a group, and how many became opportunities.</summary>
internal sealed record LeadGroupResult(string? Key, string Name, int Leads, int Converted, double? Rate, Interval? Interval, bool IsSmall, double? MedianDays)
{
    public static LeadGroupResult Of(LeadConversionGroup group) => new(
        group.Key, group.Key ?? "", group.Rate.Leads, group.Rate.Converted, group.Rate.Value, group.Rate.Interval(), group.Rate.IsSmall, group.Time.MedianDays);
}
