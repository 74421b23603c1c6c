using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;

namespace CrmCore.Forecasting;

/// <summary>One line of a forecast.</summary>
/// <param name="Won">What is won already, at its own amount.</param>
/// <param name="Weighted">What is open, each amount times its probability.</param>
/// <param name="Open">What is open, at full amount.</param>
/// <param name="OpenCount">How many deals are open.</param>
/// <param name="WonCount">How many deals are won.</param>
public sealed record ForecastLine(Money Won, Money Weighted, Money Open, int OpenCount, int WonCount)
{
    /// <summary>What is won already and what is expected of the open deals.</summary>
    public Money Expected => Won + Weighted;
}

/// <summary>
/// The weighted forecast of a period: won deals at their own amount, once; open deals with an expected close date in the period at amount times
/// probability; lost and invalid ones never. Amounts are exact; nothing is rounded before it is shown.
/// </summary>
public sealed record Forecast
{
    private Forecast(ForecastPeriod period, ForecastLine total, IReadOnlyDictionary<UserId, ForecastLine> byOwner, IReadOnlyDictionary<ForecastCategory, ForecastLine> byCategory, int withoutAmount)
    {
        Period = period;
        Total = total;
        ByOwner = byOwner;
        ByCategory = byCategory;
        WithoutAmount = withoutAmount;
    }

    /// <summary>The days it is for.</summary>
    public ForecastPeriod Period { get; }

    /// <summary>All deals together.</summary>
    public ForecastLine Total { get; }

    /// <summary>By owner; deals of nobody are in the total only.</summary>
    public IReadOnlyDictionary<UserId, ForecastLine> ByOwner { get; }

    /// <summary>By forecast category of the stage.</summary>
    public IReadOnlyDictionary<ForecastCategory, ForecastLine> ByCategory { get; }

    /// <summary>How many open deals of the period have no amount and so add nothing.</summary>
    public int WithoutAmount { get; }

    /// <summary>Adds up the deals of a period.</summary>
    /// <param name="period">The days.</param>
    /// <param name="opportunities">The deals.</param>
    /// <param name="calculator">Gives the chance of each open one.</param>
    /// <param name="currency">The currency that every amount is in.</param>
    /// <exception cref="ArgumentException">An amount is in another currency; no exchange rate is guessed.</exception>
    public static Forecast For(ForecastPeriod period, IEnumerable<OpportunitySnapshot> opportunities, IWinProbabilityCalculator calculator, Currency currency)
    {
        Guard.Against.Null(opportunities);
        Guard.Against.Null(calculator);
        Accumulator total = new(currency);
        Dictionary<UserId, Accumulator> byOwner = [];
        Dictionary<ForecastCategory, Accumulator> byCategory = [];
        int withoutAmount = 0;
        foreach (OpportunitySnapshot opportunity in opportunities)
        {
            if (!Counts(opportunity, period))
            {
                continue;
            }

            if (opportunity.Amount is not { } amount)
            {
                withoutAmount += opportunity.StageKind == StageKind.Open ? 1 : 0;
                continue;
            }

            double? probability = opportunity.StageKind == StageKind.Won ? null : calculator.Estimate(opportunity).Value.Value;
            total.Add(amount, probability);
            Of(byCategory, opportunity.History[^1].Category, currency).Add(amount, probability);
            if (opportunity.Owner is { } owner)
            {
                Of(byOwner, owner, currency).Add(amount, probability);
            }
        }

        return new(
            period,
            total.ToLine(),
            byOwner.OrderBy(o => o.Key).ToDictionary(o => o.Key, o => o.Value.ToLine()),
            byCategory.OrderBy(c => c.Key).ToDictionary(c => c.Key, c => c.Value.ToLine()),
            withoutAmount);
    }

    private static bool Counts(OpportunitySnapshot opportunity, ForecastPeriod period) => opportunity.StageKind switch
    {
        StageKind.Open => opportunity.CloseDate is { } date && period.Contains(date),
        StageKind.Won => opportunity.Closing is { } closing && period.Contains(DateOnly.FromDateTime(closing.At.UtcDateTime)),
        _ => false,
    };

    private static Accumulator Of<TKey>(Dictionary<TKey, Accumulator> accumulators, TKey key, Currency currency)
        where TKey : notnull =>
        accumulators.TryGetValue(key, out Accumulator? accumulator) ? accumulator : accumulators[key] = new(currency);

    private sealed class Accumulator(Currency currency)
    {
        private Money _won = Money.Zero(currency);
        private Money _weighted = Money.Zero(currency);
        private Money _open = Money.Zero(currency);
        private int _openCount;
        private int _wonCount;

        public void Add(Money amount, double? probability)
        {
            if (probability is { } p)
            {
                _open += amount;
                _weighted += amount * (decimal)p;
                _openCount++;
            }
            else
            {
                _won += amount;
                _wonCount++;
            }
        }

        public ForecastLine ToLine() => new(_won, _weighted, _open, _openCount, _wonCount);
    }
}
