using BenchmarkDotNet.Attributes;
using CrmCore.EntityFrameworkCore;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pools;

namespace CrmCore.Benchmarks.Pools;

/// <summary>1,000 leads due among 1,000,000 stored in SQLite. The baseline reads as many leads by their ids.</summary>
[MemoryDiagnoser]
public class RecycleDueBenchmark
{
    private const int Due = 1000;

    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private string _folder = "";
    private SqliteStore _store = null!;

    [Params(1_000_000)]
    public int Stored { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _folder = Directory.CreateTempSubdirectory("crmcore-").FullName;
        _store = SqliteStore.Open(Path.Combine(_folder, "crm.db"));
        for (int start = 0; start < Stored; start += 10_000)
        {
            IUnitOfWork unit = _store.Begin();
            await using (unit.ConfigureAwait(false))
            {
                for (int i = start; i < start + 10_000 && i < Stored; i++)
                {
                    bool isDue = i % (Stored / Due) == 0;
                    Lead lead = Lead.Capture(new(Guid.CreateVersion7()), new() { Company = $"Company {i}" }, LeadSource.Web, Custody.OwnedBy(new($"u-{i % 200}")), At);
                    lead.Protect(Pool.Default.ProtectionFrom(isDue ? At : At.AddDays(10 + (i % 300)))).EnsureSucceeded();
                    unit.Leads.Add(lead);
                }

                await unit.CommitAsync().ConfigureAwait(false);
            }
        }
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public async Task<int> ReadAsManyByIdAsync() => await _store.ReadLeadsAsync(new() { Limit = Due }).CountAsync().ConfigureAwait(false);

    [Benchmark]
    public async Task<int> RecycleDueAsync()
    {
        int count = await _store.ReadRecycleDueAsync(At.AddDays(30)).CountAsync().ConfigureAwait(false);
        return count == Due ? count : throw new InvalidOperationException($"{count} are due instead of {Due}.");
    }
}
