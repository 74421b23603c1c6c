using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

/// <summary>A prior of five deals holds the weights near to equal shares: where they are best, its pull and that of the outcomes are in balance.</summary>
public class BlendWeightsTests
{
    private static readonly double[] Good = [0.9, 0.8, 0.5, 0.3, 0.1, 0.6, 0.4, 0.7];
    private static readonly double[] Fair = [0.7, 0.5, 0.6, 0.5, 0.4, 0.2, 0.3, 0.8];
    private static readonly double[] Wrong = [0.1, 0.1, 0.3, 0.9, 0.9, 0.2, 0.8, 0.1];
    private static readonly bool[] Won = [true, true, true, false, false, true, false, false];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Without_deals_to_tell_by_the_weights_are_equal(int members)
    {
        double[][] estimates = [.. Enumerable.Repeat(Good, members)];
        double[] weights = BlendWeights.Fit([.. Enumerable.Range(0, members)], estimates, Won, _ => false);
        Assert.Equal([.. Enumerable.Repeat(1.0 / members, members), 0], weights);
    }

    [Fact]
    public void The_pull_of_the_outcomes_is_in_balance_with_that_of_the_prior()
    {
        double[] weights = BlendWeights.Fit([0, 1], [Good, Fair], Won, _ => true);
        Assert.All(weights[..2], w => Assert.True(w > 0));
        Assert.All(Pulls([Good, Fair], Won, weights), p => Assert.Equal(0, p, 1e-7));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_member_that_is_the_wrong_way_round_has_no_weight_and_the_others_are_in_balance(int place)
    {
        List<double[]> estimates = [Good, Fair];
        estimates.Insert(place, Wrong);
        bool[] won = [true, true, true, false, false, true, false, true];
        double[] weights = BlendWeights.Fit([0, 1, 2], [.. estimates], won, _ => true);
        double[] pulls = Pulls([.. estimates], won, weights);
        Assert.Equal(0, weights[place]);
        Assert.True(pulls[place] > 0);
        Assert.All(pulls.Where((_, i) => i != place), p => Assert.Equal(0, p, 1e-7));
    }

    /// <summary>Ten deals are nearly certain, but four of them are lost: a full step would overshoot again and again.</summary>
    [Fact]
    public void Weights_do_not_overshoot_where_estimates_are_nearly_certain()
    {
        double[][] estimates = [[.. Enumerable.Repeat(0.999, 10)]];
        bool[] won = [.. Enumerable.Range(0, 10).Select(i => i < 6)];
        double[] weights = BlendWeights.Fit([0], estimates, won, _ => true);
        Assert.Equal([0.1171, -0.1278], weights.Select(w => Math.Round(w, 4)));
        Assert.All(Pulls(estimates, won, weights), p => Assert.Equal(0, p, 1e-7));
    }

    /// <summary>Dropped in another order all three would be lost, though the second is worth some weight.</summary>
    [Fact]
    public void Of_several_that_are_wrong_the_worst_goes_first()
    {
        double[][] estimates =
        [
            [.. Enumerable.Repeat((double[])[0.3, 0.5, 0.7, 0.3, 0.1, 0.9], 5).SelectMany(e => e)],
            [.. Enumerable.Repeat((double[])[0.9, 0.1, 0.7, 0.1, 0.7, 0.1], 5).SelectMany(e => e)],
            [.. Enumerable.Repeat((double[])[0.1, 0.7, 0.7, 0.7, 0.7, 0.7], 5).SelectMany(e => e)],
        ];
        bool[] won = [.. Enumerable.Repeat((bool[])[true, false, false, true, false, false], 5).SelectMany(w => w)];
        double[] weights = BlendWeights.Fit([0, 1, 2], estimates, won, _ => true);
        Assert.Equal([0, 0.2488, 0, -0.3495], weights.Select(w => Math.Round(w, 4)));
        Assert.Equal([1, 0, 1, 0], Pulls(estimates, won, weights).Select(p => Math.Sign(Math.Round(p, 7))));
    }

    [Fact]
    public void Deals_that_do_not_count_change_nothing()
    {
        bool[] others = [.. Won.Select((w, i) => i < 5 ? w : !w)];
        double[] few = BlendWeights.Fit([0, 1], [Good[..5], Fair[..5]], Won[..5], _ => true);
        Assert.Equal(few, BlendWeights.Fit([0, 1], [Good, Fair], others, i => i < 5));
        Assert.NotEqual(few, BlendWeights.Fit([0, 1], [Good, Fair], Won, _ => true));
    }

    [Fact]
    public void Only_the_members_are_weighed_each_by_its_own_estimates()
    {
        double[] both = BlendWeights.Fit([0, 1], [Good, Fair], Won, _ => true);
        double[] swapped = BlendWeights.Fit([2, 0], [Fair, Wrong, Good], Won, _ => true);
        Assert.Equal(both, swapped, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void A_blend_is_the_weighted_sum_of_log_odds()
    {
        double[][] estimates = [[0.5, 0.8], [0.5, 0.9], [0.5, 0.2]];
        Assert.Equal(0.6, BlendWeights.Apply([0, 2], estimates, [3, 4, Math.Log(1.5)], 0), 1e-12);
        Assert.Equal(36 / 37.0, BlendWeights.Apply([1, 2], estimates, [1, 0, Math.Log(4)], 1), 1e-12);
        Assert.Equal(1 / 5.0, BlendWeights.Apply([0, 2], estimates, [1, 2, 0], 1), 1e-12);
    }

    private static double[] Pulls(double[][] estimates, bool[] won, double[] weights)
    {
        double[][] rows = [.. won.Select((_, i) => (double[])[.. estimates.Select(e => Math.Log(e[i] / (1 - e[i]))), 1])];
        double[] errors = [.. rows.Select((r, i) => (1 / (1 + Math.Exp(-r.Zip(weights, (x, w) => x * w).Sum()))) - (won[i] ? 1 : 0))];
        return [.. weights.Select((w, c) => (5 * (w - (c < estimates.Length ? 1.0 / estimates.Length : 0))) + rows.Select((r, i) => errors[i] * r[c]).Sum())];
    }
}
