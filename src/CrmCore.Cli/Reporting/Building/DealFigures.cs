using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>What the report says about opportunities.</summary>
internal sealed class DealFigures(
    IReadOnlyList<OpportunitySnapshot> opportunities,
    IReadOnlyDictionary<AccountId, string> accounts,
    IWinProbabilityCalculator calculator,
    Pipeline pipeline,
    Currency currency,
    DateTimeOffset asOf)
{
    private const int Quarters = 4;

    private readonly Dictionary<OpportunityId, WinProbability> _probabilities =
        opportunities.Where(o => o.StageKind == StageKind.Open).ToDictionary(o => o.Id, o => calculator.Estimate(o, asOf));

    private DateOnly Today => DateOnly.FromDateTime(asOf.DateTime);

    private IEnumerable<OpportunitySnapshot> Open => opportunities.Where(o => o.StageKind == StageKind.Open);

    /// <summary>The deals of the pipeline that the board shows.</summary>
    private IEnumerable<OpportunitySnapshot> Here => opportunities.Where(o => o.Pipeline.Key == pipeline.Key);

    public KeyFigures KeyFigures(int leadsWaiting, int? longestWaitDays)
    {
        ForecastPeriod quarter = ForecastPeriod.QuarterOf(Today);
        ForecastLine total = Forecast.For(quarter, opportunities, calculator, currency).Total;
        WinRate rate = WinRate.Of(opportunities);
        double[] cycles = [.. opportunities.Where(o => o.StageKind == StageKind.Won && o.Closing!.At > o.CreatedAt).Select(o => (o.Closing!.At - o.CreatedAt).TotalDays)];
        return new(
            Open.Sum(o => o.Amount?.Amount ?? 0),
            Open.Count(),
            Open.Sum(Weighted),
            LocalizedText.FromString(quarter.ToString()),
            total.Won.Amount,
            total.WonCount,
            null,
            rate.Won,
            rate.Lost,
            cycles.Length == 0 ? null : cycles.Average(),
            leadsWaiting,
            longestWaitDays);
    }

    public IReadOnlyList<ForecastRow> ForecastByQuarter()
    {
        List<ForecastRow> rows = [];
        ForecastPeriod quarter = ForecastPeriod.QuarterOf(Today.AddMonths(-3));
        for (int i = 0; i < Quarters; i++)
        {
            Forecast forecast = Forecast.For(quarter, opportunities, calculator, currency);
            rows.Add(Row(quarter.ToString(), forecast.Total, forecast.ByCategory));
            quarter = ForecastPeriod.QuarterOf(quarter.Last.AddDays(1));
        }

        return rows.All(r => r.Total == 0) ? [] : rows;
    }

    public IReadOnlyList<ForecastRow> ForecastByOwner()
    {
        ForecastPeriod quarter = ForecastPeriod.QuarterOf(Today);
        return
        [
            .. opportunities.Where(o => o.Owner is not null).GroupBy(o => o.Owner!.Value)
                .Select(g => (Owner: g.Key, Forecast: Forecast.For(quarter, g, calculator, currency)))
                .Where(o => o.Forecast.Total.WonCount + o.Forecast.Total.OpenCount > 0)
                .Select(o => Row(o.Owner.Value, o.Forecast.Total, o.Forecast.ByCategory)),
        ];
    }

    public IReadOnlyList<StageFigures> Stages() =>
    [
        .. pipeline.Stages.Select(stage =>
        {
            OpportunitySnapshot[] there = [.. Here.Where(o => o.Stage == stage.Key)];
            return new StageFigures(
                stage.Key,
                stage.Name,
                stage.Kind,
                there.Length,
                there.Sum(o => o.Amount?.Amount ?? 0),
                stage.IsOpen ? there.Sum(Weighted) : 0,
                UsualProbability(stage, there),
                stage.IsOpen && there.Length > 0 ? there.Average(AgeDays) : null);
        }),
    ];

    public IReadOnlyList<BoardCard> Cards(IReadOnlyDictionary<OpportunityId, IReadOnlyList<DealMark>> marks) =>
    [
        .. Here.Where(o => o.StageKind == StageKind.Open && pipeline.Find(o.Stage) is not null).Select(o => new BoardCard(
            o.Stage,
            o.Name,
            o.Account is { } account ? accounts.GetValueOrDefault(account) : null,
            o.Owner?.Value,
            o.Amount?.Amount,
            _probabilities[o.Id].Value.Value,
            (int)AgeDays(o),
            o.CloseDate,
            marks.GetValueOrDefault(o.Id, []),
            [.. _probabilities[o.Id].Reasons.Select(r => new ProbabilityReason(r.Text, r.Contribution >= 0))])),
    ];

    private static ForecastRow Row(string key, ForecastLine total, IReadOnlyDictionary<ForecastCategory, ForecastLine> categories)
    {
        return new(
            key,
            LocalizedText.FromString(key),
            total.Won.Amount,
            OpenIn(ForecastCategory.Commit),
            OpenIn(ForecastCategory.BestCase),
            OpenIn(ForecastCategory.Pipeline),
            total.Weighted.Amount,
            total.Expected.Amount,
            null);

        decimal OpenIn(ForecastCategory category) => categories.TryGetValue(category, out ForecastLine? line) ? line.Open.Amount : 0;
    }

    private double? UsualProbability(Stage stage, OpportunitySnapshot[] there) => stage.Kind switch
    {
        StageKind.Open => there.Length > 0 ? there.Average(o => _probabilities[o.Id].Value.Value) : stage.Probability.Value,
        StageKind.Invalid => null,
        _ => stage.Probability.Value,
    };

    private double AgeDays(OpportunitySnapshot opportunity) => Math.Max(0, (asOf - opportunity.StageEnteredAt).TotalDays);

    private decimal Weighted(OpportunitySnapshot opportunity) =>
        opportunity.Amount is { } amount ? decimal.Round(amount.Amount * (decimal)_probabilities[opportunity.Id].Value.Value, 2) : 0;
}
