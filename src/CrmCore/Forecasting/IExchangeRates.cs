namespace CrmCore.Forecasting;

/// <summary>Where a host keeps exchange rates. Implementations are thread-safe.</summary>
public interface IExchangeRates
{
    /// <summary>How many units of one currency a unit of another was worth on a day; null where that is not known. Never guesses.</summary>
    /// <param name="from">The currency to be converted.</param>
    /// <param name="to">The currency wanted.</param>
    /// <param name="on">The day.</param>
    decimal? Find(Currency from, Currency to, DateOnly on);
}

/// <summary>An exchange rate of a day.</summary>
/// <param name="From">One unit of this currency ...</param>
/// <param name="To">... was worth so many units of this one ...</param>
/// <param name="On">... on this day.</param>
/// <param name="Rate">How many, above 0.</param>
public sealed record ExchangeRate(Currency From, Currency To, DateOnly On, decimal Rate)
{
    /// <summary>How many units of <see cref="To"/> one unit of <see cref="From"/> was worth, above 0; no share.</summary>
    public decimal Rate { get; } = Rate > 0 ? Rate : throw new ArgumentOutOfRangeException(nameof(Rate), Rate, "An exchange rate is above 0.");
}

/// <summary>Exchange rates in memory. The rate of a day is the last one known on it or up to some days before; a rate is used the other way round where only that is known. Immutable, thread-safe.</summary>
public sealed class RatesTable : IExchangeRates
{
    private readonly Dictionary<(Currency From, Currency To), List<ExchangeRate>> _rates = [];
    private readonly int _maximumAgeDays;

    /// <summary>A table.</summary>
    /// <param name="rates">The rates, in any order.</param>
    /// <param name="maximumAgeDays">How old the rate of a day may be; the default of 7 bridges weekends and holidays.</param>
    public RatesTable(IEnumerable<ExchangeRate> rates, int maximumAgeDays = 7)
    {
        _maximumAgeDays = Guard.Against.Negative(maximumAgeDays);
        foreach (ExchangeRate rate in Guard.Against.Null(rates).OrderBy(r => r.On))
        {
            if (!_rates.TryGetValue((rate.From, rate.To), out List<ExchangeRate>? known))
            {
                _rates[(rate.From, rate.To)] = known = [];
            }

            known.Add(rate);
        }
    }

    /// <inheritdoc/>
    public decimal? Find(Currency from, Currency to, DateOnly on) =>
        from == to ? 1 : Known(from, to, on) ?? (Known(to, from, on) is { } inverse ? 1 / inverse : null);

    private decimal? Known(Currency from, Currency to, DateOnly on) =>
        _rates.TryGetValue((from, to), out List<ExchangeRate>? known)
        && known.LastOrDefault(r => r.On <= on) is { } rate && on.DayNumber - rate.On.DayNumber <= _maximumAgeDays
            ? rate.Rate
            : null;
}

/// <summary>Exchange rates with the one day that they are taken of.</summary>
/// <param name="Rates">Where they are kept.</param>
/// <param name="On">The day.</param>
public sealed record ForecastRates(IExchangeRates Rates, DateOnly On);
