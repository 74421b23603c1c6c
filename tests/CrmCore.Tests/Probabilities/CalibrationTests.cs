using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Probabilities.Calibration;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

public class CalibrationTests
{
    /// <summary>Found by trying all 61 strengths with the standard library's logarithm of gamma elsewhere.</summary>
    [Theory]
    [InlineData(new[] { 10, 50, 90 }, new[] { 90, 50, 10 }, 0.5, 5)]
    [InlineData(new[] { 3, 5, 1, 8 }, new[] { 20, 15, 30, 10 }, 17 / 92.0, 19)]
    [InlineData(new[] { 50, 51, 49 }, new[] { 50, 49, 51 }, 0.5, 60)]
    [InlineData(new[] { 4, 9 }, new[] { 6, 2 }, 13 / 21.0, 20)]
    public void The_strength_of_a_prior_is_the_likeliest(int[] won, int[] lost, double mean, int step)
    {
        BetaPrior prior = BetaPrior.Of(won, lost);
        Assert.Equal(mean, prior.Mean, 1e-12);
        Assert.Equal(Math.Pow(10, step / 20.0), prior.Strength, 1e-9);
    }

    [Fact]
    public void A_prior_of_nothing_is_a_half_and_one_of_wins_alone_is_not_certain()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BetaPrior(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BetaPrior(0.5, 1) with { Mean = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BetaPrior(0.5, 0));
        Assert.Throws<ArgumentException>(() => new BetaPrior(0.5, 1).Posterior(-1, 1));
        Assert.Equal(0.5, BetaPrior.Of([], []).Mean);
        Assert.Equal(0.5, BetaPrior.Of([0], [0]).Mean);
        Assert.Equal(1 - 1e-6, BetaPrior.Of([5], [0]).Mean, 1e-15);
        Assert.Equal(1e-6, BetaPrior.Of([0], [5]).Mean, 1e-15);
        Assert.Equal(5 / 20.0, new BetaPrior(0.3, 10).Posterior(2, 8), 1e-12);
    }

    [Fact]
    public void Groups_that_tell_nothing_of_the_strength_give_the_weakest_prior()
    {
        Assert.Equal(1, BetaPrior.Of([], []).Strength);
        Assert.Equal(1, BetaPrior.Of([0, 0], [0, 0]).Strength);
        Assert.Equal(1, BetaPrior.Of([1], [0]).Strength);
    }

