using BenchmarkDotNet.Attributes;
using CrmCore.EntityFrameworkCore;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.PostgreSql;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.Benchmarks.Storage;

/// <summary>Loading an opportunity with its history by its id, against a plain EF query of the same row.</summary>
[MemoryDiagnoser]
public class LoadingBenchmarks
{
    private BenchmarkDatabase _database = null!;
    private OpportunityId _id;

    [Params("SQLite", "PostgreSQL")]
    public string Engine { get; set; } = "";

    [GlobalSetup]
    public void Fill()
    {
        _database = new(Engine);
        DateTimeOffset at = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
        Opportunity deal = Opportunity.Create(new(OpportunityId.New(TimeProvider.System), "Company Ltd"), ReadyPipelines.SolutionSale, at);
        for (int day = 1; day <= 12; day++)
        {
            deal.SetProbability(new Probability(day / 20.0), ReadyPipelines.SolutionSale, at.AddDays(day)).EnsureSucceeded();
        }

        _id = deal.Id;
        IUnitOfWork unit = _database.Store.Begin();
        unit.Opportunities.Add(deal);
        unit.CommitAsync().GetAwaiter().GetResult();
    }

    [GlobalCleanup]
    public void Delete() => _database.Dispose();

    [Benchmark(Baseline = true, Description = "plain EF query of the row")]
    public async Task<OpportunityRow> Plain()
    {
        Guid id = _id.Value;
        await using CrmDbContext context = _database.Store is SqliteStore sqlite ? sqlite.NewContext() : ((PostgreSqlStore)_database.Store).NewContext();
        return await context.Set<OpportunityRow>().AsNoTracking().FirstAsync(r => r.Id == id);
    }

    [Benchmark(Description = "Opportunities.FindAsync, with its history")]
    public async Task<Opportunity?> Find()
    {
        await using IUnitOfWork unit = _database.Store.Begin();
        return await unit.Opportunities.FindAsync(_id);
    }
}
