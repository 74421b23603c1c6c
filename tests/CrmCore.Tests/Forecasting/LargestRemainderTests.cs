using CrmCore.Forecasting;
using CrmCore.Tests.Support;
using FsCheck;

namespace CrmCore.Tests.Forecasting;

public class LargestRemainderTests
{
    [Fact]
    public void The_units_left_over_go_to_the_largest_remainders()
    {
        Assert.Equal([33.34m, 33.33m, 33.33m], LargestRemainder.Divide(Some.Eur(100), 1, 1, 1).Select(m => m.Amount));
        Assert.Equal([0.01m, 0m], LargestRemainder.Divide(Some.Eur(0.01m), 50, 50).Select(m => m.Amount));
        Assert.Equal([67m, 33m], LargestRemainder.Divide(new(100, new("JPY")), 2, 1).Select(m => m.Amount));
        Assert.Equal([-33.33m, -66.67m], LargestRemainder.Divide(Some.Eur(-100), 1, 2).Select(m => m.Amount));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Divide(Some.Eur(1), 0, 0));
    }

    [Fact]
    public void What_lies_below_the_smallest_unit_stays_with_the_first_of_the_greatest_weights()
    {
        Assert.Equal([1.0m, 2.005m, 1.0m], LargestRemainder.Divide(Some.Eur(4.005m), 1, 2, 1).Select(m => m.Amount));
        Assert.Equal([2.005m, 2m], LargestRemainder.Divide(Some.Eur(4.005m), 1, 1).Select(m => m.Amount));
        Assert.Equal([0m, 0m, -0.005m], LargestRemainder.Divide(Some.Eur(-0.005m), 1, 1, 2).Select(m => m.Amount));
    }

    [Fact]
    public void Parts_are_rounded_to_the_unit_that_is_asked_for()
    {
        Money[] parts = [Some.Eur(1.4m), Some.Eur(1.4m), Some.Eur(1.3m)];
        Assert.Equal([2m, 1m, 1m], LargestRemainder.Round(parts, 1).Select(m => m.Amount));
        Assert.Equal([1.5m, 1.5m, 1m], LargestRemainder.Round(parts, 0.5m).Select(m => m.Amount));
        Assert.Equal([1.4m, 1.4m, 1.3m], LargestRemainder.Round(parts).Select(m => m.Amount));
        Assert.Equal([0m, 2m, 0m], LargestRemainder.Round([Some.Eur(0.4m), Some.Eur(1.5m), Some.Eur(0.1m)], 1).Select(m => m.Amount));
        Assert.Empty(LargestRemainder.Round([]));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Round(parts, 0));
        Assert.Throws<ArgumentNullException>(() => LargestRemainder.Divide(Some.Eur(1), null!));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Divide(Some.Eur(1)));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Divide(Some.Eur(1), 1, -1));
    }

    [Fact]
    public void A_small_part_with_a_large_remainder_comes_before_a_large_part_with_a_small_one() =>
        Assert.Equal([0.06m, 0.04m], LargestRemainder.Divide(Some.Eur(0.10m), 64, 36).Select(m => m.Amount));

    /// <summary>A sixth is rounded up in its 28th decimal, which of 7.2 x 10^28 cents makes whole cents too many.</summary>
    [Fact]
    public void Parts_of_an_amount_as_large_as_a_decimal_holds_add_up_too()
    {
        const decimal Sixth = 120_000_000_000_000_000_000_000_000m;
        Assert.Equal(
            [Sixth + 0.01m, Sixth + 0.01m, Sixth + 0.01m, Sixth, Sixth, Sixth],
            LargestRemainder.Divide(Some.Eur((6 * Sixth) + 0.03m), 1, 1, 1, 1, 1, 1).Select(m => m.Amount));
    }

    [Law]
    public void Parts_add_up_and_are_within_a_unit_of_their_share(Money amount, NonEmptyArray<byte> weights)
    {
        decimal[] w = [.. weights.Get.Select(b => (decimal)b), 1];
        IReadOnlyList<Money> parts = LargestRemainder.Divide(amount, w);
        Assert.Equal(amount, Money.Sum(parts, amount.Currency));
        decimal unit = (decimal)Math.Pow(10, -amount.Currency.MinorUnitDigits);
        Assert.All(parts.Zip(w), p => Assert.InRange(Math.Abs(p.First.Amount - (amount.Amount * p.Second / w.Sum())), 0, 2 * unit));
    }

    [Law]
    public void Rounded_parts_add_up_to_the_rounded_sum(Money[] amounts)
    {
        Money[] parts = [.. amounts.Select(a => new Money(a.Amount, Currency.Eur))];
        IReadOnlyList<Money> rounded = LargestRemainder.Round(parts);
        Assert.Equal(Money.Sum(parts, Currency.Eur).Round(), Money.Sum(rounded, Currency.Eur));
        Assert.All(rounded.Zip(parts), p => Assert.InRange(Math.Abs(p.First.Amount - p.Second.Amount), 0, 0.01m));
    }
}
