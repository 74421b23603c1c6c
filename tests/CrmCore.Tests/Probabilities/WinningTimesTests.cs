using CrmCore.Probabilities.Timing;

namespace CrmCore.Tests.Probabilities;

/// <summary>Hazards and chances worked out with fractions. Ends of a stay: each stage, won, lost; one stay at the stage's own rate is added to each step but the first.</summary>
public class WinningTimesTests
{
    private static readonly double[][] AtRisk = [[4, 2, 1]];
    private static readonly int[][][] Exits = [[[0, 0, 0], [1, 0, 1], [1, 1, 0]]];

    /// <summary>Three steps at risk after the first hour saw one win and one loss: a third of a stay is added to each.</summary>
    [Fact]
    public void A_hazard_is_the_share_of_those_at_risk_drawn_towards_the_rate_of_the_stage()
    {
        Hazards hazards = Hazards.Of(AtRisk, Exits);
        Assert.Equal((1, 3), (hazards.Stages, hazards.Steps));
        Near([0, 0, 0], Steps(hazards, 0));
        Near([1 / 4.0, 1 / 9.0, 2 / 3.0], Steps(hazards, 1));
        Near([1 / 4.0, 4 / 9.0, 1 / 6.0], Steps(hazards, 2));
    }

    [Theory]
    [InlineData(new[] { 0, 3, 1 }, new[] { 0, 1, 0 }, 1, 0)]
    [InlineData(new[] { 0, 3, 1 }, new[] { 0, 2, 0 }, 4 / 6.0, 2 / 6.0)]
    [InlineData(new[] { 5, 3, 2 }, new[] { 5, 5, 0 }, 1 / 2.0, 1 / 2.0)]
    [InlineData(new[] { 3, 0, 0 }, new[] { 2, 0, 0 }, 3 / 5.0, 2 / 5.0)]
    [InlineData(new[] { 0, 0, 0 }, new[] { 0, 0, 0 }, 0, 0)]
    public void What_outlasts_the_grid_ends_as_the_last_fifth_of_the_stays_did(int[] won, int[] lost, double wins, double losses) =>
        Near([0, wins, losses], Hazards.Of([[9, 9, 9]], [[[0, 0, 0], won, lost]]).Tail[0]);

    [Fact]
    public void Where_nobody_was_at_risk_nothing_happens_in_the_first_hour_and_the_rate_of_the_stage_holds_later()
    {
        Hazards never = Hazards.Of([[0, 0, 0]], [[[0, 0, 0], [0, 0, 0], [0, 0, 0]]]);
        Assert.All(Enumerable.Range(0, 3), end => Near([0, 0, 0], Steps(never, end)));
        Hazards early = Hazards.Of([[0, 3, 0]], [[[0, 0, 0], [0, 2, 0], [0, 1, 0]]]);
        Near([0, 2 / 3.0, 2 / 3.0], Steps(early, 1));
        Near([0, 1 / 3.0, 1 / 3.0], Steps(early, 2));
    }

    /// <summary>What outlasts both days is won, so of those that waited a day 2 / 3 are won in it, 1 / 6 later; from there back, what neither wins nor loses goes on.</summary>
    [Fact]
    public void Chances_are_chained_from_the_longest_wait_back_to_the_entry()
    {
        TimeAwareModel model = new(["a"], 1, AtRisk, Exits);
        Near([5 / 6.0, 0, 2 / 3.0, 2 / 3.0], Chances(model, "a", 1));
        double ever = (23 / 24.0 * 13 / 27.0) + (1 / 24.0 * 5 / 6.0);
        Near([ever, 0, (23 / 24.0 * 1 / 9.0) + (1 / 24.0 * 2 / 3.0), (23 / 24.0 * 11 / 27.0) + (1 / 24.0 * 2 / 3.0)], Chances(model, "a", 1 / 24.0));
        Near([53 / 108.0, 1 / 4.0, 11 / 36.0, 49 / 108.0], Chances(model, "a", 0));
        Near([53 / 108.0, 1 / 4.0, 11 / 36.0, 49 / 108.0], Chances(model, "a", 0.04));
        Assert.Equal(0.625, model.MedianDaysToWin("a", 1)!.Value, 1e-9);
    }

