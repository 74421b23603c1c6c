using System.Data.Common;
using CrmCore.Conversion;
using CrmCore.EntityFrameworkCore;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.PostgreSql;
using CrmCore.Qualification;
using CrmCore.Tests.PostgreSql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CrmCore.Benchmarks.Storage;

/// <summary>A database of its own for a benchmark, with leads that can be converted.</summary>
internal sealed class BenchmarkDatabase : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly UserId Anna = new("anna");

    private readonly string _folder = Directory.CreateTempSubdirectory("crmcore-bench-").FullName;
    private readonly PostgreSqlSchemaUnderTest? _schema;

    public BenchmarkDatabase(string engine)
    {
        if (engine == "SQLite")
        {
            SqliteStore store = SqliteStore.Open(Path.Combine(_folder, "crm.db"));
            Store = store;
            Connection = new SqliteConnection($"Data Source={store.Path}");
        }
        else
        {
            _schema = new();
            Store = PostgreSqlStore.Open(_schema.ConnectionString);
            Connection = new NpgsqlConnection(_schema.ConnectionString);
        }

        Connection.Open();
        if (engine == "SQLite")
        {
            using DbCommand pragmas = Connection.CreateCommand();
            pragmas.CommandText = "PRAGMA busy_timeout = 30000; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000;";
            pragmas.ExecuteNonQuery();
        }
    }

    public RelationalStore Store { get; }

    public DbConnection Connection { get; }

    public ConversionService Conversion => new(Store, new PipelineCatalog(ReadyPipelines.SolutionSale), ReadyPolicies.Default, TimeProvider.System);

    public static ConversionRequest Request(LeadId lead) => new(lead, "r", Anna);

    /// <summary>Qualified leads with discovery notes, each of a company of its own; the same ones each time.</summary>
    public static Lead[] Leads(int count) => [.. Enumerable.Range(1, count).Select(i =>
    {
        Lead lead = Lead.Capture(
            LeadId.From(new Guid($"018f2f6e-7c00-7000-8000-{i:D12}")),
            new() { Name = new PersonName($"Person {i}"), Company = $"Company {i} Ltd", Email = EmailAddress.Parse($"p{i}@company{i}.example"), Industry = "manufacturing" },
            LeadSource.Web,
            Custody.OwnedBy(Anna),
            At);
        lead.Discover(Need.Explicit("Reports take three days", At, "three days for a report", "Person", Anna)).EnsureSucceeded();
        lead.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "500,000", At, "Person", Anna)).EnsureSucceeded();
        lead.Discover(new Answer(Answer.Timing, AnswerLevel.Weak, "Q3", At)).EnsureSucceeded();
        return lead;
    })];

    public async Task AddAsync(IEnumerable<Lead> leads)
    {
        await using IUnitOfWork unit = Store.Begin();
        foreach (Lead lead in leads)
        {
            unit.Leads.Add(lead);
        }

        await unit.CommitAsync();
    }

    public object IdOf(Guid id) => _schema is null ? id.ToString().ToUpperInvariant() : id;

    public void Dispose()
    {
        Connection.Dispose();
        ((IDisposable)Store).Dispose();
        _schema?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
