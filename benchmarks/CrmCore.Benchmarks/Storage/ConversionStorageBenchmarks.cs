using BenchmarkDotNet.Attributes;
using CrmCore.Conversion;
using CrmCore.Leads;

namespace CrmCore.Benchmarks.Storage;

/// <summary>A conversion, with account, contact, opportunity, history and events, against plain ADO.NET that writes the same rows in one transaction.</summary>
[Config(typeof(OnceEach))]
[MemoryDiagnoser]
public class ConversionStorageBenchmarks
{
    private const int Count = 200;

    private HandWrittenRows[] _rows = [];
    private LeadId[] _leads = [];
    private BenchmarkDatabase _database = null!;

    [Params("SQLite", "PostgreSQL")]
    public string Engine { get; set; } = "";

    [GlobalSetup]
    public void Convert()
    {
        using BenchmarkDatabase model = new(Engine);
        Lead[] leads = BenchmarkDatabase.Leads(Count);
        int events = leads[0].PendingEvents.Count;
        _leads = [.. leads.Select(l => l.Id)];
        model.AddAsync(leads).GetAwaiter().GetResult();
        _rows = [.. _leads.Select(id =>
        {
            LeadConversion done = model.Conversion.ConvertAsync(BenchmarkDatabase.Request(id)).GetAwaiter().GetResult().Conversion!;
            object[] created = [model.IdOf(done.Account!.Value.Value), model.IdOf(done.Contact!.Value.Value), model.IdOf(done.Opportunity!.Value.Value)];
            return HandWrittenRows.Of(model.Connection, model.IdOf(id.Value), created, events);
        })];
    }

    [IterationSetup]
    public void Fill()
    {
        _database = new(Engine);
        _database.AddAsync(BenchmarkDatabase.Leads(Count)).GetAwaiter().GetResult();
    }

    [IterationCleanup]
    public void Delete() => _database.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Count, Description = "hand-written ADO.NET, the same rows")]
    public async Task HandWritten()
    {
        foreach (HandWrittenRows rows in _rows)
        {
            await rows.WriteAsync(_database.Connection);
        }
    }

    [Benchmark(OperationsPerInvoke = Count, Description = "ConversionService.ConvertAsync")]
    public async Task Service()
    {
        ConversionService service = _database.Conversion;
        foreach (LeadId lead in _leads)
        {
            (await service.ConvertAsync(BenchmarkDatabase.Request(lead))).EnsureSucceeded();
        }
    }
}
