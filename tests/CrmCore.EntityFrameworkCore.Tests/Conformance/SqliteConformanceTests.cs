using CrmCore.Persistence;
using CrmCore.Testing.Conformance;
using Microsoft.Data.Sqlite;

namespace CrmCore.EntityFrameworkCore.Tests.Conformance;

/// <summary>The kit on an embedded file, written as it is and as a host's own context writes.</summary>
public class SqliteConformanceTests
{
    private static readonly string[] Tables = ["crm_accounts", "crm_contacts", "crm_opportunities", "crm_leads", "crm_outbox"];

    private static readonly StoreHost File = new("SQLite file", (tenants, _) => OpenAsync(tenants, s => s));

    private static readonly StoreHost Context = new("context on SQLite", (tenants, _) => OpenAsync(tenants, s => new ContextUnits(s, tenants)));

    public static TheoryData<string> Cases => [.. StoreConformance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_file_conforms(string name) => (await StoreConformance.Get(name).RunAsync(File)).EnsurePassed();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_hosts_context_conforms(string name) => (await StoreConformance.Get(name).RunAsync(Context)).EnsurePassed();

    private static Task<StoreUnderTest> OpenAsync(ITenantAccessor tenants, Func<SqliteStore, IUnitOfWorkFactory> units)
    {
        TemporaryFolder folder = new();
        SqliteStore store = SqliteStore.Open(folder.File("crm.db"), tenants);
        return Task.FromResult(new StoreUnderTest
        {
            Units = units(store),
            Leads = store,
            Opportunities = store,
            Customers = store,
            Loads = store,
            DueDates = store,
            Outbox = store,
            Definitions = store,
            Faults = Tables.ToDictionary(t => t, t => (Func<Task<IAsyncDisposable>>)(() => BrokenTable.BeginAsync(store.Path, t))),
            Cleanup = () =>
            {
                store.Dispose();
                folder.Dispose();
                return ValueTask.CompletedTask;
            },
        });
    }

    private sealed class ContextUnits(SqliteStore store, ITenantAccessor tenants) : IUnitOfWorkFactory
    {
        public IUnitOfWork Begin()
        {
            TenantRows tenant = new(store.NewContext(), tenants.Current.Value);
            return new RowUnitOfWork(tenant, new TrackedWriter(tenant), ownsContext: true);
        }
    }

    /// <summary>A table whose inserts fail.</summary>
    private sealed class BrokenTable(string path, string table) : IAsyncDisposable
    {
        public static async Task<IAsyncDisposable> BeginAsync(string path, string table)
        {
            await ExecuteAsync(path, $"CREATE TRIGGER broken_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
            return new BrokenTable(path, table);
        }

        public async ValueTask DisposeAsync() => await ExecuteAsync(path, $"DROP TRIGGER broken_{table}");

        private static async Task ExecuteAsync(string path, string sql)
        {
            await using SqliteConnection connection = new($"Data Source={path};Pooling=False");
            await connection.OpenAsync();
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}