    /// <summary>With half a deal on either side the share below x is 2 / pi times the arc sine of its root.</summary>
    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0)]
    public void The_interval_of_no_deals_under_a_weak_prior_is_that_of_the_arc_sine(double credibility)
    {
        (double low, double high) = new BetaPrior(0.5, 1).CredibleInterval(0, 0, credibility);
        Assert.Equal(Math.Pow(Math.Sin(Math.PI * (1 - credibility) / 4), 2), low, 1e-9);
        Assert.Equal(1 - low, high, 1e-9);
    }

    [Fact]
    public void Only_all_rates_hold_the_true_one_for_certain()
    {
        (double low, double high) = new BetaPrior(0.5, 2).CredibleInterval(3, 1, 1);
        Assert.Equal((0.0, 1.0), (Math.Round(low, 6), Math.Round(high, 6)));
        Assert.Equal(1, new BetaPrior(1 - 1e-6, 1).CredibleInterval(5, 0, 1).High, 1e-12);
    }

    [Fact]
    public void A_prior_that_is_certain_leaves_nothing_open()
    {
        Assert.Equal((1.0, 1.0), new BetaPrior(1, 3).CredibleInterval(10, 0));
        Assert.Equal((0.0, 0.0), new BetaPrior(0, 3).CredibleInterval(0, 10));
        Assert.Equal(0.5, new BetaPrior(1, 1).CredibleInterval(0, 1, 0).Low, 1e-9);
    }

    /// <summary>For whole parameters a beta distribution is a tail of a binomial one.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(2, 30)]
    [InlineData(40, 7)]
    [InlineData(50, 50)]
    public void A_credible_interval_has_its_share_on_either_side(int a, int b)
    {
        (double low, double high) = new BetaPrior(0.5, 2).CredibleInterval(a - 1, b - 1);
        Assert.Equal(0.05, Tail(a, a + b - 1, low), 1e-9);
        Assert.Equal(0.95, Tail(a, a + b - 1, high), 1e-9);
        (double closer, double _) = new BetaPrior(0.5, 2).CredibleInterval(a - 1, b - 1, 0.5);
        Assert.Equal(0.25, Tail(a, a + b - 1, closer), 1e-9);

        static double Tail(int least, int draws, double p)
        {
            double sum = 0;
            for (int k = least; k <= draws; k++)
            {
                double term = 1;
                for (int i = 1; i <= k; i++)
                {
                    term *= (draws - k + i) / (double)i * p;
                }

                sum += term * Math.Pow(1 - p, draws - k);
            }

            return sum;
        }
    }

    /// <summary>Two deals at the base rate are added to each pool.</summary>
    [Fact]
    public void A_curve_pools_what_falls_and_goes_straight_between()
    {
        IsotonicCalibrator curve = IsotonicCalibrator.Fit([0.1, 0.2, 0.4, 0.6, 0.8, 0.8], [false, true, false, true, true, true]);
        double rate = 4 / 6.0;
        Assert.Equal([0.1, 0.3, (0.6 + 0.8 + 0.8) / 3], curve.Estimates.Select(e => Math.Round(e, 12)).Zip([0.1, 0.3, (0.6 + 0.8 + 0.8) / 3], (e, exact) => Math.Abs(e - exact) < 1e-11 ? exact : e));
        double[] values = [2 * rate / 3, (1 + (2 * rate)) / 4, (3 + (2 * rate)) / 5];
        Assert.All(curve.Values.Zip(values), v => Assert.Equal(v.Second, v.First, 1e-12));
        Assert.Equal(values[0], curve.Calibrate(0.05), 1e-12);
        Assert.Equal(values[0], curve.Calibrate(0.1), 1e-12);
        Assert.Equal((values[0] + values[1]) / 2, curve.Calibrate(0.2), 1e-12);
        Assert.Equal(values[2], curve.Calibrate(0.99), 1e-12);
    }

    [Fact]
    public void A_curve_ascends()
    {
        Assert.Equal(0.5, new IsotonicCalibrator([0.1, 0.3], [0.5, 0.5]).Calibrate(0.2), 1e-12);
        foreach (Func<IsotonicCalibrator> wrong in (Func<IsotonicCalibrator>[])
            [
                () => new([], []), () => new([0.1], [0.1, 0.2]), () => new([0.1, 0.1], [0.1, 0.2]), () => new([0.2, 0.1], [0.1, 0.2]), () => new([0.1, 0.2], [0.2, 0.1]),
                () => new([0.1, double.NaN], [0.1, 0.2]), () => IsotonicCalibrator.Fit([], []),
            ])
        {
            Assert.ThrowsAny<ArgumentException>(wrong);
        }
    }

    /// <summary>Outcomes exactly as a line in log-odds has them are found again.</summary>
    [Theory]
    [InlineData(0.5, 0.3)]
    [InlineData(1, 0)]
    [InlineData(2, -1)]
    public void A_line_is_found_again(double slope, double intercept)
    {
        PlattCalibrator truth = new(slope, intercept);
        List<double> estimates = [];
        List<bool> won = [];
        for (int i = 1; i < 20; i++)
        {
            int wins = (int)Math.Round(2000 * truth.Calibrate(i / 20.0));
            estimates.AddRange(Enumerable.Repeat(i / 20.0, 2000));
            won.AddRange(Enumerable.Range(0, 2000).Select(n => n < wins));
        }

        PlattCalibrator line = PlattCalibrator.Fit(estimates.ToArray(), won.ToArray());
        Assert.Equal((slope, intercept), (Math.Round(line.Slope, 2), Math.Round(line.Intercept, 2)));
        PlattCalibrator held = PlattCalibrator.Fit(estimates.ToArray(), won.ToArray(), 1);
        Assert.Equal(Math.Min(1, Math.Round(slope, 2)), held.Slope, 0.01);
        Assert.Equal(won.Count(w => w) / (double)won.Count, estimates.Average(held.Calibrate), 0.001);
    }

    [Fact]
    public void Estimates_that_are_the_wrong_way_round_tell_nothing()
    {
        double[] estimates = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 0.2 : 0.8)];
        PlattCalibrator line = PlattCalibrator.Fit(estimates, [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 || i < 20)]);
        Assert.Equal(0, line.Slope);
        Assert.Equal(0.6, line.Calibrate(0.9), 1e-9);
        Assert.Throws<ArgumentException>(() => new PlattCalibrator(-0.1, 0));
    }

    /// <summary>Three of four won aim at 4 / 5 and the lost one at 1 / 3, on average at 41 / 60: an estimate of a half has no slope to turn.</summary>
    [Fact]
    public void A_line_aims_at_outcomes_that_are_not_quite_certain()
    {
        PlattCalibrator line = PlattCalibrator.Fit([0.5, 0.5, 0.5, 0.5], [true, false, true, true]);
        Assert.Equal(41 / 60.0, line.Calibrate(0.5), 1e-6);
        Assert.Equal(1, line.Slope, 1e-6);
    }

    [Fact]
    public void Two_deals_that_lie_where_they_aim_keep_the_line_as_it_was()
    {
        PlattCalibrator line = PlattCalibrator.Fit([1 / 3.0, 2 / 3.0], [false, true]);
        Assert.Equal((1.0, 0.0), (Math.Round(line.Slope, 8), Math.Round(line.Intercept, 8)));
    }

    /// <summary>Estimates of 2 / 5 and 3 / 5, two won and two lost on either right side: what each deal lacks to 3 / 4 pulls the slope up, the ridge of a thousandth holds it.</summary>
    [Fact]
    public void A_slope_is_where_outcomes_and_ridge_are_in_balance()
    {
        PlattCalibrator line = PlattCalibrator.Fit([0.4, 0.4, 0.6, 0.6], [false, false, true, true]);
        double x = Math.Log(1.5);
        double error = (1 / (1 + Math.Exp(-line.Slope * x))) - 0.75;
        Assert.True(line.Slope > 2);
        Assert.Equal(0, (4 * error * x) + (0.001 * (line.Slope - 1)), 1e-9);
        Assert.Equal(0, line.Intercept, 1e-9);
    }

    /// <summary>Four of six are won: the won ones aim at 5 / 6, the lost ones at 1 / 4.</summary>
    [Fact]
    public void A_line_through_estimates_that_are_all_high_is_in_balance_too()
    {
        double[] estimates = [0.8, 0.8, 0.9, 0.9, 0.95, 0.95];
        bool[] won = [false, true, false, true, true, true];
        PlattCalibrator line = PlattCalibrator.Fit(estimates, won);
        double[] errors = [.. estimates.Select((e, i) => line.Calibrate(e) - (won[i] ? 5 / 6.0 : 0.25))];
        Assert.True(line.Slope > 0);
        Assert.Equal(0, errors.Sum(), 1e-8);
        Assert.Equal(0, errors.Zip(estimates, (error, e) => error * Math.Log(e / (1 - e))).Sum() + (0.001 * (line.Slope - 1)), 1e-8);
    }

    /// <summary>Three times 0.1 by 3 is the number after 0.1: both pools have their middle there, and half a deal of four is added twice to the one that was won.</summary>
    [Fact]
    public void Pools_whose_middles_are_the_same_number_make_one_point()
    {
        IsotonicCalibrator curve = IsotonicCalibrator.Fit([0.1, 0.1, 0.1, Math.BitIncrement(0.1)], [false, false, false, true]);
        Assert.Equal((Math.BitIncrement(0.1), 0.5), (Assert.Single(curve.Estimates), Assert.Single(curve.Values)));
    }

    [Theory]
    [InlineData(4, 100, false)]
    [InlineData(100, 4, false)]
    [InlineData(5, 100, true)]
    public void Five_of_each_outcome_are_enough_to_calibrate_by(int won, int lost, bool calibrates)
    {
        double[] estimates = [.. Enumerable.Repeat(0.9, won + lost)];
        Calibrator calibrator = Calibrator.Fit(estimates, [.. Enumerable.Range(0, won + lost).Select(i => i * won % (won + lost) < won)]);
        Assert.Equal(calibrates, calibrator is not NoCalibrator);
        Assert.Equal(0.37, Calibrator.None.Calibrate(0.37));
        Assert.Throws<ArgumentException>(() => Calibrator.Fit([0.1, 0.2], [true]));
    }

    [Fact]
    public async Task The_historical_calculator_tells_counts_intervals_and_passes_over_other_pipelines()
    {
        StageDefaultCalculator fallback = new(new PipelineCatalog(Some.Sale));
        List<Opportunity> deals = [.. Enumerable.Range(1, 40).Select(i => Some.ClosedDeal(i, StageKind.Won)), .. Enumerable.Range(1, 40).Select(i => Some.ClosedDeal(100 + i, StageKind.Lost, furthest: "quotation"))];
        IEnumerable<OpportunitySnapshot> other = Enumerable.Range(1, 50).Select(i => Some.ClosedDeal(200 + i, StageKind.Won).ToSnapshot() with { Pipeline = new("other", 1) });
        HistoricalCalculator calculator = await HistoricalCalculator.TrainAsync(Some.Sale, deals.Select(d => d.ToSnapshot()).Concat(other).ToAsyncEnumerable(), fallback);
        Assert.Equal((40, 40, true), (calculator.WonCount, calculator.LostCount, calculator.HasEnoughData));
        WinProbability estimate = calculator.Estimate(Some.Deal());
        (double low, double high) = calculator.CredibleInterval("inquiry")!.Value;
        Assert.Equal(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Of the closed deals that reached Inquiry, 40 of 80 were won; 90% interval {100 * low:0.#}% .. {100 * high:0.#}%."),
            Assert.Single(estimate.Reasons).Text.In(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((0.5, 80), (estimate.Start, estimate.Evidence));
        Assert.Null(calculator.CredibleInterval("won"));
        Assert.Null(calculator.CredibleInterval("nowhere"));
        double[] estimates = new double[3];
        OpportunitySnapshot[] three = [Some.Deal().ToSnapshot(), Some.ClosedDeal(1, StageKind.Lost).ToSnapshot(), Some.Deal(2).ToSnapshot()];
        calculator.Estimate(three, Some.Start, estimates);
        Assert.Equal([estimate.Value.Value, 0, estimate.Value.Value], estimates);
    }
}
