using CrmCore.Forecasting;
using CrmCore.Forecasting.Distributions;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting.Distributions;

public class DistributionTests
{
    private static readonly DistributionOptions Exact = new() { Method = DistributionMethod.Exact };
    private static readonly DistributionOptions Drawn = new() { Method = DistributionMethod.Simulated, Draws = 2000 };

    [Theory]
    [InlineData(30, 0)]
    [InlineData(300, 0)]
    [InlineData(100, 0.1)]
    [InlineData(100, 0.5)]
    public void Exact_and_simulated_agree_within_the_sampling_error(int count, double correlation)
    {
        PeriodOutlook outlook = Outlooks.Many(count, count);
        ForecastDistribution exact = ForecastDistribution.Of(outlook, Exact with { Correlation = correlation, Cells = 4096 });
        ForecastDistribution drawn = ForecastDistribution.Of(outlook, Drawn with { Correlation = correlation, Seed = 7, Draws = 20_000 });
        Assert.Equal(20_224, drawn.Draws);
        double deviation = (double)(exact.Quantile(0.841).Amount - exact.Quantile(0.159).Amount) / 2;
        Assert.InRange(Math.Abs((double)(exact.Mean.Amount - drawn.Mean.Amount)), 0, 5 * deviation / Math.Sqrt(drawn.Draws));
        Assert.All((double[])[0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98], share =>
        {
            Money quota = exact.Quantile(share);
            Assert.InRange(Math.Abs(exact.ChanceToReach(quota) - drawn.ChanceToReach(quota)), 0, 0.0005 + (5 * drawn.ErrorOfChance(quota)));
        });
    }

    [Fact]
    public void Amounts_on_a_grid_are_not_rounded_and_all_others_by_less_than_is_told()
    {
        ForecastDistribution round = ForecastDistribution.Of(Outlooks.Many(1500, 1, round: true), Exact);
        Assert.Equal((Some.Eur(500), Some.Eur(0)), (round.Resolution, round.RoundingBound));
        PeriodOutlook odd = Outlooks.Many(1500, 1);
        ForecastDistribution coarse = ForecastDistribution.Of(odd, Exact with { Cells = 1024 });
        ForecastDistribution fine = ForecastDistribution.Of(odd, Exact with { Cells = 1 << 18 });
        Assert.InRange(Math.Abs((coarse.P50 - fine.P50).Amount), 0, coarse.Resolution.Amount + (6 * coarse.RoundingDeviation.Amount));
        Assert.True(fine.RoundingBound < coarse.RoundingBound);
        Assert.InRange(Math.Abs((coarse.Mean - odd.Mean).Amount), 0, 0.02m);
    }

    [Fact]
    public void Many_deals_come_to_the_normal_distribution()
    {
        PeriodOutlook outlook = Outlooks.Many(5_000, 3);
        ForecastDistribution distribution = ForecastDistribution.Of(outlook, Exact);
        double deviation = Math.Sqrt(outlook.Deals.Sum(d => d.Chance * (1 - d.Chance) * (double)d.Amount.Amount * (double)d.Amount.Amount));
        Assert.Equal((double)outlook.Mean.Amount + (1.2815515655446004 * deviation), (double)distribution.P90.Amount, 0.02 * deviation);
    }

    [Fact]
    public void Correlation_widens_the_range_and_keeps_the_mean()
    {
        PeriodOutlook outlook = Outlooks.Many(200, 4);
        ForecastDistribution alone = ForecastDistribution.Of(outlook);
        ForecastDistribution together = ForecastDistribution.Of(outlook, new() { Correlation = 0.1, Cells = 8192 });
        Assert.Equal(DistributionMethod.Exact, together.Method);
        Assert.True(together.P90 - together.P10 > 1.5m * (alone.P90 - alone.P10));
        Assert.Equal(1, (double)(together.Mean.Amount / alone.Mean.Amount), 1e-6);
        Assert.Equal(DistributionMethod.Simulated, ForecastDistribution.Of(Outlooks.Many(2500, 5), new() { Correlation = 0.1, Draws = 1000 }).Method);
    }

