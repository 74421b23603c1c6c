using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Benchmarks.Storage;

/// <summary>A commit in memory: a unit of work begins, stores a lead with its event, and ends.</summary>
[Config(typeof(OnceEach))]
[MemoryDiagnoser]
public class InMemoryBenchmarks
{
    private const int Count = 20_000;

    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private InMemoryStore _store = new();
    private Lead[] _leads = [];

    [IterationSetup]
    public void Fill()
    {
        _store = new();
        _leads = [.. Enumerable.Range(0, Count).Select(i => Lead.Capture(
            LeadId.New(TimeProvider.System), new() { Company = $"Company {i} Ltd" }, LeadSource.Web, Custody.OwnedBy(new("anna")), At))];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count, Description = "its snapshot into a ConcurrentDictionary")]
    public int Put()
    {
        ConcurrentDictionary<LeadId, LeadSnapshot> leads = [];
        foreach (Lead lead in _leads)
        {
            leads[lead.Id] = lead.ToSnapshot();
        }

        return leads.Count;
    }

    [Benchmark(OperationsPerInvoke = Count, Description = "a commit of a new lead")]
    public async Task Commit()
    {
        foreach (Lead lead in _leads)
        {
            await using IUnitOfWork unit = _store.Begin();
            unit.Leads.Add(lead);
            await unit.CommitAsync();
        }
    }
}
