using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

/// <summary>Counts small enough to work the ratios out by hand; each starts at 0.1.</summary>
public class NaiveBayesModelTests
{
    private static readonly FeatureSchema Schema = new(
    [
        new("team", FeatureKind.Categorical, ["a", "b", "c"]), new("country", FeatureKind.Categorical, ["be", "us", "fr"]),
        new("vip", FeatureKind.Categorical, ["yes"]), new("hot", FeatureKind.Categorical, ["yes"]),
    ]);

    private static readonly NaiveBayesCounts All = new(40, 60, [new([10, 30, 0], [50, 10, 0]), new([30, 10, 0], [50, 10, 0]), new([30], [25]), new([10], [35])]);
    private static readonly NaiveBayesCounts A = new(10, 50, [new([10, 0, 0], [50, 0, 0]), new([4, 6, 0], [20, 30, 0]), new([0], [0]), new([0], [0])]);
    private static readonly NaiveBayesCounts B = new(30, 0, [new([0, 30, 0], [0, 0, 0]), new([20, 10, 0], [0, 0, 0]), new([0], [0]), new([0], [0])]);

    private static NaiveBayesModel Model => new(Schema, new() { Team = "team", Tags = ["vip", "hot"], TagFloor = 55 }, All, [A, B]);

    [Theory]
    [InlineData(1, 0, 30.1 / 40.2 / (50.1 / 60.2))]
    [InlineData(1, 1, 10.1 / 40.2 / (10.1 / 60.2))]
    [InlineData(1, 2, 1)]
    [InlineData(1, 3, 1)]
    [InlineData(1, FeatureSchema.Unseen, 1)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(2, 0, 30.1 / 40.2 / (25.1 / 60.2))]
    [InlineData(3, 0, 1)]
    public void A_value_counts_by_its_shares_of_won_and_lost_and_one_that_was_not_met_not_at_all(int feature, double value, double ratio)
    {
        double[] row = [double.NaN, double.NaN, double.NaN, double.NaN];
        row[feature] = value;
        RowExplanation explanation = Model.Explain(row);
        Assert.Equal(Math.Log(40.1 / 60.1), explanation.Start, 1e-12);
        Assert.Equal(Math.Log(ratio), explanation.Contributions[feature], 1e-12);
        Assert.Equal(Math.Log(ratio), explanation.Contributions.Sum(), 1e-12);
    }

    [Fact]
    public void A_tag_counts_from_its_floor_on()
    {
        Assert.NotEqual(0, Vip(55));
        Assert.Equal(0, Vip(56));

        static double Vip(int floor) => new NaiveBayesModel(Schema, new() { Tags = ["vip", "hot"], TagFloor = floor }, All, []).Explain([0, 0, 0, 0]).Contributions[2];
    }

    /// <summary>Team b lost no deal, c has no counts and the fourth is newer than the table.</summary>
    [Theory]
    [InlineData(0, 10.1 / 50.1)]
    [InlineData(1, 40.1 / 60.1)]
    [InlineData(2, 40.1 / 60.1)]
    [InlineData(3, 40.1 / 60.1)]
    [InlineData(FeatureSchema.Unseen, 40.1 / 60.1)]
    [InlineData(double.NaN, 40.1 / 60.1)]
    public void A_team_answers_for_itself_where_it_has_won_and_lost_and_is_no_reason_itself(double team, double odds)
    {
        RowExplanation explanation = Model.Explain([team, double.NaN, double.NaN, double.NaN]);
        Assert.Equal(Math.Log(odds), explanation.Start, 1e-12);
        Assert.All(explanation.Contributions, c => Assert.Equal(0, c));
        Assert.Equal(Math.Round(odds / (1 + odds), 4), explanation.Estimate, 1e-12);
    }

    [Fact]
    public void Without_a_feature_of_the_team_all_teams_answer_and_it_is_a_feature_like_others()
    {
        NaiveBayesModel model = new(Schema, new(), All, [A, B]);
        RowExplanation explanation = model.Explain([0, 0, double.NaN, double.NaN]);
        Assert.Equal(Math.Log(40.1 / 60.1), explanation.Start, 1e-12);
        Assert.Equal(Math.Log(10.1 / 40.2 / (50.1 / 60.2)), explanation.Contributions[0], 1e-12);
    }

    [Fact]
    public void An_estimate_is_rounded_and_never_certain_unless_it_is_not_to_be()
    {
        NaiveBayesCounts sure = new(1_000_000, 0, All.Fields);
        Assert.Equal(0.9999, new NaiveBayesModel(Schema, new(), sure, []).Estimate([-1, -1, -1, -1]));
        Assert.Equal(0.0001, new NaiveBayesModel(Schema, new(), sure with { Won = 0, Lost = 1_000_000 }, []).Estimate([-1, -1, -1, -1]));
        Assert.Equal(40.1 / 100.2, new NaiveBayesModel(Schema, new() { IsRounded = false }, All, []).Estimate([-1, -1, -1, -1]), 1e-12);
    }
}
