using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Training;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

public class MetricExamples
{
    private static readonly double[] Estimates = [0.1, 0.4, 0.35, 0.8];
    private static readonly bool[] Won = [false, false, true, true];

    [Fact]
    public void They_are_those_of_the_textbook()
    {
        Assert.Equal(0.75, Metrics.Auc(Estimates, Won), 12);
        Assert.Equal(0.8333333333, Metrics.AveragePrecision(Estimates, Won), 9);
        Assert.Equal((0.01 + 0.16 + 0.4225 + 0.04) / 4, Metrics.Brier(Estimates, Won), 12);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.6) + Math.Log(0.35) + Math.Log(0.8)) / 4, Metrics.LogLoss(Estimates, Won), 12);
        Assert.Equal((0.1 + 0.4 + 0.65 + 0.2) / 4, Metrics.CalibrationError(Estimates, Won), 12);
        Assert.Equal(2, Metrics.Lift(Estimates, Won, 0.25), 12);
        Assert.Equal(0.5, Metrics.Auc([0.3, 0.3], [true, false]), 12);
    }

    [Law]
    public void The_parts_of_the_brier_score_add_up(int seed)
    {
        Dataset data = MadeUp.Deals(100, seed);
        double[] estimates = [.. Enumerable.Range(0, 100).Select(i => (i * 37 % 101) / 101.0)];
        BrierDecomposition d = BrierDecomposition.Of(estimates, data.Outcomes);
        Assert.Equal(Metrics.Brier(estimates, data.Outcomes), d.Reliability - d.Resolution + d.Uncertainty + d.WithinBins, 12);
    }

    [Fact]
    public void No_estimates_cannot_be_judged() => Assert.Throws<ArgumentException>(() => Metrics.LogLoss([], []));

    [Fact]
    public void The_hash_split_is_the_one_of_the_convention()
    {
        // SHA-256 of "5" is ef2d...d08d, of "a" ca97...48bb; worked out by hand with big integers.
        Dataset data = MadeUp.Deals(1000, 1);
        Split split = Split.ByHash(data);
        Assert.Equal(1000, split.Train.Count + split.Test.Count);
        foreach (int row in split.Test)
        {
            byte[] hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(data.Ids[row]));
            Assert.True((new System.Numerics.BigInteger(hash, isUnsigned: true, isBigEndian: true) % 5).IsZero);
        }

        foreach (int row in split.Train)
        {
            byte[] hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(data.Ids[row]));
            Assert.False((new System.Numerics.BigInteger(hash, isUnsigned: true, isBigEndian: true) % 5).IsZero);
        }
    }

    [Fact]
    public void The_time_split_keeps_ties_and_groups_together()
    {
        Dataset data = new(new([new("x", FeatureKind.Numeric)]), [.. new double[10]], [.. new bool[10]], ["a", "b", "c", "d", "e", "f", "g", "h", "i", "a"], null, [0, 1, 2, 3, 4, 5, 6, 7, 7, 7]);
        Split split = Split.ByTime(data);
        Assert.Equal([1, 2, 3, 4, 5, 6], split.Train);
        Assert.Equal([0, 7, 8, 9], split.Test);
    }

    [Law]
    public void No_group_lies_on_both_sides(int seed)
    {
        Dataset data = MadeUp.Deals(200, seed, i => $"g{i % 40}");
        foreach (Split split in Split.Rolling(data).Append(Split.ByHash(data)).Append(Split.ByTime(data)))
        {
            Assert.Empty(split.Train.Select(r => data.Groups[r]).Intersect(split.Test.Select(r => data.Groups[r])));
        }
    }
}
