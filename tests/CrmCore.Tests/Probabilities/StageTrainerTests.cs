using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

/// <summary>Fifty deals were won through all stages; of fifty that were lost thirty stood in the first, fifteen came to talks and five nearly closed. A deal has a row for each of its stages.</summary>
public class StageTrainerTests
{
    private static readonly FeatureSchema Schema = new([new("stage", FeatureKind.Categorical, ["close", "open", "talk"])]);
    private static readonly double[] Stages = [1, 2, 0];
    private static readonly string[] Order = ["open", "talk", "close"];

    private static readonly (int Deal, double Stage)[] Rows = [.. Enumerable.Range(0, 100).SelectMany(deal => Stages.Take(deal < 55 ? 3 : deal < 70 ? 2 : 1).Select(stage => (deal, stage)))];

    private static readonly Dataset Deals = new(Schema, [.. Rows.Select(r => r.Stage)], [.. Rows.Select(r => r.Deal < 50)], [.. Rows.Select(r => $"{r.Deal}")]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_lost_deal_counts_in_the_stages_that_it_reached_and_a_won_one_in_all(bool isOrderGiven)
    {
        string[] order = isOrderGiven ? Order : [];
        HistoricalModel historical = Assert.IsType<HistoricalModel>(new HistoricalTrainer("stage", order).Train(Deals).Model);
        Assert.Equal((50, 50, 0), (historical.WonCount, historical.LostCount, historical.Stage));
        Assert.Equal([50, 50, 50], historical.Won);
        Assert.Equal([5, 50, 20], historical.Lost);
        NaiveBayesModel bayes = Assert.IsType<NaiveBayesModel>(new NaiveBayesTrainer(new() { Stage = "stage", StageOrder = order }).Train(Deals).Model);
        Assert.Equal((50, 50), (bayes.All.Won, bayes.All.Lost));
        Assert.Equal([50, 50, 50], bayes.All.Fields[0].Won);
        Assert.Equal([5, 50, 20], bayes.All.Fields[0].Lost);
    }

    [Fact]
    public void A_deal_that_went_back_counts_where_it_came_furthest_and_of_equal_rows_without_an_order_the_first_does()
    {
        Assert.Equal([0], StageReach.FurthestRows(new(Schema, [2, 1], [false, false], ["a", "a"], null, [1, 2]), 0, Order));
        Assert.Equal([0], StageReach.FurthestRows(new(Schema, [1, 1], [false, false], ["a", "a"]), 0, Order));
    }

    [Fact]
    public void A_stage_that_is_none_of_the_features_is_told() =>
        Assert.Equal(["probability.no-stage"], new HistoricalTrainer("phase", Order).Train(Deals).Refusals.Select(r => r.Code));
}
