using CrmCore.Forecasting;
using CrmCore.Forecasting.Distributions;
using CrmCore.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Forecasting.Distributions;

public class DistributionLaws
{
    private static readonly DistributionOptions Exact = new() { Method = DistributionMethod.Exact, Cells = 1024 };

    [Law]
    public Property The_exact_distribution_is_that_of_all_cases() => Prop.ForAll(Outlooks.Few.ToArbitrary(), outlook =>
    {
        // Amounts of up to 45,000.00 on 65,536 points: the rounding bound is part of the law.
        ForecastDistribution distribution = ForecastDistribution.Of(outlook, Exact);
        SortedDictionary<decimal, double> cases = Outlooks.Cases(outlook);
        foreach (decimal total in cases.Keys)
        {
            Money bound = distribution.RoundingBound;
            double least = cases.Where(c => c.Key >= total + bound.Amount).Sum(c => c.Value);
            double most = cases.Where(c => c.Key >= total - bound.Amount).Sum(c => c.Value);
            Assert.InRange(distribution.ChanceToReach(Some.Eur(total)), least - 1e-9, most + 1e-9);
        }
    });

    [Law]
    public Property The_mean_is_the_sum_of_chance_times_amount() => Prop.ForAll(Outlooks.Few.ToArbitrary(), outlook =>
    {
        decimal expected = outlook.Won.Amount + outlook.Deals.Sum(d => d.Amount.Amount * (decimal)d.Chance);
        Assert.Equal(expected, outlook.Mean.Amount);
        Assert.InRange(Math.Abs(ForecastDistribution.Of(outlook, Exact).Mean.Amount - expected), 0, 0.02m);
    });

    [Law]
    public Property Quantiles_are_monotone_and_more_quota_never_raises_the_chance() => Prop.ForAll(Outlooks.Few.ToArbitrary(), outlook =>
    {
        foreach (DistributionOptions options in (DistributionOptions[])[Exact, Exact with { Correlation = 0.3 }, new() { Method = DistributionMethod.Simulated, Draws = 1000 }])
        {
            ForecastDistribution distribution = ForecastDistribution.Of(outlook, options);
            Money[] quantiles = [.. Enumerable.Range(1, 19).Select(i => distribution.Quantile(i / 20.0))];
            Assert.Equal(quantiles.Order(), quantiles);
            double[] chances = [.. Enumerable.Range(0, 40).Select(i => distribution.ChanceToReach(Some.Eur(i * 1000)))];
            Assert.Equal(chances.OrderDescending(), chances);
            Assert.True(distribution.P10 >= distribution.Won - distribution.RoundingBound);
            Assert.All(chances, c => Assert.InRange(c, 0, 1));
        }
    });

    [Law]
    public Property The_order_of_the_deals_changes_nothing() => Prop.ForAll(Outlooks.Few.ToArbitrary(), ArbMap.Default.ArbFor<int>(), (outlook, seed) =>
    {
        PeriodDeal[] shuffled = [.. outlook.Deals];
        new System.Random(seed).Shuffle(shuffled);
        ForecastDistribution a = ForecastDistribution.Of(outlook, Exact);
        ForecastDistribution b = ForecastDistribution.Of(outlook with { Deals = shuffled }, Exact);
        Assert.Equal((a.Mean, a.P10, a.P50, a.P90), (b.Mean, b.P10, b.P50, b.P90));
    });

    [Law]
    public Property A_deal_at_0_is_as_if_it_were_not_and_at_1_as_if_it_were_won() => Prop.ForAll(Outlooks.Few.ToArbitrary(), outlook =>
    {
        PeriodDeal deal = new(OpportunityId.From(Some.Guid(99)), "D", Some.Eur(1234.56m), 0);
        ForecastDistribution none = ForecastDistribution.Of(outlook with { Deals = [.. outlook.Deals, deal] }, Exact);
        ForecastDistribution sure = ForecastDistribution.Of(outlook with { Deals = [.. outlook.Deals, deal with { Chance = 1 }] }, Exact);
        AssertSame(ForecastDistribution.Of(outlook, Exact), none);
        AssertSame(ForecastDistribution.Of(outlook with { Won = outlook.Won + deal.Amount }, Exact), sure);
    });

    [Law]
    public Property Leverage_is_the_chance_with_the_deal_won_and_lost() => Prop.ForAll(Outlooks.Few.ToArbitrary(), Gen.Choose(0, 40_000).ToArbitrary(), (outlook, quota) =>
    {
        // Amounts in hundreds keep every grid exact.
        PeriodOutlook round = outlook with { Won = Some.Eur(0), Deals = [.. outlook.Deals.Select(d => d with { Amount = Some.Eur(Math.Ceiling(d.Amount.Amount / 100) * 100) })] };
        foreach (double correlation in (double[])[0, 0.2])
        {
            foreach (DealLeverage leverage in ForecastDistribution.Of(round, Exact with { Correlation = correlation }).Leverage(Some.Eur(quota)).Where(_ => correlation == 0))
            {
                PeriodDeal[] others = [.. round.Deals.Where(d => d.Id != leverage.Deal.Id)];
                Assert.Equal(Reach(others, quota - leverage.Deal.Amount.Amount), leverage.IfWon, 1e-9);
                Assert.Equal(Reach(others, quota), leverage.IfLost, 1e-9);
                Assert.InRange(leverage.IfSlipped, leverage.IfLost - 1e-12, leverage.IfWon + 1e-12);
            }

            Assert.All(ForecastDistribution.Of(round, Exact with { Correlation = correlation }).Leverage(Some.Eur(quota)), l => Assert.True(l.Swing >= -1e-9));
        }

        static double Reach(PeriodDeal[] deals, decimal quota) => Outlooks.Cases(new(Outlooks.Quarter, Some.Start, Some.Eur(0), deals)).Where(c => c.Key >= quota).Sum(c => c.Value);
    });

    private static void AssertSame(ForecastDistribution expected, ForecastDistribution actual) =>
        Assert.Equal((expected.Mean, expected.P10, expected.P50, expected.P90, expected.ChanceToReach(Some.Eur(5000))), (actual.Mean, actual.P10, actual.P50, actual.P90, actual.ChanceToReach(Some.Eur(5000))));
}
