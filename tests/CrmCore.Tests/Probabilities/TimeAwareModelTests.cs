using System.Text.Json;
using CrmCore.Probabilities.Timing;

namespace CrmCore.Tests.Probabilities;

public class TimeAwareModelTests
{
    private const string Small = """{"stages":["a"],"binDays":1,"atRisk":[[4,2]],"exits":[[[0,0],[1,0],[1,1]]]}""";

    [Fact]
    public void A_model_of_a_few_counts_is_read()
    {
        TimeAwareModel model = TimeAwareModel.FromJson(Small);
        Assert.Equal((1, 4), (model.HorizonDays, model.Evidence("a")));
        Assert.Equal(0.25, model.WonEver("a", 0), 12);
    }

    [Fact]
    public void Between_two_days_chances_go_straight_and_after_the_grid_they_stay()
    {
        TimeAwareModel model = new(["a"], 2, [[10, 8, 6, 3]], [[[0, 0, 0, 0], [1, 0, 3, 0], [1, 2, 0, 1]]]);
        Assert.NotEqual(model.WonEver("a", 2), model.WonEver("a", 4), 1e-3);
        Assert.Equal((model.WonEver("a", 2) + model.WonEver("a", 4)) / 2, model.WonEver("a", 3), 1e-12);
        Assert.Equal((0.75 * model.WonEver("a", 2)) + (0.25 * model.WonEver("a", 4)), model.WonEver("a", 2.5), 1e-12);
        Assert.Equal((0.75 * model.WonWithin("a", 2, 6)) + (0.25 * model.WonWithin("a", 4, 6)), model.WonWithin("a", 2.5, 6), 1e-12);
        Assert.Equal((0.75 * model.WonWithin("a", 0, 2)) + (0.25 * model.WonWithin("a", 0, 4)), model.WonWithin("a", 0, 2.5), 1e-12);
        Assert.Equal((model.WonEver("a", 4), model.WonWithin("a", 4, 6)), (model.WonEver("a", 1000), model.WonWithin("a", 1000, 1000)));
    }

    [Fact]
    public void Where_nothing_is_won_there_is_no_median()
    {
        TimeAwareModel model = new(["a"], 1, [[10, 6]], [[[0, 0], [0, 0], [4, 2]]]);
        Assert.Equal((0, 0, null), (model.WonEver("a", 0), model.WonWithin("a", 0, 1), model.MedianDaysToWin("a", 0)));
    }

    [Fact]
    public void Where_most_is_won_beyond_the_grid_there_is_no_median()
    {
        TimeAwareModel model = new(["a"], 1, [[100, 100]], [[[0, 0], [0, 2], [0, 0]]]);
        Assert.Equal(1, model.WonEver("a", 0), 1e-12);
        Assert.True(model.WonWithin("a", 0, 1) < 0.5);
        Assert.Null(model.MedianDaysToWin("a", 0));
    }

    [Fact]
    public void A_move_in_the_first_hour_leads_to_the_chances_of_the_next_stage()
    {
        TimeAwareModel model = new(["a", "b"], 1, [[10, 0], [10, 0]], [[[0, 0], [10, 0], [0, 0], [0, 0]], [[0, 0], [0, 0], [4, 0], [6, 0]]]);
        Assert.Equal([0.4, 0.4, 0.4], new[] { model.WonEver("a", 0), model.WonWithin("a", 0, 0), model.WonWithin("a", 0, 1) }.Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void Counts_that_contradict_each_other_never_give_more_than_certainty()
    {
        TimeAwareModel model = new(["a"], 1, [[1, 1]], [[[0, 0], [5, 0], [0, 0]]]);
        Assert.Equal((1, 1, 1), (model.WonEver("a", 0), model.WonWithin("a", 0, 0), model.WonWithin("a", 0, 1)));
    }

    [Theory]
    [InlineData("\"binDays\":1", "\"binDays\":1e309")]
    [InlineData("\"binDays\":1", "\"binDays\":0")]
    [InlineData("[4,2]", "[1e309,2]")]
    [InlineData("[4,2]", "[4]")]
    [InlineData("[[0,0],[1,0],[1,1]]", "[[0,0],[1,0]]")]
    [InlineData("[[0,0],[1,0],[1,1]]", "[[0,0],[1,0],[1,1]],[[0,0],[1,0],[1,1]]")]
    [InlineData("[[4,2]]", "[[4,2],[4,2]]")]
    public void Counts_that_are_no_numbers_or_do_not_fit_are_refused(string good, string bad) =>
        Assert.ThrowsAny<JsonException>(() => TimeAwareModel.FromJson(Small.Replace(good, bad, StringComparison.Ordinal)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Neither_are_they_taken_from_code(double count)
    {
        Assert.Throws<ArgumentException>(() => new TimeAwareModel(["a"], 1, [[count, 2]], [[[0, 0], [1, 0], [1, 1]]]));
        Assert.Throws<ArgumentException>(() => new TimeAwareModel(["a"], count, [[4, 2]], [[[0, 0], [1, 0], [1, 1]]]));
    }
}