    /// <summary>From b 1 / 8 is won at once, 7 / 20 on the first day and 1 / 24 on the second. From a 18 / 25 move there on the first day and 3 / 10 of the others on the second.</summary>
    [Fact]
    public void What_a_stage_wins_in_a_day_is_won_after_a_move_in_that_day_and_the_next_half_each()
    {
        TimeAwareModel model = new(
            ["a", "b"], 1, [[4, 4, 1], [8, 4, 2]], [[[0, 0, 0], [0, 3, 0], [0, 0, 0], [0, 0, 0]], [[0, 0, 0], [0, 0, 0], [1, 2, 0], [1, 0, 1]]]);
        Near([31 / 60.0, 1 / 8.0, 19 / 40.0, 31 / 60.0], Chances(model, "b", 0));
        Near([31 / 60.0, 0, 0.3 * 0.3, 0.3 * (0.3 + (47 / 240.0))], Chances(model, "a", 1));
        Near([31 / 60.0, 0, 0.72 * 0.3, (0.72 * (0.3 + (47 / 240.0))) + (0.28 * 0.3 * 0.3)], Chances(model, "a", 0));
    }

    /// <summary>Half of a moves to b in the first hour, the other half is lost.</summary>
    [Fact]
    public void A_move_in_the_first_hour_takes_no_time()
    {
        TimeAwareModel model = new(
            ["a", "b"], 1, [[4, 0, 0], [8, 4, 2]], [[[0, 0, 0], [2, 0, 0], [0, 0, 0], [2, 0, 0]], [[0, 0, 0], [0, 0, 0], [1, 2, 0], [1, 0, 1]]]);
        Near([31 / 120.0, 1 / 16.0, 19 / 80.0, 31 / 120.0], Chances(model, "a", 0));
    }

    /// <summary>Half of a moves to b at once, half of b back to a, the other half of b is won: of x from a, x = b / 2, and b = 1 / 2 + x / 2.</summary>
    [Fact]
    public void Deals_that_go_back_and_forth_are_won_in_the_end()
    {
        TimeAwareModel model = new(["a", "b"], 1, [[4, 0], [4, 0]], [[[0, 0], [2, 0], [0, 0], [2, 0]], [[2, 0], [0, 0], [2, 0], [0, 0]]]);
        Near([1 / 3.0, 1 / 3.0], [model.WonEver("a", 0), model.WonWithin("a", 0, 0)]);
        Near([2 / 3.0, 2 / 3.0], [model.WonEver("b", 0), model.WonWithin("b", 0, 1)]);
    }

    [Fact]
    public void A_stay_of_an_hour_has_lasted_into_the_first_day()
    {
        TimeAwareModel model = TimeAwareTrainer.Train(["a"], [new("a", 1 / 24.0, VisitEnd.Won), new("a", 0.04, VisitEnd.Lost)], least: 1).Model!;
        Assert.Equal([2, 1, 0], model.AtRisk[0].Take(3));
        Assert.Equal([0, 1], model.Exits[0][1].Take(2));
        Assert.Equal([1, 0], model.Exits[0][2].Take(2));
    }

    private static double[] Steps(Hazards hazards, int end) => [.. Enumerable.Range(0, hazards.Steps).Select(step => hazards[0, end, step])];

    private static double[] Chances(TimeAwareModel model, string stage, double waited) =>
        [model.WonEver(stage, waited), .. Enumerable.Range(0, 3).Select(days => model.WonWithin(stage, waited, days))];

    private static void Near(double[] expected, double[] actual) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-12);
}
