using System.Globalization;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>
/// An amount of one currency. Amounts of two currencies are never added, subtracted or compared: that throws, because no exchange rate
/// was named. Arithmetic is exact decimal; rounding happens only where <see cref="Round"/> is called.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>An amount, which may be negative.</summary>
    /// <exception cref="ArgumentException"><paramref name="currency"/> is <c>default</c>.</exception>
    [JsonConstructor]
    public Money(decimal amount, Currency currency)
    {
        if (currency == default)
        {
            throw new ArgumentException("Money needs a currency.", nameof(currency));
        }

        Amount = amount;
        Currency = currency;
    }

    /// <summary>The amount in units of <see cref="Currency"/> (12.50 is twelve and a half).</summary>
    public decimal Amount { get; }

    /// <summary>The currency; <c>default</c> only in <c>default(Money)</c>.</summary>
    public Currency Currency { get; }

    /// <summary>Nothing of a currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>The sum of amounts that all have the currency given; zero of it for no amounts.</summary>
    /// <exception cref="ArgumentException">One of them has another currency.</exception>
    public static Money Sum(IEnumerable<Money> amounts, Currency currency)
    {
        Guard.Against.Null(amounts);
        Money total = Zero(currency);
        foreach (Money amount in amounts)
        {
            total += amount;
        }

        return total;
    }

    /// <summary>The sum.</summary>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount, SameCurrency(left, right));

    /// <summary>The difference.</summary>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount, SameCurrency(left, right));

    /// <summary>The amount with its sign turned.</summary>
    public static Money operator -(Money value) => new(-value.Amount, value.Currency);

    /// <summary>The amount times a factor, not rounded.</summary>
    public static Money operator *(Money value, decimal factor) => new(value.Amount * factor, value.Currency);

    /// <summary>The amount times a factor, not rounded.</summary>
    public static Money operator *(decimal factor, Money value) => value * factor;

    /// <summary>Whether the left amount is less.</summary>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left amount is greater.</summary>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left amount is less or equal.</summary>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left amount is greater or equal.</summary>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Compares amounts of one currency.</summary>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    public int CompareTo(Money other)
    {
        _ = SameCurrency(this, other);
        return Amount.CompareTo(other.Amount);
    }

    /// <summary>The amount rounded half to even to the currency's smallest unit.</summary>
    public Money Round() => new(decimal.Round(Amount, Currency.MinorUnitDigits, MidpointRounding.ToEven), Currency);

    /// <summary>The currency's code and the amount, independent of any culture: <c>EUR 1250.50</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Currency} {Amount}");

    private static Currency SameCurrency(Money left, Money right) =>
        left.Currency == right.Currency
            ? left.Currency
            : throw new ArgumentException($"{left} and {right} have different currencies; convert one of them first.");
}
