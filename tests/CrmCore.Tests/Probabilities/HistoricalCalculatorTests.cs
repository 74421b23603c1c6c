using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

public class HistoricalCalculatorTests
{
    private static readonly StageDefaultCalculator Fallback = new(new PipelineCatalog(Some.Sale));

    [Fact]
    public async Task It_gives_the_share_won_of_those_that_reached_the_stage_drawn_to_the_overall_rate()
    {
        HistoricalCalculator calculator = await Train(60, [("inquiry", 40), ("quotation", 20), ("evaluation", 30)]);
        Assert.Equal((60, 90), (calculator.WonCount, calculator.LostCount));
        WinProbability inquiry = calculator.Estimate(Some.Deal());
        double strength = BetaPrior.Of([60, 60, 60], [90, 50, 30]).Strength;
        Assert.Equal((60 + (strength * 0.4)) / (150 + strength), inquiry.Value.Value, 1e-12);
        Assert.Equal((150, $"{Some.Sale.Reference}, 150 deals"), (inquiry.Evidence, inquiry.Version));
        Opportunity evaluated = Opportunity.TakeOver(new(OpportunityId.From(Some.Guid(1)), "D"), Some.Sale, Some.Start, new PastMove("evaluation", Some.Day(1)));
        Assert.Equal((60 + (strength * 0.4)) / (90 + strength), calculator.Estimate(evaluated).Value.Value, 1e-12);
        Assert.Null(inquiry.InsteadOf);
    }

    [Fact]
    public async Task With_too_few_deals_it_names_the_fallback()
    {
        HistoricalCalculator calculator = await Train(39, [("inquiry", 500)]);
        WinProbability estimate = calculator.Estimate(Some.Deal());
        Assert.False(calculator.HasEnoughData);
        Assert.Equal(("stage-default", "historical", 20), (estimate.Calculator, estimate.InsteadOf, estimate.Value.Percent));
    }

    [Fact]
    public async Task Closed_deals_are_certain()
    {
        HistoricalCalculator calculator = await Train(50, [("inquiry", 50)]);
        Assert.Equal(Probability.One, calculator.Estimate(Some.ClosedDeal(1, StageKind.Won)).Value);
        Assert.Equal(Probability.Zero, calculator.Estimate(Some.ClosedDeal(1, StageKind.Lost)).Value);
        Assert.Equal(Probability.Zero, calculator.Estimate(Some.ClosedDeal(1, StageKind.Invalid)).Value);
    }

    [Fact]
    public async Task A_deal_won_at_once_counts_as_having_reached_every_stage()
    {
        IEnumerable<OpportunitySnapshot> deals = Enumerable.Range(1, 40)
            .Select(i => Opportunity.TakeOver(new(OpportunityId.From(Some.Guid(i)), "D"), Some.Sale, Some.Start, new PastMove("won", Some.Day(1))))
            .Concat(Enumerable.Range(1, 40).Select(i => Some.ClosedDeal(100 + i, StageKind.Lost)))
            .Select(d => d.ToSnapshot());
        HistoricalCalculator calculator = await HistoricalCalculator.TrainAsync(Some.Sale, deals.ToAsyncEnumerable(), Fallback);
        OpportunitySnapshot evaluated = Some.Deal().ToSnapshot() with { Stage = "evaluation" };
        Assert.Equal((80, 0.5), (calculator.Estimate(evaluated).Evidence, calculator.Estimate(evaluated).Value.Value));

        OpportunitySnapshot[] records = [evaluated, Some.ClosedDeal(1, StageKind.Won).ToSnapshot(), Some.ClosedDeal(2, StageKind.Lost).ToSnapshot()];
        double[] estimates = [-1, -1, -1];
        calculator.Estimate(records, Some.Start, estimates);
        Assert.Equal([0.5, 1, 0], estimates);
    }

    [Fact]
    public async Task Its_pipeline_its_deals_and_its_fallback_are_needed()
    {
        await Assert.ThrowsAsync<ArgumentNullException>("pipeline", () => HistoricalCalculator.TrainAsync(null!, AsyncEnumerable.Empty<OpportunitySnapshot>(), Fallback));
        await Assert.ThrowsAsync<ArgumentNullException>("opportunities", () => HistoricalCalculator.TrainAsync(Some.Sale, null!, Fallback));
        await Assert.ThrowsAsync<ArgumentNullException>("fallback", () => HistoricalCalculator.TrainAsync(Some.Sale, AsyncEnumerable.Empty<OpportunitySnapshot>(), null!));
    }

    private static Task<HistoricalCalculator> Train(int won, (string Furthest, int Count)[] lost)
    {
        IEnumerable<Opportunity> deals = Enumerable.Range(1, won).Select(i => Some.ClosedDeal(i, StageKind.Won))
            .Concat(lost.SelectMany((l, group) => Enumerable.Range(1, l.Count).Select(i => Some.ClosedDeal((1000 * (group + 1)) + i, StageKind.Lost, furthest: l.Furthest))))
            .Concat(Enumerable.Range(1, 70).Select(i => Some.ClosedDeal(9000 + i, StageKind.Invalid)))
            .Concat(Enumerable.Range(1, 70).Select(i => Some.Deal(9500 + i)));
        return HistoricalCalculator.TrainAsync(Some.Sale, deals.Select(d => d.ToSnapshot()).ToAsyncEnumerable(), Fallback);
    }
}