    [Fact]
    public void The_same_seed_gives_the_same_draws()
    {
        PeriodOutlook outlook = Outlooks.Many(50, 6);
        Assert.Equal(ForecastDistribution.Of(outlook, Drawn).P50, ForecastDistribution.Of(outlook, Drawn).P50);
        Assert.NotEqual(ForecastDistribution.Of(outlook, Drawn).Mean, ForecastDistribution.Of(outlook, Drawn with { Seed = 2 }).Mean);
        Assert.Throws<InvalidOperationException>(() => ForecastDistribution.Of(outlook, Drawn).Leverage(Some.Eur(1)));
        Assert.Throws<ArgumentException>(() => ForecastDistribution.Of(outlook).ChanceToReach(new(1, Currency.Usd)));
    }

    [Fact]
    public void The_deal_that_decides_comes_first()
    {
        PeriodOutlook outlook = Outlooks.Of(50, (100, 0.5), (10, 0.9), (30, 0.2));
        DealLeverage first = ForecastDistribution.Of(outlook).Leverage(Some.Eur(140), 1).Single();
        Assert.Equal(("Deal 1", 1.0, 0.0, 0.25), (first.Deal.Name, Math.Round(first.IfWon, 9), Math.Round(first.IfLost, 9), Math.Round(first.IfSlipped, 9)));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.15)]
    public void Correlation_is_found_again(double correlation)
    {
        System.Random random = new(11);
        List<PastChance[]> periods = [];
        for (int period = 0; period < 40; period++)
        {
            double z = Normal.Quantile(Math.Max(1e-9, random.NextDouble()));
            periods.Add([.. Enumerable.Range(0, 40).Select(_ =>
            {
                double chance = 0.1 + (0.8 * random.NextDouble());
                double given = correlation == 0 ? chance : OneFactor.Given(Normal.Quantile(chance), z, correlation);
                return new PastChance(chance, random.NextDouble() < given);
            })]);
        }

        CorrelationEstimate estimate = CorrelationEstimate.From(periods).Estimate!;
        Assert.InRange(correlation, estimate.Low, estimate.High);
        Assert.InRange(estimate.High - estimate.Low, 0, 0.25);
        Assert.True(estimate.IsTrustworthy);
        Assert.Equal("forecast.no-past-periods", CorrelationEstimate.From(periods.Take(3)).Refusals.Single().Code);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(-1.2815515655446004, 0.1)]
    [InlineData(-3.5, 2.326290790355250e-4)]
    [InlineData(-5, 2.866515718791939e-7)]
    [InlineData(5, 0.9999997133484281)]
    [InlineData(-10, 7.619853024160527e-24)]
    public void The_normal_distribution(double x, double chance)
    {
        Assert.Equal(1, Normal.Cumulative(x) / chance, 1e-12);
        Assert.Equal(x, Normal.Quantile(chance), 1e-8);
    }

    [Fact]
    public void Options_have_bounds()
    {
        DistributionOptions options = new() { Correlation = 0.95, Cells = 1024, Draws = 1000 };
        Assert.Equal((0.0, 65_536, 100_096, 1L), (new DistributionOptions().Correlation, new DistributionOptions().Cells, new DistributionOptions().Draws, new DistributionOptions().Seed));
        Assert.Equal((4_194_304, 100_000_000), ((options with { Cells = 4_194_304 }).Cells, (options with { Draws = 100_000_000 }).Draws));
        foreach (Func<DistributionOptions> wrong in (Func<DistributionOptions>[])
            [
                () => options with { Correlation = -0.01 }, () => options with { Correlation = 0.951 }, () => options with { Correlation = double.NaN }, () => options with { Cells = 1023 },
                () => options with { Cells = 4_194_305 }, () => options with { Draws = 999 }, () => options with { Draws = 100_000_001 },
            ])
        {
            Assert.Throws<ArgumentOutOfRangeException>(wrong);
        }
    }

    [Fact]
    public void Few_deals_are_exact_and_many_that_are_correlated_are_drawn()
    {
        DistributionOptions together = new() { Correlation = 0.1, Cells = 1024, Draws = 1000 };
        Assert.Equal((DistributionMethod.Exact, 0), Method(Outlooks.Many(2000, 5, round: true), together));
        Assert.Equal((DistributionMethod.Simulated, 1024), Method(Outlooks.Many(2001, 5, round: true), together));
        Assert.Equal((DistributionMethod.Exact, 0), Method(Outlooks.Many(2001, 5, round: true), together with { Correlation = 0 }));
        Assert.Equal((DistributionMethod.Simulated, 1024), Method(Outlooks.Many(2, 5), Drawn with { Draws = 1000 }));

        static (DistributionMethod, int) Method(PeriodOutlook outlook, DistributionOptions options)
        {
            ForecastDistribution distribution = ForecastDistribution.Of(outlook, options);
            return (distribution.Method, distribution.Draws);
        }
    }

    [Theory]
    [InlineData(0.7, 0.3)]
    [InlineData(0.8, 0.2)]
    [InlineData(0.9, 0.1)]
    [InlineData(0.6, 0.4)]
    public void Where_the_chance_of_a_total_is_the_share_itself_it_is_the_quantile(double chance, double share)
    {
        ForecastDistribution distribution = ForecastDistribution.Of(Outlooks.Of(0, (1000, chance)));
        Assert.Equal(Some.Eur(0), distribution.Quantile(share));
        Assert.Equal(Some.Eur(1000), distribution.Quantile(share + 1e-9));
    }

    [Fact]
    public void What_is_told_of_a_distribution_by_hand()
    {
        // 50 won, one deal that is sure, one that cannot be, one of nothing; two of which nobody knows: 100 or 30 more.
        PeriodOutlook outlook = Outlooks.Of(50, (20, 1), (70, 0), (0, 0.5), (100, 0.5), (30, 0.2));
        ForecastDistribution distribution = ForecastDistribution.Of(outlook);
        Assert.Equal((2, Some.Eur(50), Some.Eur(126)), (distribution.DealCount, distribution.Won, distribution.Mean));
        Assert.Equal((Some.Eur(70), Some.Eur(100), Some.Eur(170)), (distribution.P10, distribution.P50, distribution.P90));
        Assert.Equal((Some.Eur(10), Some.Eur(0), Some.Eur(0)), (distribution.Resolution, distribution.RoundingBound, distribution.RoundingDeviation));
        Assert.Equal([1, 0.6, 0.5, 0.1, 0], new[] { 70m, 100, 170, 200, 201 }.Select(q => Math.Round(distribution.ChanceToReach(Some.Eur(q)), 12)));
        Assert.Equal(0, distribution.ErrorOfChance(Some.Eur(100)));
        Assert.Throws<ArgumentOutOfRangeException>(() => distribution.Quantile(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => distribution.Quantile(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => distribution.Quantile(double.NaN));

        ForecastDistribution drawn = ForecastDistribution.Of(outlook, Drawn);
        Assert.Equal((2, Some.Eur(10), Some.Eur(0)), (drawn.DealCount, drawn.Resolution, drawn.RoundingBound));
        double chance = drawn.ChanceToReach(Some.Eur(170));
        Assert.Equal(0.5, chance, 0.05);
        Assert.Equal(Math.Sqrt(chance * (1 - chance) / 2048), drawn.ErrorOfChance(Some.Eur(170)), 1e-12);
    }

    [Fact]
    public void Rounding_to_the_grid_is_told_in_money()
    {
        ForecastDistribution distribution = ForecastDistribution.Of(Outlooks.Of(0, (0.01m, 0.25), (10_000.03m, 0.75)), Exact with { Cells = 1024 });
        Assert.Equal((Some.Eur(9.77m), Some.Eur(7500.02m)), (distribution.Resolution, distribution.Mean));
        Assert.Equal(3.35m, distribution.RoundingBound.Amount);
        Assert.Equal(Math.Sqrt(0.1875 * (1 + (445 * 445))) / 100, (double)distribution.RoundingDeviation.Amount, 1e-6);
    }

    [Fact]
    public void Leverage_tells_of_sure_and_impossible_deals_and_not_of_expected_ones()
    {
        PeriodOutlook outlook = Outlooks.Of(50, (20, 1), (70, 0), (0, 0.5), (100, 0.5), (30, 0.5));
        outlook = outlook with { Deals = [.. outlook.Deals.Take(4), outlook.Deals[4] with { IsExpected = true }, outlook.Deals[0] with { IsExpected = true }] };
        IReadOnlyList<DealLeverage> deals = ForecastDistribution.Of(outlook).Leverage(Some.Eur(120));
        // Totals: 50 + 20 + 20, and 100 or 30 more: 90, 120, 190, 220.
        Assert.Equal(["Deal 4", "Deal 2", "Deal 1"], deals.Select(d => d.Deal.Name));
        Assert.Equal([(1.0, 0.5), (1.0, 0.75), (0.75, 0.5)], deals.Select(d => (Math.Round(d.IfWon, 9), Math.Round(d.IfLost, 9))));
    }

    [Fact]
    public void A_deal_of_no_amount_matters_to_no_quota_and_what_is_won_for_certain_is_in_every_total()
    {
        DealLeverage sure = ForecastDistribution.Of(Outlooks.Of(50, (0, 1), (20, 1), (0, 0), (0, 0.5))).Leverage(Some.Eur(80)).Single();
        Assert.Equal(("Deal 2", 0.0, 0.0), (sure.Deal.Name, sure.IfWon, sure.IfLost));
    }

    [Fact]
    public void What_is_drawn_is_not_rounded_to_as_many_cells()
    {
        ForecastDistribution drawn = ForecastDistribution.Of(Outlooks.Of(0, (0.01m, 0.25), (10_000.03m, 0.75)), Drawn with { Cells = 1024 });
        Assert.Equal((Some.Eur(0.01m), Some.Eur(0)), (drawn.Resolution, drawn.RoundingBound));
    }

    [Fact]
    public void Of_deals_that_matter_as_much_the_larger_comes_first_then_the_one_of_the_lower_id()
    {
        PeriodOutlook outlook = Outlooks.Of(0, (100, 0.5), (100, 0.5), (200, 0.5), (10, 0.5));
        IReadOnlyList<DealLeverage> deals = ForecastDistribution.Of(outlook).Leverage(Some.Eur(1), 3);
        Assert.Equal(["Deal 3", "Deal 1", "Deal 2"], deals.Select(d => d.Deal.Name));
        Assert.Equal(10, ForecastDistribution.Of(Outlooks.Many(12, 1)).Leverage(Some.Eur(1)).Count);
    }

    [Fact]
    public void A_correlation_rests_on_four_periods_of_two_uncertain_deals()
    {
        PastChance[] two = [new(0.5, true), new(0.4, false)];
        PastChance[] one = [new(0.5, true), new(1, true), new(0, false)];
        Refusal refusal = CorrelationEstimate.From([two, two, two, one]).Refusals.Single();
        Assert.Equal(new Refusal("forecast.no-past-periods", ("periods", 3), ("deals", 6), ("least", 4)), refusal);
        CorrelationEstimate estimate = CorrelationEstimate.From([two, two, two, [.. one, .. two]]).Estimate!;
        Assert.Equal((4, 9, false), (estimate.Periods, estimate.Deals, estimate.IsTrustworthy));
        Assert.Equal((7, false), CorrelationEstimate.From(Enumerable.Repeat(two, 7)).Estimate is { } seven ? (seven.Periods, seven.IsTrustworthy) : default);
        Assert.True(CorrelationEstimate.From(Enumerable.Repeat(two, 8)).Estimate!.IsTrustworthy);
    }

    /// <summary>Seven periods of which each wins just half of its deals outweigh one that wins both of its two.</summary>
    [Fact]
    public void Deals_of_which_half_are_won_each_time_are_not_correlated()
    {
        PastChance[] half = [.. Enumerable.Range(0, 20).Select(i => new PastChance(0.5, i % 2 == 0))];
        CorrelationEstimate estimate = CorrelationEstimate.From([.. Enumerable.Repeat(half, 7), [new(0.5, true), new(0.5, true)]]).Estimate!;
        Assert.Equal((0, 0), (estimate.Value, estimate.Low));
        Assert.InRange(estimate.High, 0, 0.1);
    }

    /// <summary>Half of the periods win all and half lose all: together as much as can be told.</summary>
    [Fact]
    public void Deals_that_always_win_and_lose_together_are_as_correlated_as_it_goes()
    {
        PastChance[][] periods = [.. Enumerable.Range(0, 8).Select(i => Enumerable.Repeat(new PastChance(0.5, i % 2 == 0), 30).ToArray())];
        CorrelationEstimate estimate = CorrelationEstimate.From(periods).Estimate!;
        Assert.Equal((0.5, 0.5), (estimate.Value, estimate.High));
        Assert.InRange(estimate.Low, 0.2, 0.495);
    }
}
