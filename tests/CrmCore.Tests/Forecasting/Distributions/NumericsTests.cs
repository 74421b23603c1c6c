using CrmCore.Forecasting.Distributions;

namespace CrmCore.Tests.Forecasting.Distributions;

/// <summary>The parts that distributions are worked out with, each held against the slow way.</summary>
public class NumericsTests
{
    private static readonly decimal[] Amounts = [4, 1, 7, 2, 3];
    private static readonly double[] Chances = [0.3, 0.9, 0.5, 0.05, 0.7];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(3, 5)]
    [InlineData(13, 96)]
    [InlineData(200, 96)]
    [InlineData(97, 97)]
    [InlineData(97, 200)]
    [InlineData(128, 129)]
    [InlineData(129, 129)]
    [InlineData(300, 1000)]
    public void A_product_of_polynomials_is_what_multiplying_each_with_each_gives(int first, int second)
    {
        Random random = new(first + second);
        double[] a = [.. Enumerable.Range(0, first).Select(_ => random.NextDouble())];
        double[] b = [.. Enumerable.Range(0, second).Select(_ => random.NextDouble())];
        double[] expected = new double[first + second - 1];
        for (int i = 0; i < first; i++)
        {
            for (int j = 0; j < second; j++)
            {
                expected[i + j] += a[i] * b[j];
            }
        }

        double[] product = Fourier.Convolve(a, b);
        Assert.Equal(expected.Length, product.Length);
        Assert.All(expected.Zip(product), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        Assert.All(product, p => Assert.True(p >= 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(60)]
    [InlineData(400)]
    public void A_sum_of_deals_is_what_adding_one_after_the_other_gives(int count)
    {
        Random random = new(count);
        long[] cells = [.. Enumerable.Range(0, count).Select(i => i % 7 == 3 ? 0L : random.Next(1, 12))];
        double[] chances = [.. Enumerable.Range(0, count).Select(i => (i % 11) switch { 4 => 0, 6 => 1, _ => random.NextDouble() })];
        double[] expected = [1];
        for (int i = 0; i < count; i++)
        {
            double[] next = new double[expected.Length + cells[i]];
            for (int at = 0; at < expected.Length; at++)
            {
                next[at] += expected[at] * (1 - chances[i]);
                next[at + cells[i]] += expected[at] * chances[i];
            }

            expected = next;
        }

        GridSum sum = GridSum.Of(cells, chances);
        Assert.Equal(1, sum.Weights.Sum(), 1e-13);
        Assert.All(Enumerable.Range(0, expected.Length), point =>
        {
            long at = point - sum.Offset;
            Assert.Equal(expected[point], at >= 0 && at < sum.Weights.Length ? sum.Weights[at] : 0, 1e-13);
        });
        Assert.True(sum.Offset >= cells.Where((_, i) => chances[i] == 1).Sum() || count > 24);
    }

    [Fact]
    public void Totals_too_unlikely_to_matter_take_no_room()
    {
        long[] cells = [.. Enumerable.Repeat(1L, 4000)];
        GridSum half = GridSum.Of(cells, [.. Enumerable.Repeat(0.5, 4000)]);
        Assert.InRange(half.Offset, 1500, 1800);
        Assert.InRange(half.Weights.Length, 400, 1000);
        Assert.Equal(2000, half.Offset + (half.Weights.Length / 2.0), 2.0);
        Assert.True(half.Weights[0] > 1e-19 && half.Weights[^1] > 1e-19);
    }

    [Fact]
    public void Certain_deals_move_all_others_along()
    {
        GridSum sum = GridSum.Of([3, 5, 2, 0], [1, 0.25, 0, 0.5]);
        Assert.Equal(3, sum.Offset);
        Assert.Equal([0.75, 0, 0, 0, 0, 0.25], sum.Weights);
    }

    [Fact]
    public void A_grid_whose_step_divides_all_amounts_moves_none()
    {
        MoneyGrid grid = new([500, 1500, 2500], [0.5, 0.5, 0.5], 1024);
        Assert.Equal((500, 0.0, 0.0, 0.0), (grid.Step, grid.Shift, grid.Bound, grid.Deviation));
        Assert.Equal([1L, 3, 5], grid.Cells);
    }

    [Fact]
    public void A_coarser_grid_tells_how_far_it_moves_amounts()
    {
        MoneyGrid grid = new([1, 1_000_003], [0.25, 0.75], 1024);
        Assert.Equal(977, grid.Step);
        Assert.Equal([0L, 1024], grid.Cells);
        Assert.Equal((0.25 * 1) - (0.75 * 445), grid.Shift, 1e-9);
        Assert.Equal(0.75 + (0.75 * 445), grid.Bound, 1e-9);
        Assert.Equal(Math.Sqrt((0.1875 * 1) + (0.1875 * 445 * 445)), grid.Deviation, 1e-9);
    }

    /// <summary>10,000 deals of 1,001 and 1,003 at 1%: the range is 20 standard deviations and twice the greatest, not the sum of all.</summary>
    [Fact]
    public void A_grid_is_as_wide_as_totals_are_likely()
    {
        decimal[] amounts = [.. Enumerable.Range(0, 10_000).Select(i => i % 2 == 0 ? 1001m : 1003m)];
        double range = (20 * Math.Sqrt(0.0099 * 5000 * ((1001.0 * 1001) + (1003.0 * 1003)))) + 2006;
        Assert.Equal(197, (long)Math.Ceiling(range / 1024));
        Assert.Equal(197, new MoneyGrid(amounts, [.. Enumerable.Repeat(0.01, 10_000)], 1024).Step);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void What_a_deal_decides_is_told_by_taking_it_out_again(double correlation)
    {
        MoneyGrid grid = new(Amounts, Chances, 1024);
        GridTotals totals = new(10, grid, Chances, correlation);
        for (int deal = 0; deal < Amounts.Length; deal++)
        {
            for (decimal quota = 9; quota <= 28; quota++)
            {
                (double won, double lost) = totals.Given(deal, quota);
                Assert.Equal(Chance(correlation, quota - 10, deal, true), won, 1e-9);
                Assert.Equal(Chance(correlation, quota - 10, deal, false), lost, 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void Totals_have_the_chance_of_all_their_cases(double correlation)
    {
        GridTotals totals = new(10, new(Amounts, Chances, 1024), Chances, correlation);
        for (decimal quota = 8; quota <= 28; quota += 0.5m)
        {
            Assert.Equal(Chance(correlation, quota - 10), totals.AtLeast(quota), 1e-9);
        }

        Assert.Equal(10 + 1.2 + 0.9 + 3.5 + 0.1 + 2.1, totals.Mean, 1e-6);
        foreach (double share in (double[])[0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999999])
        {
            decimal total = totals.Quantile(share);
            Assert.True(1 - totals.AtLeast(total + 1) >= share);
            Assert.True(total == 10 || 1 - totals.AtLeast(total) < share);
        }
    }

    [Fact]
    public void No_deals_come_to_what_there_is()
    {
        GridTotals totals = new(10, new([], [], 1024), [], 0);
        Assert.Equal((10.0, 10m, 10m, 1.0, 0.0), (totals.Mean, totals.Quantile(0.01), totals.Quantile(0.99), totals.AtLeast(10), totals.AtLeast(11)));
        SampledTotals drawn = new(10, [], [], 0, 1000, 1);
        Assert.Equal((10.0, 10m, 10m, 1.0, 0.0), (drawn.Mean, drawn.Quantile(0.01), drawn.Quantile(0.99), drawn.AtLeast(10), drawn.AtLeast(11)));
    }

    [Theory]
    [InlineData(1000, 1024)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 1280)]
    public void Draws_come_in_blocks(int asked, int drawn) => Assert.Equal(drawn, new SampledTotals(0, [1], [0.5], 0, asked, 1).Draws);

    [Fact]
    public void A_share_of_the_draws_is_counted()
    {
        SampledTotals totals = new(100, [8, 4, 2, 1], [0.5, 0.5, 0.5, 0.5], 0, 25_600, 3);
        Assert.Equal((1.0, 1.0, 0.0), (totals.AtLeast(99), totals.AtLeast(100), totals.AtLeast(116)));
        double[] tail = [.. Enumerable.Range(100, 16).Select(t => totals.AtLeast(t))];
        Assert.All(tail.Index(), t => Assert.Equal(1 - (t.Index / 16.0), t.Item, 0.016));
        Assert.Equal(100 + tail.Skip(1).Sum(), totals.Mean, 1e-9);
        Assert.Equal((100m, 115m), (totals.Quantile(1e-9), totals.Quantile(1 - 1e-9)));
        Assert.All(Enumerable.Range(1, 99), percent =>
        {
            decimal total = totals.Quantile(percent / 100.0);
            Assert.True(1 - totals.AtLeast(total + 1) >= percent / 100.0 && 1 - totals.AtLeast(total) < percent / 100.0);
        });
    }

    /// <summary>With 30 powers of two hardly two draws have the same total, so that one draw more or less is told.</summary>
    [Fact]
    public void A_quantile_is_the_least_draw_that_is_not_exceeded()
    {
        SampledTotals totals = new(0, [.. Enumerable.Range(0, 30).Select(i => 1L << i)], [.. Enumerable.Repeat(0.5, 30)], 0, 1024, 3);
        Assert.All((double[])[0.1, 0.25, 0.5, 0.9], share =>
        {
            decimal total = totals.Quantile(share);
            Assert.True(1 - totals.AtLeast(total + 1) >= share && 1 - totals.AtLeast(total) < share);
        });
    }

    [Fact]
    public void Certain_deals_are_in_every_draw_and_impossible_ones_in_none()
    {
        SampledTotals totals = new(0, [8, 4], [1, 0], 0, 1000, 5);
        Assert.Equal((8.0, 8m, 8m), (totals.Mean, totals.Quantile(0.001), totals.Quantile(0.999)));
    }

    [Theory]
    [InlineData(0, 1, 17)]
    [InlineData(0.4, 1, 17)]
    public void Correlated_draws_keep_each_deal_at_its_chance(double correlation, long seed, int amount)
    {
        SampledTotals totals = new(0, [amount], [0.3], correlation, 100_000, seed);
        Assert.Equal(0.3, totals.AtLeast(1), 0.006);
        Assert.Equal(totals.AtLeast(1), totals.AtLeast(amount));
        Assert.Equal(0, totals.AtLeast(amount + 1));
    }

    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(0.5, 1 / 3.0)]
    public void Two_deals_are_won_together_as_often_as_their_correlation_says(double correlation, double both)
    {
        SampledTotals totals = new(0, [1, 1], [0.5, 0.5], correlation, 100_000, 2);
        Assert.Equal(both, totals.AtLeast(2), 0.006);
    }

    [Theory]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-0.1, double.NegativeInfinity)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.0001, -3.719016485455709)]
    [InlineData(1e-20, -9.262340089798408)]
    public void Quantiles_of_the_normal_distribution(double chance, double x) => Assert.Equal(x, Normal.Quantile(chance), double.IsInfinity(x) ? 0 : 1e-9);

    [Theory]
    [InlineData(-39, 0)]
    [InlineData(39, 1)]
    [InlineData(4, 0.99996832875816688)]
    [InlineData(4.0000001, 0.99996832877155)]
    [InlineData(-4, 3.1671241833119924e-5)]
    [InlineData(2, 0.97724986805182079)]
    public void Chances_of_the_normal_distribution(double x, double chance) => Assert.Equal(chance, Normal.Cumulative(x), 1e-15);

    [Fact]
    public void An_interval_reaches_as_far_as_its_confidence()
    {
        Assert.Equal(1.959963984540054, Normal.Reach(0.95), 1e-9);
        Assert.Equal(0.67448975019608171, Normal.Reach(0.5), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Reach(0.49));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Reach(0.99995));
    }

    /// <summary>By all cases for each point of the common shock.</summary>
    private static double Chance(double correlation, decimal least, int deal = -1, bool won = false)
    {
        double hit = 0;
        double mass = 0;
        foreach ((double z, double weight) in OneFactor.Points(correlation))
        {
            double[] given = correlation == 0 ? Chances : [.. Chances.Select(c => OneFactor.Given(Normal.Quantile(c), z, correlation))];
            for (int set = 0; set < 1 << Amounts.Length; set++)
            {
                bool has = deal >= 0 && (set >> deal & 1) == 1;
                if (deal >= 0 && has != won)
                {
                    continue;
                }

                double chance = weight;
                decimal total = 0;
                for (int i = 0; i < Amounts.Length; i++)
                {
                    bool isWon = (set >> i & 1) == 1;
                    chance *= isWon ? given[i] : 1 - given[i];
                    total += isWon ? Amounts[i] : 0;
                }

                mass += chance;
                hit += total >= least ? chance : 0;
            }
        }

        return hit / mass;
    }
}
