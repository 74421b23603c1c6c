using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;

namespace CrmCore.Forecasting;

/// <summary>
/// The weighted forecast of a period: won deals at their own amount, once; open deals with an expected close date in the period at amount times
/// probability; lost, invalid and omitted ones never. Amounts are exact; nothing is rounded before it is shown but what is converted from another currency.
/// </summary>
public sealed record Forecast
{
    internal Forecast(
        ForecastPeriod period, Currency currency, ForecastCells all, ForecastLine overdue, IReadOnlyDictionary<string, IReadOnlyList<ForecastGroup>> groups, ForecastOverride? said, int withoutAmount)
    {
        Period = period;
        ByCategory = all.ByCategory(currency);
        Total = ByCategory.Values.Aggregate(ForecastLine.Empty(currency), (a, b) => a + b);
        Omitted = all.Line(ForecastCategory.Omitted, currency);
        Overdue = overdue;
        Groups = groups;
        Override = said;
        WithoutAmount = withoutAmount;
        ByOwner = groups.GetValueOrDefault(ForecastGrouping.Owner.Name, [])
            .Where(g => g.Key is not null && g.ByCategory.Count > 0).ToDictionary(g => new UserId(g.Key!), g => g.Line);
    }

    /// <summary>The days it is for.</summary>
    public ForecastPeriod Period { get; }

    /// <summary>All deals together but the omitted ones.</summary>
    public ForecastLine Total { get; }

    /// <summary>By owner, deals with splits shared by them; deals of nobody are in the total only. Empty where the plan does not divide by owner.</summary>
    public IReadOnlyDictionary<UserId, ForecastLine> ByOwner { get; }

    /// <summary>By forecast category, each deal in one.</summary>
    public IReadOnlyDictionary<ForecastCategory, ForecastLine> ByCategory { get; }

    /// <summary>The open deals that are omitted. They are in no other line.</summary>
    public ForecastLine Omitted { get; }

    /// <summary>
    /// The open deals that were expected in this period although it was over at the plan's instant. Nothing can be won in it any more, so they are in no other line; a closed period tells
    /// the same for ever. Nothing where the plan has no instant.
    /// </summary>
    public ForecastLine Overdue { get; }

    /// <summary>The groups by the name of their grouping; those of one grouping add up to the total exactly.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ForecastGroup>> Groups { get; }

    /// <summary>What a person said last instead of the total; null for nothing.</summary>
    public ForecastOverride? Override { get; }

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
        ForecastResult result = For(new ForecastPlan(currency, period), opportunities, calculator);
        return result.Succeeded ? result.Forecasts[0] : throw new ArgumentException(string.Join(" ", result.Refusals), nameof(opportunities));
    }

    /// <summary>Adds up deals by a plan, in one pass; keeps nothing of a deal.</summary>
    /// <returns>Refused with <c>forecast.no-rates</c> or <c>forecast.no-rate</c> where amounts of another currency can't be converted.</returns>
    public static ForecastResult For(ForecastPlan plan, IEnumerable<OpportunitySnapshot> opportunities, IWinProbabilityCalculator calculator)
    {
        ForecastFold fold = new(Guard.Against.Null(plan), Guard.Against.Null(calculator));
        foreach (OpportunitySnapshot opportunity in Guard.Against.Null(opportunities))
        {
            fold.Add(opportunity);
        }

        return fold.ToResult();
    }

    /// <summary>Adds up deals by a plan as they are read.</summary>
    /// <returns>Refused with <c>forecast.no-rates</c> or <c>forecast.no-rate</c> where amounts of another currency can't be converted.</returns>
    public static async Task<ForecastResult> ForAsync(
        ForecastPlan plan, IAsyncEnumerable<OpportunitySnapshot> opportunities, IWinProbabilityCalculator calculator, CancellationToken cancellationToken = default)
    {
        ForecastFold fold = new(Guard.Against.Null(plan), Guard.Against.Null(calculator));
        await foreach (OpportunitySnapshot opportunity in Guard.Against.Null(opportunities).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            fold.Add(opportunity);
        }

        return fold.ToResult();
    }

    /// <summary>The line of a category, alone or with all surer ones.</summary>
    public ForecastLine Of(ForecastCategory category, CategoryRollUp rollUp = CategoryRollUp.Single) =>
        category == ForecastCategory.Omitted ? Omitted
        : ByCategory.Where(c => c.Key == category || (rollUp == CategoryRollUp.Cumulative && c.Key > category))
            .Aggregate(ForecastLine.Empty(Total.Won.Currency), (sum, c) => sum + c.Value);

    /// <summary>The total as people judge it: what somebody said of the whole, else what was said or computed of each group of a grouping.</summary>
    /// <exception cref="KeyNotFoundException">The plan does not divide by that grouping.</exception>
    public Money Judged(string grouping = "owner") => Override?.Value ?? Money.Sum(Groups[grouping].Select(g => g.Judged), Total.Won.Currency);
}
