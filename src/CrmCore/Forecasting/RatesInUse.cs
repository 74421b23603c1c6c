namespace CrmCore.Forecasting;

/// <summary>Converts amounts to one currency, and remembers every rate that was missing.</summary>
internal sealed class RatesInUse(Currency currency, ForecastRates? rates)
{
    private readonly Dictionary<Currency, decimal?> _known = [];

    /// <summary>What was missing, by currency.</summary>
    public IReadOnlyList<Refusal> Refusals =>
    [
        .. _known.Where(k => k.Value is null).Select(k => k.Key).Order().Select(from => rates is null
            ? new Refusal("forecast.no-rates", ("from", from), ("to", currency))
            : new Refusal("forecast.no-rate", ("from", from), ("to", currency), ("on", rates.On.ToString("O", System.Globalization.CultureInfo.InvariantCulture)))),
    ];

    /// <summary>The amount in the currency: as it is, or converted and rounded half to even to the smallest unit; null where a rate is missing.</summary>
    public decimal? Convert(Money amount)
    {
        if (amount.Currency == currency)
        {
            return amount.Amount;
        }

        if (!_known.TryGetValue(amount.Currency, out decimal? rate))
        {
            _known[amount.Currency] = rate = rates?.Rates.Find(amount.Currency, currency, rates.On);
        }

        return rate is { } r ? new Money(amount.Amount * r, currency).Round().Amount : null;
    }
}
