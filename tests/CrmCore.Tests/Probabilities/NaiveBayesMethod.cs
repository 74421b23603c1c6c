using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

public class NaiveBayesMethod
{
    private static readonly FeatureSchema Schema = new(
    [
        new("stage", FeatureKind.Categorical, ["new", "offer", "trial"]), new("country", FeatureKind.Categorical, ["be", "us"]), new("team", FeatureKind.Categorical, ["a", "b"]),
        new("tag", FeatureKind.Categorical, ["vip"]),
    ]);

    private static readonly NaiveBayesOptions Options = new() { Stage = "stage", Team = "team", Tags = ["tag"] };

    [Fact]
    public void It_is_the_method_to_the_last_digit()
    {
        NaiveBayesTable table = new(Schema, new() { Stage = "stage" });
        double nan = FeatureSchema.Missing;
        table.Add([2, 1, nan, nan], true);
        table.Add([0, 0, nan, nan], true);
        table.Add([0, 1, nan, nan], false);
        table.Add([1, 0, nan, nan], false);
        table.Add([1, 0, nan, nan], false);

        // Each count starts at 0.1. Won deals count in all stages, lost ones up to their own: new 2.1 / 3.1, offer 2.1 / 2.1. Country: be 1.1 / 2.1 and us 1.1 / 1.1 of 2.2 / 3.2.
        double won = 2.1 / 5.2 * (2.1 / 2.1) * (1.1 / 2.2);
        double lost = 3.1 / 5.2 * (2.1 / 3.1) * (2.1 / 3.2);
        Assert.Equal(Math.Round(won / (won + lost), 4), table.ToModel().Estimate([1, 0, nan, nan]), 12);

        // A value that is blank or was not met is skipped.
        double prior = 2.1 / 5.2;
        Assert.Equal(Math.Round(prior, 4), table.ToModel().Estimate([nan, nan, nan, nan]), 12);
        Assert.Equal(Math.Round(prior, 4), table.ToModel().Estimate([FeatureSchema.Unseen, FeatureSchema.Unseen, nan, nan]), 12);
    }

    [Fact]
    public void A_won_deal_counts_in_every_stage_and_a_lost_one_whose_stage_is_not_known_in_none()
    {
        NaiveBayesTable table = new(Schema, Options);
        double nan = FeatureSchema.Missing;
        table.Add([nan, 0, nan, nan], true);
        table.Add([nan, 0, nan, nan], false);
        table.Add([FeatureSchema.Unseen, 0, nan, nan], false);
        NaiveBayesCounts all = table.ToModel().All;
        Assert.Equal((1, 2), (all.Won, all.Lost));
        Assert.Equal([1, 1, 1], all.Fields[0].Won);
        Assert.Equal([0, 0, 0], all.Fields[0].Lost);
    }

    [Fact]
    public void A_tag_counts_from_fifty_deals_on()
    {
        NaiveBayesTable table = new(Schema, Options);
        for (int i = 0; i < 49; i++)
        {
            table.Add([0, 0, 0, 0], i % 7 != 0);
        }

        double[] with = [0, 0, 0, 0];
        double[] without = [0, 0, 0, FeatureSchema.Missing];
        table.Add([0, 0, 0, FeatureSchema.Missing], false);
        table.Add([0, 0, 0, FeatureSchema.Missing], false);
        Assert.Equal(0, table.ToModel().Explain(with).Contributions[3]);
        table.Add([0, 0, 0, 0], true);
        Assert.Equal(50, table.ToModel().All.Fields[3].Won[0] + table.ToModel().All.Fields[3].Lost[0]);
        Assert.Equal(0, table.ToModel().Explain(without).Contributions[3]);
    }

    [Fact]
    public void A_team_has_its_own_counts_and_an_unknown_one_those_of_all()
    {
        NaiveBayesTable table = new(Schema, Options);
        for (int i = 0; i < 20; i++)
        {
            table.Add([0, 0, 0, FeatureSchema.Missing], i < 15);
            table.Add([0, 0, 1, FeatureSchema.Missing], i < 5);
        }

        NaiveBayesModel model = table.ToModel();
        Assert.True(model.Estimate([0, 0, 0, FeatureSchema.Missing]) > 0.7);
        Assert.True(model.Estimate([0, 0, 1, FeatureSchema.Missing]) < 0.3);
        Assert.Equal(0.5, model.Estimate([0, 0, FeatureSchema.Missing, FeatureSchema.Missing]), 3);
    }

    [Law(MaxTest = 50)]
    public void Live_updates_equal_a_rebuild(int seed)
    {
        Random random = new(seed);
        List<(double[] Row, bool Won)> deals = [];
        NaiveBayesTable live = new(Schema, Options);
        for (int step = 0; step < 200; step++)
        {
            if (deals.Count > 0 && random.Next(3) == 0)
            {
                int restored = random.Next(deals.Count);
                live.Remove(deals[restored].Row, deals[restored].Won);
                deals.RemoveAt(restored);
                continue;
            }

            double[] row = [random.Next(3), random.Next(-1, 2), random.Next(2), random.Next(2) == 0 ? 0 : FeatureSchema.Missing];
            bool won = random.Next(2) == 0;
            live.Add(row, won);
            deals.Add((row, won));
        }

        NaiveBayesTable rebuilt = new(Schema, Options);
        foreach ((double[] row, bool won) in deals)
        {
            rebuilt.Add(row, won);
        }

        Assert.Equal(rebuilt.ToModel().ToJson(), live.ToModel().ToJson());
    }

    [Fact]
    public void What_is_wrong_with_its_options_is_told_all_at_once()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => new NaiveBayesTable(Schema, new() { Stage = "phase", Team = "group", Smoothing = 0 }));
        Assert.Equal([("stage", "unknown-feature"), ("team", "unknown-feature"), ("smoothing", "not-positive")], wrong.Defects.Select(d => (d.Path, d.Code)));
        FeatureSchema numeric = new([new("size", FeatureKind.Numeric), new("tag", FeatureKind.Categorical, ["vip"])]);
        DefinitionException number = Assert.Throws<DefinitionException>(() => new NaiveBayesTable(numeric, new() { Tags = ["tag", "size"] }));
        Assert.Equal([("tags[1]", "not-categorical")], number.Defects.Select(d => (d.Path, d.Code)));
    }
}
