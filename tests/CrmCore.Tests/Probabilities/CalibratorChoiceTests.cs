using CrmCore.Probabilities.Calibration;

namespace CrmCore.Tests.Probabilities;

public class CalibratorChoiceTests
{
    private static readonly int[] Parts = [.. Enumerable.Range(0, 500).Select(i => i / 100)];

    /// <summary>In each part twenty deals of each estimate, of which so many are won.</summary>
    private static (double[] Estimates, bool[] Won) Deals(params (double Estimate, int Won)[] bins) =>
    (
        [.. Enumerable.Range(0, 5).SelectMany(_ => bins.SelectMany(b => Enumerable.Repeat(b.Estimate, 20)))],
        [.. Enumerable.Range(0, 5).SelectMany(_ => bins.SelectMany(b => Enumerable.Range(0, 20).Select(i => i < b.Won)))]
    );

    [Fact]
    public void A_step_takes_a_curve_but_where_things_drift_only_a_line_is_taken_that_makes_nothing_surer()
    {
        (double[] estimates, bool[] won) = Deals((0.1, 2), (0.3, 2), (0.5, 2), (0.7, 18), (0.9, 18));
        Assert.IsType<IsotonicCalibrator>(CalibratorChoice.Fit(estimates, won, Parts, null).Calibrator);
        Assert.IsNotType<IsotonicCalibrator>(CalibratorChoice.Fit(estimates, won, Parts, 1).Calibrator);
        (double[] low, bool[] rarely) = Deals((0.5, 2), (0.6, 2), (0.7, 2), (0.8, 2), (0.9, 4));
        Assert.InRange(Assert.IsType<PlattCalibrator>(CalibratorChoice.Fit(low, rarely, Parts, 1).Calibrator).Slope, 0, 1);
    }

    [Fact]
    public void Estimates_that_are_too_sure_take_a_line_and_honest_ones_nothing()
    {
        (double[] estimates, bool[] won) = Deals((0.01, 2), (0.1, 5), (0.5, 10), (0.9, 15), (0.99, 18));
        (Calibrator calibrator, double[] crossFitted) = CalibratorChoice.Fit(estimates, won, Parts, 1);
        Assert.InRange(Assert.IsType<PlattCalibrator>(calibrator).Slope, 0.4, 0.6);
        Assert.NotEqual(estimates, crossFitted);

        (double[] honest, bool[] fairly) = Deals((0.1, 2), (0.3, 6), (0.5, 10), (0.7, 14), (0.9, 18));
        (Calibrator none, double[] same) = CalibratorChoice.Fit(honest, fairly, Parts, 1);
        Assert.Same(Calibrator.None, none);
        Assert.Equal(honest, same);
    }

    /// <summary>Ten of a hundred at odds of 1 to 99 and so on: half the log-odds are right all along, so a curve is no better than the line.</summary>
    [Fact]
    public void A_curve_must_be_better_than_the_line_not_only_than_nothing()
    {
        (double[] estimates, bool[] won) = Deals((0.01, 2), (0.1, 5), (0.5, 10), (0.9, 15), (0.99, 18));
        Assert.IsType<PlattCalibrator>(CalibratorChoice.Fit(estimates, won, Parts, null).Calibrator);
    }

    /// <summary>55 of 100 won gain 0.005 a deal over a half, with a standard error of 0.01.</summary>
    [Fact]
    public void A_gain_within_chance_is_taken_only_where_nothing_drifts()
    {
        double[] estimates = [.. Enumerable.Repeat(0.5, 100)];
        bool[] won = [.. Enumerable.Range(0, 100).Select(i => i % 20 < 11)];
        int[] parts = [.. Enumerable.Range(0, 100).Select(i => i / 20)];
        Assert.Equal(0.55, Assert.IsType<PlattCalibrator>(CalibratorChoice.Fit(estimates, won, parts, null).Calibrator).Calibrate(0.5), 0.01);
        Assert.Same(Calibrator.None, CalibratorChoice.Fit(estimates, won, parts, 1).Calibrator);
    }

    [Fact]
    public void Each_part_is_calibrated_by_the_others()
    {
        (double[] estimates, bool[] won) = Deals((0.01, 2), (0.1, 5), (0.5, 10), (0.9, 15), (0.99, 18));
        int[] parts = [.. Parts.Select(p => Math.Min(p, 1))];
        double[] crossFitted = CalibratorChoice.Fit(estimates, won, parts, 1).CrossFitted;
        Assert.Equal(estimates[..100].Select(PlattCalibrator.Fit(estimates[100..], won[100..], 1).Calibrate), crossFitted[..100]);
        Assert.Equal(estimates[100..].Select(PlattCalibrator.Fit(estimates[..100], won[..100], 1).Calibrate), crossFitted[100..]);
    }

    [Fact]
    public void Outcomes_are_as_many_as_estimates() => Assert.Throws<ArgumentException>("y", () => CalibratorChoice.Fit([0.1], [], [0], null));
}
