using CrmCore.Cli.Analysis;
using CrmCore.Forecasting;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>What the report says about funnel, velocity, win and loss.</summary>
internal sealed class AnalysisFigures(IReadOnlyList<OpportunitySnapshot> opportunities, IReadOnlyList<LeadSnapshot> leads, PipelineCatalog pipelines, Currency currency, DateTimeOffset asOf)
{
    private readonly WinLossAnalysis _closed = WinLossAnalysis.Of(opportunities, currency, asOf);

    public IReadOnlyList<FunnelRow> Funnel()
    {
        Forecasting.Funnel funnel = Forecasting.Funnel.Of(opportunities, pipelines.Default, asOf);
        return funnel.Entered == 0 ? [] : [.. funnel.Steps.Select(Row)];
    }

    public VelocityFigures? Velocity()
    {
        Velocity velocity = Forecasting.Velocity.Of(opportunities, currency, asOf);
        return opportunities.Count == 0 ? null : new(
            velocity.Opportunities,
            velocity.Value?.Amount,
            velocity.ValuedCount,
            velocity.WinRate,
            velocity.Closed.Interval()?.Low,
            velocity.Closed.Interval()?.High,
            velocity.Closed.Closed,
            velocity.CycleDays,
            velocity.Cycles.Median,
            velocity.Cycles.Quantile(0.9),
            velocity.PerDay?.Amount,
            [.. velocity.Levers().Select(l => (l.Part, l.Gain.Amount))]);
    }

    /// <summary>The groups of a dimension; none where there is only one and it tells nothing.</summary>
    public IReadOnlyList<WinLossRow> ClosedBy(WinLossDimension dimension)
    {
        IReadOnlyList<WinLossGroup> groups = _closed.By(dimension);
        return groups.All(g => g.Key is null) ? [] : [.. groups.Select(g => Row(dimension, g))];
    }

    public IReadOnlyList<ReasonCount> Reasons(StageKind kind) =>
    [
        .. _closed.By(WinLossDimension.Reason).Where(g => g.Key is not null)
            .Select(g => new ReasonCount(g.Key!, CloseReasons.NameOf(g.Key!), kind == StageKind.Won ? g.Rate.Won : g.Rate.Lost, (kind == StageKind.Won ? g.Won : g.Lost).Amount))
            .Where(r => r.Count > 0).OrderByDescending(r => r.Count),
    ];

    public IReadOnlyList<SourceWinRate> WinRateBySource() =>
    [
        .. _closed.By(WinLossDimension.Source).Where(g => g.Key is not null)
            .Select(g => new SourceWinRate(g.Key!, GroupNames.Of(WinLossDimension.Source, g.Key, pipelines), g.Rate.Won, g.Rate.Lost)
            {
                IsSmall = g.Rate.IsSmall,
                Low = g.Rate.Interval()?.Low,
                High = g.Rate.Interval()?.High,
            })
            .OrderByDescending(s => s.Rate),
    ];

    public IReadOnlyList<LeadConversionRow> LeadsBy(LeadDimension dimension) =>
    [
        .. LeadConversionAnalysis.Of(leads, asOf).By(dimension).Select(g => new LeadConversionRow(
            GroupNames.Of(dimension, g.Key), g.Rate.Leads, g.Rate.Converted, g.Rate.Value, g.Rate.Interval()?.Low, g.Rate.Interval()?.High, g.Rate.IsSmall)),
    ];

    private static FunnelRow Row(FunnelStep step) => new(step.Stage.Key, step.Stage.Name, step.Reached, step.Share!.Value)
    {
        Conversion = step.Conversion,
        Low = step.ConversionInterval()?.Low,
        High = step.ConversionInterval()?.High,
        IsSmall = step.IsSmall,
        MedianDaysToNext = step.ToNext.MedianDays,
        MedianDaysHere = step.TimeHere.Median,
        Lost = step.Lost,
        Pending = step.Pending,
        PassedBy = step.ToNext.Happened == 0 ? [] : [.. FunnelRow.Days.Select(day => step.ToNext.ShareBy(day))],
    };

    private WinLossRow Row(WinLossDimension dimension, WinLossGroup group) => new(
        group.Key,
        GroupNames.Of(dimension, group.Key, pipelines),
        group.Rate.Won,
        group.Rate.Lost,
        group.Rate.Value,
        group.Rate.Interval()?.Low,
        group.Rate.Interval()?.High,
        group.Rate.IsSmall,
        group.Won.Amount,
        group.Lost.Amount);
}
