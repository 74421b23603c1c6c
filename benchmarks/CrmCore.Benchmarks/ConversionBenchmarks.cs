using BenchmarkDotNet.Attributes;
using CrmCore.Conversion;
using CrmCore.EntityFrameworkCore;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Benchmarks;

/// <summary>
/// Converting leads stored in SQLite into account, contact and opportunity with history and events; time and memory are those of one lead. The baseline
/// converts 1,000 one by one, each in a commit of its own; the bulk converts 10,000.
/// </summary>
[MemoryDiagnoser]
public class ConversionBenchmarks
{
    private const int Few = 1_000;
    private const int Many = 10_000;

    private static readonly DateTimeOffset At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private string _folder = "";
    private SqliteStore _store = null!;
    private ConversionService _service = null!;
    private ConversionRequest[] _requests = [];

    [IterationSetup(Target = nameof(OneByOneAsync))]
    public void SetUpFew() => SetUp(Few);

    [IterationSetup(Targets = [nameof(BatchesAsync), nameof(AllAsync)])]
    public void SetUpMany() => SetUp(Many);

    [IterationCleanup]
    public void CleanUp()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Few)]
    public async Task OneByOneAsync()
    {
        foreach (ConversionRequest request in _requests)
        {
            (await _service.ConvertAsync(request).ConfigureAwait(false)).EnsureSucceeded();
        }
    }

    [Benchmark(OperationsPerInvoke = Many)]
    public Task BatchesAsync() => ConvertAsync(ConversionAtomicity.Batches(500));

    [Benchmark(OperationsPerInvoke = Many)]
    public Task AllAsync() => ConvertAsync(ConversionAtomicity.All);

    private async Task ConvertAsync(ConversionAtomicity atomicity)
    {
        foreach (ConversionResult result in await _service.ConvertAllAsync(_requests, atomicity).ConfigureAwait(false))
        {
            result.EnsureSucceeded();
        }
    }

    private void SetUp(int leads)
    {
        _folder = Directory.CreateTempSubdirectory("crmcore-").FullName;
        _store = SqliteStore.Open(Path.Combine(_folder, "crm.db"));
        _service = new(_store, new PipelineCatalog(ReadyPipelines.SolutionSale), ReadyPolicies.Default, TimeProvider.System);
        Lead[] all = [.. Enumerable.Range(0, leads).Select(LeadOf)];
        _requests = [.. all.Select(l => new ConversionRequest(l.Id, "bench", new("anna")))];
        StoreAsync(all).GetAwaiter().GetResult();
    }

    private async Task StoreAsync(Lead[] leads)
    {
        IUnitOfWork unit = _store.Begin();
        await using (unit.ConfigureAwait(false))
        {
            Array.ForEach(leads, unit.Leads.Add);
            await unit.CommitAsync().ConfigureAwait(false);
        }
    }

    private static Lead LeadOf(int number)
    {
        LeadDetails details = new() { Name = new($"Clara Stein {number}"), Company = $"Blau {number} GmbH", Email = EmailAddress.Parse($"clara{number}@blau.example"), Phone = new("+49 89 1234567") };
        Lead lead = Lead.Capture(new(Guid.CreateVersion7()), details, LeadSource.Web, Custody.OwnedBy(new("anna")), At);
        lead.FollowUp(new(At, new("anna"), FollowUpKind.Call, FollowUpOutcome.Interested, "Wants a quote by Friday")).EnsureSucceeded();
        lead.Discover(Need.Explicit("Reports by Monday", At, quote: "I need the report by Monday.")).EnsureSucceeded();
        lead.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000 are set aside", At)).EnsureSucceeded();
        return lead;
    }
}
