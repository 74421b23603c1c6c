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
}
