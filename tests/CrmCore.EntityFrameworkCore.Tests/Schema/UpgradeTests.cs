using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.PostgreSql;
using CrmCore.Tests.PostgreSql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CrmCore.EntityFrameworkCore.Tests.Schema;

/// <summary>Tables of an earlier version are taken over: nothing is lost, and they are as new ones are.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("crm.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_of_version_2_is_taken_over_whole()
    {
        using StreamReader script = new(typeof(UpgradeTests).Assembly.GetManifestResourceStream("version-2.sql")!);
        Query(File, await script.ReadToEndAsync());
        string[] before = Query(File, "SELECT json FROM crm_leads UNION ALL SELECT json FROM crm_opportunities UNION ALL SELECT json FROM crm_accounts ORDER BY 1");
        string[] events = Query(File, "SELECT aggregate_id || sequence || at || payload FROM crm_outbox ORDER BY position");
        using SqliteStore store = SqliteStore.Open(File);
        Assert.Equal(before, Query(File, "SELECT json FROM crm_leads UNION ALL SELECT json FROM crm_opportunities UNION ALL SELECT json FROM crm_accounts ORDER BY 1"));
        Assert.Equal(events, Query(File, "SELECT aggregate_id || sequence || at || payload FROM crm_outbox ORDER BY position"));
        Assert.Equal([.. before.Where(j => j.Contains("\"custody\"", StringComparison.Ordinal))], (await store.ReadLeadsAsync().ToListAsync()).Select(l => l.ToJson()).Order(StringComparer.Ordinal));
        Assert.Equal(22, await store.ReadOutboxAsync().CountAsync());
        OpportunitySnapshot deal = await store.ReadOpportunitiesAsync().SingleAsync();
        Assert.NotNull(await store.Begin().Leads.FindAsync(deal.SourceLead!.Value));
        using SqliteStore fresh = SqliteStore.Open(_folder.File("new.db"));
        Assert.Equal(Schema(_folder.File("new.db")), Schema(File));
        Assert.Equal(["3"], Query(File, "PRAGMA user_version"));
    }

    [Fact]
    public async Task Two_processes_can_take_a_file_over_at_once()
    {
        using StreamReader script = new(typeof(UpgradeTests).Assembly.GetManifestResourceStream("version-2.sql")!);
        Query(File, await script.ReadToEndAsync());
        SqliteStore[] stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SqliteStore.Open(File))));
        Assert.Equal(3, await stores[3].ReadLeadsAsync().CountAsync());
        Array.ForEach(stores, s => s.Dispose());
    }

    [PostgreSqlFact]
    public async Task Tables_of_an_earlier_version_on_PostgreSQL_are_taken_over_whole()
    {
        using PostgreSqlSchemaUnderTest schema = new();
        Lead[] leads = [.. Enumerable.Range(0, 1500).Select(_ => Samples.Lead()), Samples.FullLead()];
        int events = leads.Sum(l => l.PendingEvents.Count);
        using (PostgreSqlStore store = PostgreSqlStore.Open(schema.ConnectionString))
        {
            await using Persistence.IUnitOfWork unit = store.Begin();
            Array.ForEach(leads, unit.Leads.Add);
            await unit.CommitAsync();
        }

        string[] columns = Columns(schema.ConnectionString);
        QueryServer(schema.ConnectionString, "ALTER TABLE crm_leads DROP COLUMN recycle_at CASCADE; ALTER TABLE crm_leads DROP COLUMN tenant CASCADE; ALTER TABLE crm_outbox DROP COLUMN tenant CASCADE; DROP TABLE crm_definitions; UPDATE crm_schema SET version = 2");
        PostgreSqlStore[] stores = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => PostgreSqlStore.Open(schema.ConnectionString))));
        Assert.Equal(columns, Columns(schema.ConnectionString));
        Assert.Equal(
            leads.Select(l => l.ToSnapshot()).OrderBy(l => l.Id).Select(l => l.ToJson()), (await stores[0].ReadLeadsAsync().ToListAsync()).Select(l => l.ToJson()));
        Assert.Equal(events, await stores[1].ReadOutboxAsync().CountAsync());
        Array.ForEach(stores, s => s.Dispose());
        QueryServer(schema.ConnectionString, "UPDATE crm_schema SET version = 99");
        Assert.Contains("version 99", Assert.Throws<InvalidDataException>(() => PostgreSqlStore.Open(schema.ConnectionString)).Message, StringComparison.Ordinal);
        QueryServer(schema.ConnectionString, "DROP TABLE crm_schema");
        Assert.Contains("crm_schema", Assert.Throws<InvalidDataException>(() => PostgreSqlStore.Open(schema.ConnectionString)).Message, StringComparison.Ordinal);
    }

    private static string[] Schema(string file) => Query(file, "SELECT type || name || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1");

    private static string[] Columns(string connection) => QueryServer(
        connection,
        """
        SELECT table_name || column_name || data_type || is_nullable FROM information_schema.columns WHERE table_schema = current_schema()
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1
        """);

    private static string[] Query(string file, string sql)
    {
        using SqliteConnection connection = new($"Data Source={file};Pooling=False");
        connection.Open();
        using SqliteCommand command = new(sql, connection);
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.GetValue(0).ToString()!);
        }

        return [.. rows];
    }

    private static string[] QueryServer(string connectionString, string sql)
    {
        using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        using NpgsqlCommand command = new(sql, connection);
        using NpgsqlDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return [.. rows];
    }
}
