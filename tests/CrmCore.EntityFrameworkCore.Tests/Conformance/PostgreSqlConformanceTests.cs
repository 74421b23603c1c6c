using CrmCore.PostgreSql;
using CrmCore.Testing.Conformance;
using CrmCore.Tests.PostgreSql;
using Npgsql;

namespace CrmCore.EntityFrameworkCore.Tests.Conformance;

/// <summary>The kit on PostgreSQL, each case in a schema of its own.</summary>
public class PostgreSqlConformanceTests
{
    private static readonly string[] Tables = ["crm_accounts", "crm_contacts", "crm_opportunities", "crm_leads", "crm_outbox"];

    private static readonly StoreHost Host = new("PostgreSQL", (tenants, _) =>
    {
        PostgreSqlSchemaUnderTest schema = new();
        PostgreSqlStore store = PostgreSqlStore.Open(schema.ConnectionString, tenants);
        return Task.FromResult(StoreUnderTest.Of(
            store,
            () =>
            {
                store.Dispose();
                schema.Dispose();
                return ValueTask.CompletedTask;
            },
            Tables.ToDictionary(t => t, t => (Func<Task<IAsyncDisposable>>)(() => BrokenTable.BeginAsync(schema.ConnectionString, t)))));
    });

    public static TheoryData<string> Cases => [.. StoreConformance.Cases.Select(c => c.Name)];

    [PostgreSqlTheory]
    [MemberData(nameof(Cases))]
    public async Task PostgreSql_conforms(string name) => (await StoreConformance.Get(name).RunAsync(Host)).EnsurePassed();

    /// <summary>A table whose inserts fail.</summary>
    private sealed class BrokenTable(string connectionString, string table) : IAsyncDisposable
    {
        public static async Task<IAsyncDisposable> BeginAsync(string connectionString, string table)
        {
            await ExecuteAsync(
                connectionString,
                "CREATE OR REPLACE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$; "
                + $"CREATE TRIGGER broken BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION broken()");
            return new BrokenTable(connectionString, table);
        }

        public async ValueTask DisposeAsync() => await ExecuteAsync(connectionString, $"DROP TRIGGER broken ON {table}");

        private static async Task ExecuteAsync(string connectionString, string sql)
        {
            await using NpgsqlConnection connection = new(connectionString);
            await connection.OpenAsync();
            await using NpgsqlCommand command = new(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}

/// <summary>A theory that needs a PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute() => Skip = PostgreSqlServer.SkipReason!;
}
