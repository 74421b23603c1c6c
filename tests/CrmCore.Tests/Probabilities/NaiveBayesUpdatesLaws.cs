using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Learned;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

public class NaiveBayesUpdatesLaws
{
    private static readonly Pipeline Sale = ReadyPipelines.SolutionSale;
    private static readonly StageDefaultCalculator Fallback = new(new PipelineCatalog(Sale));
    private static readonly NaiveBayesOptions Options = new() { Stage = "stage", StageOrder = [.. Sale.OfKind(StageKind.Open).Select(s => s.Key)] };

    [Law(MaxTest = 30)]
    public void Wins_losses_and_restores_in_any_order_count_what_a_rebuild_counts(int seed)
    {
        List<OpportunitySnapshot> deals = CalculatorTests.Deals(260, seed);
        Random random = new(seed);
        NaiveBayesUpdates live = new(OpportunityFeatures.Default, Options);
        Dictionary<OpportunityId, OpportunitySnapshot> standing = [];
        for (int step = 0; step < 800; step++)
        {
            OpportunitySnapshot deal = deals[random.Next(deals.Count)];
            OpportunitySnapshot now = random.Next(4) == 0 ? deal with { StageKind = StageKind.Open, Stage = deal.Closing!.LastOpenStage, Closing = null } : deal;
            standing[deal.Id] = now;
            live.Update(now);
        }

        NaiveBayesUpdates rebuilt = new(OpportunityFeatures.Default, Options);
        foreach (OpportunitySnapshot deal in standing.Values)
        {
            rebuilt.Update(deal);
        }

        Assert.Equal(rebuilt.Count, live.Count);
        Assert.Equal(standing.Values.Count(d => d.StageKind != StageKind.Open), live.Count);
        IWinProbabilityCalculator one = live.ToCalculator(Fallback);
        IWinProbabilityCalculator other = rebuilt.ToCalculator(Fallback);
        Assert.Equal("naive-bayes", one.Name);
        Assert.All(CalculatorTests.Deals(20, seed + 1, open: true), open => Assert.Equal(other.Estimate(open).Value, one.Estimate(open).Value));
    }

    [Fact]
    public void A_deal_told_of_twice_counts_once_and_one_taken_out_not_at_all()
    {
        OpportunitySnapshot deal = CalculatorTests.Deals(1, 1)[0];
        NaiveBayesUpdates live = new(OpportunityFeatures.Default, Options);
        live.Update(deal);
        live.Update(deal);
        Assert.Equal(1, live.Count);
        live.Remove(deal.Id);
        live.Remove(deal.Id);
        Assert.Equal(0, live.Count);
    }

    [Fact]
    public void Few_deals_leave_the_answer_to_the_fallback()
    {
        NaiveBayesUpdates live = new(OpportunityFeatures.Default, Options);
        CalculatorTests.Deals(50, 2).ForEach(live.Update);
        OpportunitySnapshot open = CalculatorTests.Deals(1, 3, open: true)[0];
        WinProbability estimate = live.ToCalculator(Fallback).Estimate(open);
        Assert.Equal(("stage-default", "naive-bayes"), (estimate.Calculator, estimate.InsteadOf));
    }

    [Theory]
    [InlineData(40, 40, true)]
    [InlineData(40, 39, false)]
    [InlineData(39, 40, false)]
    public void Forty_of_each_outcome_are_enough_and_the_latest_deal_brings_its_level(int won, int lost, bool suffice)
    {
        NaiveBayesUpdates live = new(OpportunityFeatures.Default, Options);
        for (int i = 1; i <= won + lost; i++)
        {
            LeadSource source = i == won + lost ? LeadSource.Web : LeadSource.PhoneConsultation;
            live.Update(Some.ClosedDeal(i, i <= won ? StageKind.Won : StageKind.Lost).ToSnapshot() with { Source = source });
        }

        IWinProbabilityCalculator calculator = live.ToCalculator(Fallback);
        Assert.Equal(suffice, calculator is LearnedWinProbability);
        if (calculator is LearnedWinProbability { Model: NaiveBayesModel model })
        {
            int source = model.Schema.IndexOf("source");
            int web = model.Schema.Features[source].Levels.Index().Single(l => l.Item == "Web").Index;
            Assert.Equal((0, 1), (model.All.Fields[source].Won[web], model.All.Fields[source].Lost[web]));
            Assert.Equal(Options.StageOrder, model.Schema.Features[model.Schema.IndexOf("stage")].Levels);
            Assert.Equal(["anna"], model.Schema.Features[model.Schema.IndexOf("owner")].Levels);
        }
    }

    [Fact]
    public void A_stage_needs_its_order() =>
        Assert.Throws<ArgumentException>(() => new NaiveBayesUpdates(OpportunityFeatures.Default, new() { Stage = "stage" }));
}
