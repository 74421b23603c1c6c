using CrmCore.Forecasting;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;
using FsCheck;

namespace CrmCore.Tests.Forecasting;

public class SalesCycleTests
{
    [Fact]
    public void Median_and_quantiles()
    {
        SalesCycle cycle = new([30, 10, 20, 40]);
        Assert.Equal((4, 25.0, 25.0), (cycle.Count, cycle.Mean, cycle.Median));
        Assert.Equal([10.0, 17.5, 40.0], ((double[])[0, 0.25, 1]).Select(cycle.Quantile));
        Assert.True(cycle.IsSmall);
        Assert.False(new SalesCycle(Enumerable.Range(0, SmallGroups.Threshold).Select(d => (double)d)).IsSmall);
        Assert.Equal((0, null, null), (new SalesCycle([]).Count, new SalesCycle([]).Mean, new SalesCycle([]).Median));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SalesCycle([-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SalesCycle([double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SalesCycle([double.PositiveInfinity]));
    }

    [Fact]
    public void Days_count_from_creation_or_from_a_stage_that_was_entered_or_passed_over()
    {
        var deals = ((CrmCore.Opportunities.Opportunity[])[Some.ClosedDeal(1, StageKind.Won, day: 10), Some.ClosedDeal(2, StageKind.Lost, day: 20), Some.Deal(3)]).Select(d => d.ToSnapshot()).ToArray();
        Assert.Equal(10, SalesCycle.Of(deals).Median);
        Assert.Equal(20, SalesCycle.Of(deals, StageKind.Lost).Median);
        Assert.Equal(1, SalesCycle.Of(deals, from: "quotation").Median);
        Assert.Equal(0, SalesCycle.Of([Some.ClosedDeal(4, StageKind.Won, furthest: "quotation").ToSnapshot()], from: "evaluation").Count);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(double.NaN, 5)]
    [InlineData(5, double.PositiveInfinity)]
    public void Each_length_is_finite_and_not_negative(double first, double second) =>
        Assert.Equal("days", Assert.Throws<ArgumentOutOfRangeException>(() => new SalesCycle([first, second])).ParamName);

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_share_lies_between_0_and_1(double share)
    {
        Assert.Equal("share", Assert.Throws<ArgumentOutOfRangeException>(() => new SalesCycle([1, 2]).Quantile(share)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SalesCycle([]).Quantile(share));
    }

    [Fact]
    public void Cycles_are_the_same_where_their_lengths_are()
    {
        SalesCycle cycle = new([1, 2]);
        Assert.True(cycle.Equals(new([2, 1])));
        Assert.False(cycle.Equals(new([1, 3])));
        Assert.False(cycle.Equals(null));
        Assert.Equal(cycle.GetHashCode(), new SalesCycle([2, 1]).GetHashCode());
    }

    [Fact]
    public void A_deal_that_is_closed_as_it_enters_the_stage_took_no_time() =>
        Assert.Equal(0, SalesCycle.Of([Some.ClosedDeal(1, StageKind.Won, day: 1).ToSnapshot() with { Closing = new(StageKind.Won, Some.Start, "inquiry", null, null) }]).Median);

    [Law]
    public void Quantiles_rise_and_stay_within_what_was_seen(NonNegativeInt[] lengths, NormalFloat a, NormalFloat b)
    {
        SalesCycle cycle = new(lengths.Select(l => (double)l.Get));
        double low = Math.Min(Share(a), Share(b));
        double high = Math.Max(Share(a), Share(b));
        Assert.True(lengths.Length == 0 ? cycle.Quantile(low) is null : cycle.Quantile(low) <= cycle.Quantile(high) + 1e-9);
        Assert.True(lengths.Length == 0 || (cycle.Quantile(0) == lengths.Min(l => l.Get) && cycle.Quantile(1) == lengths.Max(l => l.Get)));

        static double Share(NormalFloat value) => Math.Abs(value.Get) % 1;
    }
}
