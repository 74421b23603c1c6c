using System.Text.Json;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

public class MoneyTests
{
    [Law]
    public void Addition_is_commutative_and_associative_with_zero_as_its_neutral_element(int a, int b, int c, Currency currency)
    {
        (Money x, Money y, Money z) = (new(a / 100m, currency), new(b / 1000m, currency), new(c, currency));
        Assert.Equal(x + y, y + x);
        Assert.Equal((x + y) + z, x + (y + z));
        Assert.Equal(x, x + Money.Zero(currency));
        Assert.Equal(x, (x + y) - y);
        Assert.Equal(Money.Zero(currency), x + (-x));
    }

    [Law]
    public void A_sum_is_the_repeated_addition_in_any_order(int[] amounts, Currency currency)
    {
        Money[] all = [.. amounts.Select(a => new Money(a / 100m, currency))];
        Assert.Equal(new Money(amounts.Sum(a => a / 100m), currency), Money.Sum(all, currency));
        Assert.Equal(Money.Sum(all, currency), Money.Sum(all.Reverse(), currency));
    }

    [Law]
    public void Currencies_are_never_mixed(Money left, Money right)
    {
        if (left.Currency == right.Currency)
        {
            Assert.Equal(left.Amount < right.Amount, left < right);
            Assert.Equal(left.Amount >= right.Amount, left >= right);
            return;
        }

        Assert.Throws<ArgumentException>(() => left + right);
        Assert.Throws<ArgumentException>(() => left - right);
        Assert.Throws<ArgumentException>(() => left < right);
        Assert.Throws<ArgumentException>(() => left.CompareTo(right));
        Assert.Throws<ArgumentException>(() => Money.Sum([left], right.Currency));
        Assert.NotEqual(left, right);
    }

    [Fact]
    public void Money_needs_a_currency()
    {
        Assert.Throws<ArgumentException>(() => new Money(1, default));
        Assert.Throws<ArgumentException>(() => Money.Zero(default));
        Assert.Throws<ArgumentException>(() => default(Money) + default(Money));
    }

    [Theory]
    [InlineData("EUR", "2.345", "2.34")]
    [InlineData("EUR", "2.355", "2.36")]
    [InlineData("EUR", "-2.345", "-2.34")]
    [InlineData("JPY", "2.5", "2")]
    [InlineData("JPY", "3.5", "4")]
    [InlineData("KWD", "1.0005", "1.000")]
    [InlineData("KWD", "1.0015", "1.002")]
    [InlineData("CLF", "1.00005", "1.0000")]
    [InlineData("XYZ", "1.005", "1.00")]
    public void Rounding_is_half_to_even_at_the_smallest_unit(string currency, string amount, string rounded)
    {
        decimal exact = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        decimal expected = decimal.Parse(rounded, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(new Money(expected, new(currency)), new Money(exact, new(currency)).Round());
    }

    [Law]
    public void Rounding_twice_is_rounding_once_and_moves_by_half_a_unit_at_most(Money money)
    {
        Money rounded = money.Round();
        decimal unit = 1m;
        for (int i = 0; i < money.Currency.MinorUnitDigits; i++)
        {
            unit /= 10;
        }

        Assert.Equal(rounded, rounded.Round());
        Assert.True(Math.Abs(rounded.Amount - money.Amount) <= unit / 2);
        Assert.Equal(0, rounded.Amount % unit);
    }

    [Law]
    public void Money_round_trips_through_json(Money money)
    {
        Money again = JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(money));
        Assert.Equal(money, again);
        Assert.Equal(money.ToString(), again.ToString());
    }

    [Fact]
    public void Its_text_depends_on_no_culture() => Assert.Equal("EUR 1250.50", new Money(1250.50m, Currency.Eur).ToString());
}
