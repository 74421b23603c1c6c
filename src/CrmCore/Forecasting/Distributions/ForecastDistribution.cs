namespace CrmCore.Forecasting.Distributions;

/// <summary>
/// What will be won in a period, as a distribution: what is won already, and each open deal all or nothing by its chance to be won in the period. It knows of no deal that is not
/// there yet, unless the outlook has expected ones. Immutable, thread-safe.
/// </summary>
public sealed class ForecastDistribution
{
    private readonly PeriodOutlook _outlook;
    private readonly ITotals _totals;
    private readonly decimal _unit;
    private readonly int[] _uncertain;

    private ForecastDistribution(PeriodOutlook outlook, DistributionOptions options)
    {
        _outlook = outlook;
        _unit = LargestRemainder.UnitOf(outlook.Won.Currency);
        _uncertain = [.. Enumerable.Range(0, outlook.Deals.Count).Where(i => outlook.Deals[i].Chance is > 0 and < 1 && outlook.Deals[i].Amount.Amount > 0)];
        decimal certain = outlook.Won.Amount + outlook.Deals.Where(d => d.Chance >= 1).Sum(d => d.Amount.Amount);
        decimal[] amounts = Array.ConvertAll(_uncertain, i => outlook.Deals[i].Amount.Amount / _unit);
        double[] chances = Array.ConvertAll(_uncertain, i => outlook.Deals[i].Chance);
        Correlation = options.Correlation;
        Method = options.Method != DistributionMethod.Automatic ? options.Method
            : options.Correlation > 0 && chances.Length > 2000 ? DistributionMethod.Simulated
            : DistributionMethod.Exact;
        MoneyGrid grid = Method == DistributionMethod.Exact ? new(amounts, chances, options.Cells) : new(amounts, chances, int.MaxValue);
        decimal start = (certain / _unit) + decimal.Round((decimal)grid.Shift);
        Resolution = Money(grid.Step);
        RoundingBound = grid.Bound == 0 ? Money(0) : Money((decimal)grid.Bound + 0.5m);
        RoundingDeviation = Money((decimal)grid.Deviation);
        if (Method == DistributionMethod.Exact)
        {
            _totals = new GridTotals(start, grid, chances, Correlation);
        }
        else
        {
            SampledTotals sampled = new(start, Array.ConvertAll(grid.Cells, c => c * grid.Step), chances, Correlation, options.Draws, options.Seed);
            (_totals, Draws) = (sampled, sampled.Draws);
        }

        Mean = Money((decimal)_totals.Mean).Round();
        (P10, P50, P90) = (Quantile(0.1), Quantile(0.5), Quantile(0.9));
    }

    /// <summary>The period.</summary>
    public ForecastPeriod Period => _outlook.Period;

    /// <summary>What is won already.</summary>
    public Money Won => _outlook.Won;

    /// <summary>How many open deals it rests on, with a chance that is neither 0 nor 1.</summary>
    public int DealCount => _uncertain.Length;

    /// <summary>How it was worked out.</summary>
    public DistributionMethod Method { get; }

    /// <summary>The correlation between deals; at 0 the range is too narrow where deals win and lose together.</summary>
    public double Correlation { get; }

    /// <summary>The expected total, rounded to the smallest unit: what is won + the sum of chance x amount.</summary>
    public Money Mean { get; }

    /// <summary>One time in ten less is won, or just this.</summary>
    public Money P10 { get; }

    /// <summary>Half of the time less is won, or just this.</summary>
    public Money P50 { get; }

    /// <summary>Nine times in ten less is won, or just this.</summary>
    public Money P90 { get; }

    /// <summary>The distance of two points of the grid of money; where it was simulated, what divides all amounts.</summary>
    public Money Resolution { get; }

    /// <summary>How far a total may be off by rounding to the grid, at most: true totals lie within this of those told. Nothing where all amounts are on the grid.</summary>
    public Money RoundingBound { get; }

    /// <summary>How far it usually is, as a standard deviation; far below the bound, because roundings cancel each other.</summary>
    public Money RoundingDeviation { get; }

    /// <summary>How often was drawn; 0 where it is exact.</summary>
    public int Draws { get; }

    /// <summary>The distribution of an outlook.</summary>
    /// <param name="outlook">What is won, and the open deals.</param>
    /// <param name="options">How to work it out; null for the defaults.</param>
    public static ForecastDistribution Of(PeriodOutlook outlook, DistributionOptions? options = null) => new(Guard.Against.Null(outlook), options ?? new());

    /// <summary>The least total that is not exceeded with this chance.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    public Money Quantile(double share) => share is > 0 and < 1
        ? Money(_totals.Quantile(share))
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A quantile lies between 0 and 1.");

    /// <summary>The chance to win at least a quota.</summary>
    /// <exception cref="ArgumentException">The quota is in another currency.</exception>
    public double ChanceToReach(Money quota) => _totals.AtLeast(Units(quota));

    /// <summary>The standard error of that chance by drawing; 0 where it is exact. It says nothing of chances of deals that are wrong.</summary>
    public double ErrorOfChance(Money quota)
    {
        double chance = ChanceToReach(quota);
        return Draws == 0 ? 0 : Math.Sqrt(chance * (1 - chance) / Draws);
    }

    /// <summary>
    /// The deals that matter most to a quota: by how much its chance differs between the deal won and lost. Of equal ones the larger, then the lower id. Expected deals that are not there
    /// yet are left out.
    /// </summary>
    /// <param name="quota">The quota.</param>
    /// <param name="most">How many to tell.</param>
    /// <exception cref="InvalidOperationException">It was simulated; draws do not tell single deals apart.</exception>
    public IReadOnlyList<DealLeverage> Leverage(Money quota, int most = 10)
    {
        decimal units = Units(quota);
        GridTotals grid = _totals as GridTotals ?? throw new InvalidOperationException("A simulated distribution does not tell which deals matter; work it out exactly.");
        List<DealLeverage> deals = [];
        for (int i = 0; i < _uncertain.Length; i++)
        {
            PeriodDeal deal = _outlook.Deals[_uncertain[i]];
            if (!deal.IsExpected)
            {
                (double won, double lost) = grid.Given(i, units);
                deals.Add(new(deal, won, lost));
            }
        }

        foreach (PeriodDeal deal in _outlook.Deals.Where(d => d.Amount.Amount > 0 && d is { IsExpected: false, Chance: >= 1 or <= 0 }))
        {
            decimal amount = deal.Amount.Amount / _unit;
            deals.Add(new(deal, grid.AtLeast(deal.Chance >= 1 ? units : units - amount), grid.AtLeast(deal.Chance >= 1 ? units + amount : units)));
        }

        return
        [
            .. deals.OrderByDescending(d => Math.Round(d.Swing, 12)).ThenByDescending(d => d.Deal.Amount.Amount).ThenBy(d => d.Deal.Id).Take(most),
        ];
    }

    private decimal Units(Money money) => money.Currency == Won.Currency
        ? money.Amount / _unit
        : throw new ArgumentException($"The forecast is in {Won.Currency}, not in {money.Currency}.", nameof(money));

    private Money Money(decimal units) => new(units * _unit, Won.Currency);
}
