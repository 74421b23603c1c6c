using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

/// <summary>A hundred deals of which each tenth of the time has ten; the model gives each a half.</summary>
public class RecentTests
{
    private static readonly PlattCalibrator Line = new(0.5, 3);
    private static readonly BaseRateModel Half = new(new([]), 50, 50);

    /// <summary>Sixteen of the latest twenty were won: they aim at 17 / 18, the four others at 1 / 6.</summary>
    [Fact]
    public void Where_a_win_rate_lasts_the_latest_deals_are_right_on_average() =>
        Calibrates(((16 * 17 / 18.0) + (4 / 6.0)) / 20, Deals(2, 2, 2, 2, 2, 8, 8, 8, 8, 8));

    [Fact]
    public void Where_it_goes_up_and_down_all_deals_are() => Calibrates(0.5, Deals(8, 2, 8, 2, 8, 2, 8, 2, 2, 8));

    [Fact]
    public void At_random_and_where_it_is_no_line_a_calibration_stays_as_it_is()
    {
        Dataset deals = Deals(2, 2, 2, 2, 2, 8, 8, 8, 8, 8);
        Assert.Same(Line, Recent.Matched(Line, Half, deals, ValidationKind.Random));
        Assert.Same(Calibrator.None, Recent.Matched(Calibrator.None, Half, deals, ValidationKind.Latest));
    }

    private static void Calibrates(double expected, Dataset deals)
    {
        PlattCalibrator matched = Assert.IsType<PlattCalibrator>(Recent.Matched(Line, Half, deals, ValidationKind.Latest));
        Assert.Equal(0.5, matched.Slope);
        Assert.Equal(expected, matched.Calibrate(0.5), 1e-6);
    }

    private static Dataset Deals(params int[] won) => new(
        new([]), [], [.. won.SelectMany(w => Enumerable.Range(0, 10).Select(i => i < w))], [.. Enumerable.Range(0, 100).Select(i => $"{i}")], null, [.. Enumerable.Range(0, 100).Select(i => (decimal)i)]);
}
