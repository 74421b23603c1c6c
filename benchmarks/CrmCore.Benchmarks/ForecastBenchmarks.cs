using BenchmarkDotNet.Attributes;
using CrmCore.Forecasting;
using CrmCore.Forecasting.Distributions;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;

namespace CrmCore.Benchmarks;

/// <summary>The weighted forecast of a stream of deals by owner and quarter.</summary>
[MemoryDiagnoser]
public class ForecastBenchmarks
{
    private readonly OpportunitySnapshot[] _deals = ForecastDeals.Make(4096);
    private readonly StageDefaultCalculator _calculator = new(new PipelineCatalog(ReadyPipelines.SolutionSale));

    private readonly ForecastPlan _plan = new(Currency.Eur, [.. Enumerable.Range(0, 8).Select(q => ForecastPeriod.QuarterOf(new DateOnly(2027, 1, 1).AddMonths(3 * q)))])
    {
        At = ForecastDeals.Start,
    };

    [Params(100_000, 1_000_000)]
    public int Deals { get; set; }

    /// <summary>What one would write by hand: no checks, no categories, no ends, no rounding that adds up.</summary>
    [Benchmark(Baseline = true)]
    public Dictionary<(UserId? Owner, int Quarter), decimal> HandWrittenSums()
    {
        Dictionary<(UserId? Owner, int Quarter), decimal> sums = [];
        foreach (OpportunitySnapshot deal in Stream())
        {
            (UserId? Owner, int Quarter) key = (deal.Owner, (deal.CloseDate!.Value.Year * 4) + ((deal.CloseDate.Value.Month - 1) / 3));
            sums[key] = sums.GetValueOrDefault(key) + (deal.Amount!.Value.Amount * 0.2m);
        }

        return sums;
    }

    [Benchmark]
    public ForecastResult ByOwnerAndQuarter() => Forecast.For(_plan, Stream(), _calculator);

    private IEnumerable<OpportunitySnapshot> Stream()
    {
        for (int i = 0; i < Deals; i++)
        {
            yield return _deals[i & 4095];
        }
    }
}

/// <summary>Distributions of what will be won.</summary>
[MemoryDiagnoser]
public class DistributionBenchmarks
{
    private readonly DistributionOptions _exact = new() { Method = DistributionMethod.Exact };
    private PeriodOutlook _outlook = null!;

    [Params(1_000, 10_000, 100_000)]
    public int Deals { get; set; }

    [GlobalSetup]
    public void Setup() => _outlook = ForecastDeals.Outlook(Deals);

    /// <summary>The same, deal by deal on a grid of its own: the textbook's recursion.</summary>
    [Benchmark(Baseline = true)]
    public double[] DealByDeal()
    {
        const int Cells = 16_384;
        decimal step = _outlook.Deals.Sum(d => d.Amount.Amount) / Cells;
        double[] chances = new double[Cells + 1];
        chances[0] = 1;
        foreach (PeriodDeal deal in _outlook.Deals)
        {
            int shift = (int)(deal.Amount.Amount / step);
            for (int i = Cells; i >= 0; i--)
            {
                chances[i] = (chances[i] * (1 - deal.Chance)) + (i >= shift ? chances[i - shift] * deal.Chance : 0);
            }
        }

        return chances;
    }

    [Benchmark]
    public ForecastDistribution Exact() => ForecastDistribution.Of(_outlook, _exact);
}

/// <summary>Fifty million Bernoulli draws: 1,000 deals, 50,000 times.</summary>
[MemoryDiagnoser]
public class SimulationBenchmarks
{
    private readonly PeriodOutlook _outlook = ForecastDeals.Outlook(1000);

    [Params(0, 0.1)]
    public double Correlation { get; set; }

    /// <summary>As many draws in two loops, with amounts in floating point.</summary>
    [Benchmark(Baseline = true)]
    public double[] TwoLoops()
    {
        Random random = new(1);
        (double Amount, double Chance)[] deals = [.. _outlook.Deals.Select(d => ((double)d.Amount.Amount, d.Chance))];
        double[] totals = new double[50_000];
        for (int i = 0; i < totals.Length; i++)
        {
            foreach ((double amount, double chance) in deals)
            {
                totals[i] += random.NextDouble() < chance ? amount : 0;
            }
        }

        Array.Sort(totals);
        return totals;
    }

    [Benchmark]
    public ForecastDistribution FiftyMillionDraws() => ForecastDistribution.Of(_outlook, new() { Method = DistributionMethod.Simulated, Draws = 50_000, Correlation = Correlation });
}

internal static class ForecastDeals
{
    public static readonly DateTimeOffset Start = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static OpportunitySnapshot[] Make(int count)
    {
        Random random = new(1);
        return
        [
            .. Enumerable.Range(1, count).Select(i => Opportunity.Create(
                new(OpportunityId.From(new Guid(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), $"Deal {i}")
                {
                    Amount = new Money(random.Next(100, 100_000_00) / 100m, Currency.Eur),
                    CloseDate = new DateOnly(2027, 1, 1).AddDays(random.Next(700)),
                    Owner = new UserId($"owner-{random.Next(200)}"),
                },
                ReadyPipelines.SolutionSale,
                Start).ToSnapshot()),
        ];
    }

    public static PeriodOutlook Outlook(int count)
    {
        Random random = new(2);
        return new(ForecastPeriod.QuarterOf(new(2027, 1, 1)), Start, Money.Zero(Currency.Eur), [.. Enumerable.Range(1, count).Select(i =>
            new PeriodDeal(OpportunityId.From(new Guid(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), "Deal", new Money(Math.Round((decimal)Math.Exp(8 + (4 * random.NextDouble())), 2), Currency.Eur), random.NextDouble()))]);
    }
}
