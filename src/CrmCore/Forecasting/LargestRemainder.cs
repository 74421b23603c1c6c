namespace CrmCore.Forecasting;

/// <summary>
/// Divides money so that the parts add up to the whole (the method of Hamilton): each part gets its whole smallest units, the units left over go to the
/// largest remainders, of equal ones to the earlier. Pure, thread-safe.
/// </summary>
public static class LargestRemainder
{
    /// <summary>Divides an amount by weights. What lies below the smallest unit stays with the greatest weight, so that nothing is lost.</summary>
    /// <param name="amount">The amount; may be negative.</param>
    /// <param name="weights">The weights, not negative, one at least above 0.</param>
    /// <returns>One part a weight, in their order; they add up to the amount exactly.</returns>
    /// <exception cref="ArgumentException">A weight is negative, or all are 0.</exception>
    public static IReadOnlyList<Money> Divide(Money amount, params IReadOnlyList<decimal> weights)
    {
        Guard.Against.NullOrEmpty(weights);
        decimal sum = 0;
        int greatest = 0;
        for (int i = 0; i < weights.Count; i++)
        {
            sum += Guard.Against.Negative(weights[i], nameof(weights));
            greatest = weights[i] > weights[greatest] ? i : greatest;
        }

        if (sum == 0)
        {
            throw new ArgumentException("One weight at least is above 0.", nameof(weights));
        }

        decimal unit = UnitOf(amount.Currency);
        decimal units = decimal.Truncate(amount.Amount / unit);
        decimal[] parts = Whole(units, i => units * (weights[i] / sum), weights.Count);
        parts[greatest] += (amount.Amount / unit) - units;
        return [.. parts.Select(p => new Money(p * unit, amount.Currency))];
    }

    /// <summary>Rounds parts to the smallest unit so that they add up to their rounded sum.</summary>
    /// <param name="parts">The parts, all of one currency.</param>
    /// <param name="unit">The unit to round to; null means the currency's smallest.</param>
    /// <exception cref="ArgumentException">The currencies differ, or the unit is not above 0.</exception>
    public static IReadOnlyList<Money> Round(IReadOnlyList<Money> parts, decimal? unit = null)
    {
        if (Guard.Against.Null(parts).Count == 0)
        {
            return [];
        }

        Currency currency = parts[0].Currency;
        decimal size = Guard.Against.NegativeOrZero(unit ?? UnitOf(currency), nameof(unit));
        decimal units = decimal.Round(Money.Sum(parts, currency).Amount / size, MidpointRounding.ToEven);
        return [.. Whole(units, i => parts[i].Amount / size, parts.Count).Select(p => new Money(p * size, currency))];
    }

    internal static decimal UnitOf(Currency currency) => new(1, 0, 0, false, (byte)currency.MinorUnitDigits);

    /// <summary>Whole numbers near the ideal ones that add up to a whole number.</summary>
    private static decimal[] Whole(decimal total, Func<int, decimal> ideal, int count)
    {
        decimal[] whole = new decimal[count];
        (decimal Remainder, int Index)[] remainders = new (decimal, int)[count];
        decimal left = total;
        for (int i = 0; i < count; i++)
        {
            decimal exact = ideal(i);
            whole[i] = decimal.Floor(exact);
            remainders[i] = (exact - whole[i], i);
            left -= whole[i];
        }

        Array.Sort(remainders, static (a, b) => b.Remainder.CompareTo(a.Remainder) is not 0 and int by ? by : a.Index.CompareTo(b.Index));
        for (int i = 0; left > 0; i = (i + 1) % count, left--)
        {
            whole[remainders[i].Index]++;
        }

        // Only where quotients were rounded up in their last digit.
        for (int i = count - 1; left < 0; i = (i + count - 1) % count, left++)
        {
            whole[remainders[i].Index]--;
        }

        return whole;
    }
}
