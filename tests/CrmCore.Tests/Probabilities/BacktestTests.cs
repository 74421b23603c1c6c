using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

public class BacktestTests
{
    /// <summary>The hashes of a and c leave 4 and 3 over when divided by 5.</summary>
    [Fact]
    public void Where_no_deal_is_left_to_judge_on_nothing_is_trained()
    {
        BacktestResult result = Backtest.Run(new Dataset(new([]), [], [true, true, false], ["a", "a", "c"]), SplitKind.Hash, [new NaiveBayesTrainer()]);
        Assert.Equal((0, 0), (result.TrainCount, result.Test.Count));
        Assert.Equal(["base-rate", "naive-bayes"], result.Entries.Select(e => e.Calculator));
        Assert.All(result.Entries, e => Assert.Equal(new Refusal("probability.not-enough-data", ("won", 2), ("lost", 1), ("least", 40)), Assert.Single(e.Refusals)));
        Assert.Null(result.Drift);
    }

    [Fact]
    public void A_gain_is_one_over_the_base_rate_wherever_it_stands()
    {
        BacktestResult result = Backtest.Run(MadeUp.Deals(400, 3), SplitKind.Time, [new NaiveBayesTrainer(), new BaseRateTrainer()], draws: 2);
        double gain = result.Entries[1].Evaluation!.LogLoss - result.Entries[0].Evaluation!.LogLoss;
        Assert.Equal(gain, result.Entries[0].GainOverBaseRate.Value, 1e-12);
        Assert.Equal(0, result.Entries[1].GainOverBaseRate.Value);
    }

    /// <summary>The draws measure 1, 2, 3 and so on: a fortieth of them lies below the interval, a fortieth from its upper end on.</summary>
    [Theory]
    [InlineData(200, 6, 196)]
    [InlineData(40, 2, 40)]
    [InlineData(39, 1, 39)]
    [InlineData(1, 1, 1)]
    public void An_interval_leaves_out_a_fortieth_of_the_draws_on_either_side(int draws, int low, int high)
    {
        int measured = 0;
        Interval interval = Bootstrap.Of((_, _) => measured++, [0.5], [true], ["a"], 1, draws);
        Assert.Equal((0, low, high), (interval.Value, interval.Low, interval.High));
        Assert.Equal(draws + 1, measured);
    }
}
