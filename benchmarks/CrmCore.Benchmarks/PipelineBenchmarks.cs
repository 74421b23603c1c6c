using BenchmarkDotNet.Attributes;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using Stateless;

namespace CrmCore.Benchmarks;

/// <summary>One permitted move with two gates, from proposal to negotiation of the 10-stage pipeline, on a new opportunity each time.</summary>
[MemoryDiagnoser]
public class MoveBenchmarks
{
    private const int Count = 4096;

    private static readonly Pipeline Sale = ReadyPipelines.Enterprise;
    private static readonly UserId Rep = new("u-1");
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly Opportunity[] _opportunities = new Opportunity[Count];
    private readonly LeasedMachine _leased = new();
    private OpportunitySnapshot _snapshot = null!;

    [GlobalSetup]
    public void Setup() => _snapshot = Deals.At("proposal");

    [IterationSetup]
    public void Fill()
    {
        for (int i = 0; i < Count; i++)
        {
            _opportunities[i] = Opportunity.FromSnapshot(_snapshot);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count, Description = "bare Stateless machine, shared and leased")]
    public int SharedMachine()
    {
        int moved = 0;
        foreach (Opportunity opportunity in _opportunities)
        {
            moved += _leased.Fire(opportunity, "proposal", "negotiation") ? 1 : 0;
        }

        return moved;
    }

    [Benchmark(OperationsPerInvoke = Count, Description = "a Stateless machine for each opportunity")]
    public int MachineEach()
    {
        int moved = 0;
        foreach (Opportunity opportunity in _opportunities)
        {
            LeasedMachine machine = new();
            moved += machine.Fire(opportunity, "proposal", "negotiation") ? 1 : 0;
        }

        return moved;
    }

    [Benchmark(OperationsPerInvoke = Count, Description = "Opportunity.MoveTo, with history row and event")]
    public int MoveTo()
    {
        int moved = 0;
        foreach (Opportunity opportunity in _opportunities)
        {
            moved += opportunity.MoveTo("negotiation", Sale, Start, Rep).Succeeded ? 1 : 0;
        }

        return moved;
    }
}

/// <summary>Reading decisions in bulk, and making pipelines.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class PipelineBenchmarks
{
    private static readonly Pipeline Sale = ReadyPipelines.Enterprise;

    private readonly Opportunity _opportunity = Opportunity.FromSnapshot(Deals.At("proposal"));
    private readonly LeasedMachine _machine = new();
    private readonly string _json = Sale.ToJson();

    [Benchmark(Baseline = true, Description = "hand-written switch with the same gates")]
    [BenchmarkCategory("decision")]
    public bool HandWritten() => (_opportunity.Stage, "negotiation") switch
    {
        ("proposal", "negotiation") => _opportunity.Amount is { Amount: not 0 } && _opportunity.CloseDate is not null,
        ("proposal", "won") => _opportunity.Amount is { Amount: not 0 } && _opportunity.CloseDate is not null,
        ("negotiation", "won") => _opportunity.Amount is { Amount: not 0 } && _opportunity.CloseDate is not null,
        _ => false,
    };

    [Benchmark(Description = "Pipeline.Preview")]
    [BenchmarkCategory("decision")]
    public bool Preview() => Sale.Preview(_opportunity.Stage, "negotiation", _opportunity).IsPermitted;

    [Benchmark(Description = "Pipeline.Decide (the stage machine)")]
    [BenchmarkCategory("decision")]
    public bool Decide() => Sale.Decide(_opportunity.Stage, "negotiation", _opportunity).IsPermitted;

    [Benchmark(Baseline = true, Description = "GetPermittedTriggers")]
    [BenchmarkCategory("all moves")]
    public int PermittedTriggers() => _machine.PermittedTriggers(_opportunity, "proposal");

    [Benchmark(Description = "Opportunity.PossibleMoves, with the unmet gates")]
    [BenchmarkCategory("all moves")]
    public int PossibleMoves() => _opportunity.PossibleMoves(Sale).Count;

    [Benchmark(Description = "build 10 stages")]
    [BenchmarkCategory("make")]
    public Pipeline Build() => new(Sale.Definition);

    [Benchmark(Description = "load 10 stages from JSON")]
    [BenchmarkCategory("make")]
    public Pipeline Load() => Pipeline.FromJson(_json);
}

internal static class Deals
{
    public static OpportunitySnapshot At(string stage)
    {
        DateTimeOffset at = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
        Opportunity opportunity = Opportunity.TakeOver(
            new(OpportunityId.From(new Guid("018f2f6e-7c00-7000-8000-000000000001")), "Deal") { Amount = new Money(1000, Currency.Eur), CloseDate = new(2026, 6, 1) },
            ReadyPipelines.Enterprise,
            at,
            new PastMove(stage, at));
        return opportunity.ToSnapshot();
    }
}

/// <summary>A bare Stateless machine of the 10-stage pipeline with the same moves and guards, and a slot for the opportunity that it is leased to.</summary>
internal sealed class LeasedMachine
{
    private readonly Lock _lease = new();
    private readonly StateMachine<string, string> _machine;
    private string _state = "proposal";
    private Opportunity? _opportunity;

    public LeasedMachine()
    {
        _machine = new(() => _state, s => _state = s, FiringMode.Immediate);
        foreach (Stage stage in ReadyPipelines.Enterprise.Stages)
        {
            StateMachine<string, string>.StateConfiguration configuration = _machine.Configure(stage.Key);
            foreach (Move move in ReadyPipelines.Enterprise.MovesFrom(stage.Key))
            {
                configuration.PermitIf(move.To.Key, move.To.Key, [.. move.Gates.Select(g => Tuple.Create<Func<bool>, string>(() => g.Condition.IsMet(_opportunity!), g.Key))]);
            }
        }

        _machine.OnUnhandledTrigger(static (_, _, _) => { });
    }

    public bool Fire(Opportunity opportunity, string from, string to)
    {
        lock (_lease)
        {
            _opportunity = opportunity;
            _state = from;
            _machine.Fire(to);
            return _state == to;
        }
    }

    public int PermittedTriggers(Opportunity opportunity, string from)
    {
        lock (_lease)
        {
            _opportunity = opportunity;
            _state = from;
#pragma warning disable CS0618 // the baseline of the promise is the synchronous method
            return _machine.GetPermittedTriggers().Count();
#pragma warning restore CS0618
        }
    }
}
