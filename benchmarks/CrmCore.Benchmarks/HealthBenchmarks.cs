using BenchmarkDotNet.Attributes;
using CrmCore.Forecasting;
using CrmCore.Health;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Benchmarks;

/// <summary>Health of 100,000 open deals with history, roles, activities and needs (allowed: 1 s), funnel and velocity of 100,000 of which most are closed. The baseline only restores the deals.</summary>
[MemoryDiagnoser]
public class HealthBenchmarks
{
    private const int Deals = 100_000;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Start.AddDays(90);
    private static readonly PipelineCatalog Pipelines = new(ReadyPipelines.SolutionSale);

    private static readonly HealthPolicy Working = new(HealthPolicy.Default.Definition with
    {
        Calendar = WorkingCalendar.Office("office", "Asia/Shanghai") with { Holidays = [new(2026, 2, 17), new(2026, 2, 18), new(2026, 2, 19), new(2026, 2, 20)] },
    });

    private OpportunitySnapshot[] _open = [];
    private OpportunitySnapshot[] _closed = [];

    [GlobalSetup]
    public void SetUp()
    {
        _open = [.. Enumerable.Range(0, Deals).Select(Open)];
        _closed = [.. Enumerable.Range(0, Deals).Select(Closed)];
    }

    [Benchmark(Baseline = true)]
    public int RestoreOnly()
    {
        int open = 0;
        foreach (OpportunitySnapshot deal in _open)
        {
            open += Opportunity.FromSnapshot(deal).IsOpen ? 1 : 0;
        }

        return open;
    }

    [Benchmark]
    public int Health() => HealthList.Of(_open, Pipelines, HealthPolicy.Default, Now).Deals.Count;

    [Benchmark]
    public int HealthInWorkingDays() => HealthList.Of(_open, Pipelines, Working, Now).Deals.Count;

    [Benchmark]
    public int WholeFunnel() => Funnel.Of(_closed, ReadyPipelines.SolutionSale, Now).Won;

    [Benchmark]
    public Money? WholeVelocity() => Velocity.Of(_closed, Currency.Eur, Now).PerDay;

    [Benchmark]
    public int WinAndLossByStage() => WinLossAnalysis.Of(_closed, Currency.Eur, Now).By(WinLossDimension.Stage).Count;

    private static OpportunitySnapshot Open(int number)
    {
        DateTimeOffset created = Start.AddHours(number % 1_500);
        Pipeline pipeline = ReadyPipelines.SolutionSale;
        Opportunity deal = Opportunity.TakeOver(Details(number), pipeline, created, new PastMove("quotation", created.AddDays(number % 20)));
        for (int change = 0; change < number % 5; change++)
        {
            deal.SetCloseDate(new DateOnly(2026, 3, 1).AddDays(20 * change), pipeline, deal.ChangedAt.AddHours(1));
        }

        deal.Log(new("call", deal.ChangedAt.AddDays(1)), deal.ChangedAt.AddDays(1));
        if (number % 2 == 0)
        {
            deal.SetBuyingRoles([new("Clara Stein", BuyingRoleKind.EconomicBuyer), new("Bert", BuyingRoleKind.Champion)], deal.ChangedAt);
            deal.Discover(Need.Explicit("Reports by Monday", created, quote: "I need the report by Monday."));
        }

        if (number % 3 > 0)
        {
            deal.PlanNextStep(new("Visit", DateOnly.FromDateTime(Now.DateTime).AddDays((number % 30) - 10)), deal.ChangedAt);
        }

        return deal.ToSnapshot();
    }

    private static OpportunitySnapshot Closed(int number)
    {
        DateTimeOffset created = Start.AddHours(number % 1_000);
        string end = (number % 10) switch { < 4 => "won", < 9 => "lost", _ => "inquiry" };
        return Opportunity.TakeOver(
            Details(number), ReadyPipelines.SolutionSale, created, new PastMove("quotation", created.AddDays(number % 9)), new PastMove("evaluation", created.AddDays(9 + (number % 11))), new PastMove(end, created.AddDays(21 + (number % 30)), "price")).ToSnapshot();
    }

    private static NewOpportunity Details(int number) => new(OpportunityId.From(new Guid(number + 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), $"Deal {number}")
    {
        Amount = new Money(1_000 + (number % 977 * 100), Currency.Eur),
        CloseDate = new DateOnly(2026, 3, 1).AddDays(number % 90),
        Owner = new UserId($"owner-{number % 40}"),
    };
}
