using CrmCore.Probabilities;
using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Evaluation;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

public class CalibrationLaws
{
    private static (double[] Estimates, bool[] Won) Overconfident(int count, int seed)
    {
        Random random = new(seed);
        double[] estimates = [.. Enumerable.Range(0, count).Select(_ => Math.Clamp(random.NextDouble(), 0.001, 0.999))];
        return (estimates, [.. estimates.Select(p => random.NextDouble() < 0.3 + (0.4 * p))]);
    }

    [Law(MaxTest = 50)]
    public void Every_calibration_is_monotone_and_gives_probabilities(int seed)
    {
        (double[] estimates, bool[] won) = Overconfident(200, seed);
        double[] grid = [.. Enumerable.Range(0, 1001).Select(i => i / 1000.0)];
        foreach (Calibrator calibrator in new Calibrator[] { IsotonicCalibrator.Fit(estimates, won), PlattCalibrator.Fit(estimates, won), Calibrator.Fit(estimates, won) })
        {
            double[] values = [.. grid.Select(calibrator.Calibrate)];
            Assert.All(values, v => Assert.InRange(v, 0, 1));
            Assert.All(values.Zip(values.Skip(1)), p => Assert.True(p.First <= p.Second));
        }
    }

    [Fact]
    public void It_mends_estimates_that_are_too_sure()
    {
        (double[] estimates, bool[] won) = Overconfident(5000, 1);
        (double[] later, bool[] outcomes) = Overconfident(5000, 2);
        Calibrator calibrator = Calibrator.Fit(estimates, won);
        double[] mended = [.. later.Select(calibrator.Calibrate)];
        Assert.True(Metrics.CalibrationError(later, outcomes) > 0.12);
        Assert.True(Metrics.CalibrationError(mended, outcomes) < 0.03);
        Assert.True(Metrics.LogLoss(mended, outcomes) < Metrics.LogLoss(later, outcomes) - 0.02);
    }

    [Law(MaxTest = 50)]
    public void A_line_mends_even_estimates_that_are_all_but_certain(int seed)
    {
        Random random = new(seed);
        double[] estimates = [.. Enumerable.Range(0, 400).Select(_ => random.Next(2) == 0 ? 0.0001 : 0.9999)];
        bool[] won = [.. estimates.Select(_ => random.NextDouble() < 0.6)];
        PlattCalibrator line = PlattCalibrator.Fit(estimates, won);
        double rate = won.Count(w => w) / 400.0;
        double[] constant = [.. won.Select(_ => rate)];
        Assert.True(Metrics.LogLoss([.. estimates.Select(line.Calibrate)], won) <= Metrics.LogLoss(constant, won) + 0.001);
    }

    [Fact]
    public void Few_deals_leave_estimates_as_they_are() => Assert.Same(Calibrator.None, Calibrator.Fit([0.2, 0.8, 0.4], [true, false, true]));

    [Law(MaxTest = 50)]
    public void A_credible_interval_holds_the_posterior_and_narrows_with_deals(int seed)
    {
        Random random = new(seed);
        int won = random.Next(0, 50);
        int lost = random.Next(0, 50);
        BetaPrior prior = new(0.3, 10);
        (double low, double high) = prior.CredibleInterval(won, lost);
        Assert.InRange(prior.Posterior(won, lost), low, high);
        (double closeLow, double closeHigh) = prior.CredibleInterval((won * 10) + 3, (lost * 10) + 7);
        Assert.True(closeHigh - closeLow < high - low);
    }

    [Fact]
    public void Groups_that_differ_give_a_weak_prior_and_equal_ones_a_strong_one()
    {
        Assert.True(BetaPrior.Of([10, 50, 90], [90, 50, 10]).Strength < 10);
        Assert.True(BetaPrior.Of([50, 51, 49], [50, 49, 51]).Strength > 100);
    }

    [Fact]
    public void A_uniform_prior_has_the_quantiles_of_the_beta_distribution()
    {
        // Beta(1 + 1, 1 + 0): the distribution function is x squared.
        (double low, double high) = new BetaPrior(0.5, 2).CredibleInterval(1, 0);
        Assert.Equal(Math.Sqrt(0.05), low, 9);
        Assert.Equal(Math.Sqrt(0.95), high, 9);
    }
}
