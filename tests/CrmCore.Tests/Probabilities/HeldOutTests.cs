using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

/// <summary>Models that are given: each takes the number of a deal, times a slope, for its log-odds. Eight deals are too few to calibrate by.</summary>
public class HeldOutTests
{
    private static readonly FeatureSchema Schema = new([new("x", FeatureKind.Numeric)]);
    private static readonly double[] Numbers = [-2, -1, 1, 2, -1, 0.5, 1, 3];
    private static readonly bool[] Won = [false, false, true, true, true, false, false, true];
    private static readonly Split[] Halves = [new([4, 5, 6, 7], [0, 1, 2, 3]), new([0, 1, 2, 3], [4, 5, 6, 7])];

    /// <summary>Gains of 1, 1, 1 and 3 have the mean 3 / 2 and the variance 3 / 4: 2 times the root of 3 standard errors, 3.464.</summary>
    [Fact]
    public void What_is_better_is_so_by_more_than_so_many_standard_errors()
    {
        Candidate better = Of(2, 1, 1, 1, 1);
        Candidate worse = Of(1, 2, 2, 2, 4);
        Assert.True(better.IsBetterThan(worse, 3.46));
        Assert.False(better.IsBetterThan(worse, 3.47));
        Assert.False(worse.IsBetterThan(better, 0));
    }

    [Theory]
    [InlineData(0, 10, false)]
    [InlineData(0, 11, true)]
    [InlineData(1, 1, true)]
    public void The_base_rate_is_left_only_for_a_gain_of_more_than_five_in_all(int complexity, int deals, bool isBetter) =>
        Assert.Equal(isBetter, Of(2, [.. Enumerable.Repeat(0.5, deals)]).IsBetterThan(Of(complexity, [.. Enumerable.Repeat(1.0, deals)])));

    [Fact]
    public void Every_kind_and_every_blend_of_the_able_ones_are_candidates()
    {
        HeldOut held = HeldOut.Of(Deals, [new BaseRate(), new Line("a", 1), new Line("b", 2), new Line("c", 3)], Halves, ValidationKind.Random);
        Assert.Equal(
            [("rate", 0), ("a", 2), ("b", 2), ("c", 2), ("a+b", 4), ("a+c", 4), ("b+c", 4), ("a+b+c", 6)],
            held.Candidates().Select(c => (c.Name, c.Complexity)));
        Assert.Equal([1, 3], held.Candidates()[5].Members);
    }

    [Fact]
    public void Each_part_of_a_blend_is_judged_by_weights_of_the_others_and_the_blend_has_those_of_all()
    {
        Candidate blend = HeldOut.Of(Deals, [new Line("a", 1), new Line("b", 2)], Halves, ValidationKind.Random).BlendOfAll();
        double[][] estimates = [.. new[] { 1, 2 }.Select(slope => Numbers.Select(x => 1 / (1 + Math.Exp(-slope * x))).ToArray())];
        double[] ofSecond = BlendWeights.Fit([0, 1], estimates, Won, i => i >= 4);
        double[] ofFirst = BlendWeights.Fit([0, 1], estimates, Won, i => i < 4);
        Near([.. Numbers.Select((_, i) => Metrics.LogLoss(BlendWeights.Apply([0, 1], estimates, i < 4 ? ofSecond : ofFirst, i), Won[i]))], blend.Losses);
        Near(BlendWeights.Fit([0, 1], estimates, Won, _ => true), blend.Weights!);
    }

    /// <summary>One of five is won where the number is -1, four of five where it is 1, and that is what the model says.</summary>
    [Fact]
    public void One_honest_model_is_taken_as_it_is_in_time_too()
    {
        Dataset deals = new(
            Schema, [.. Enumerable.Range(0, 500).Select(i => i % 10 < 5 ? -1.0 : 1)], [.. Enumerable.Range(0, 500).Select(i => i % 10 is 0 or 5 or 6 or 7 or 8)],
            [.. Enumerable.Range(0, 500).Select(i => $"{i}")], null, [.. Enumerable.Range(0, 500).Select(i => (decimal)i)]);
        LogisticModel model = Assert.IsType<LogisticModel>(new BestTrainer(new Line("honest", Math.Log(4))).Train(deals, ValidationKind.Latest).Model);
        Assert.Equal(0.8, model.Estimate([1]), 1e-12);
    }

    private static Dataset Deals => new(Schema, Numbers, Won, [.. Won.Select((_, i) => $"{i}")]);

    private static Candidate Of(int complexity, params double[] losses) => new("x", complexity, [0], null, Calibrator.None, losses);

    private static void Near(double[] expected, double[] actual) => Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-9);

    private sealed record Line(string Name, double Slope) : IModelTrainer
    {
        public int Complexity => 2;

        public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random) =>
            TrainingResult.Of(new LogisticModel(data.Schema, data.WonCount, data.LostCount, 0, [new() { Weight = Slope }], 0));
    }

    private sealed class BaseRate : IModelTrainer
    {
        public string Name => "rate";

        public int Complexity => 0;

        public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random) =>
            TrainingResult.Of(new BaseRateModel(data.Schema, data.WonCount, data.LostCount));
    }
}
