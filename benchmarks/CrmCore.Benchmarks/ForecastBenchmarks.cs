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
