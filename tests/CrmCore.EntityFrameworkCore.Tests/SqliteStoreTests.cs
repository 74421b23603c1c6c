using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Tests.Support;
using FsCheck;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore.Tests;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("crm.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_keeps_what_was_written_when_it_is_opened_again()
    {
        Lead lead = Samples.FullLead();
        using (SqliteStore store = SqliteStore.Open(File))
        {
            await AddAsync(store, lead);
        }

        Assert.Equal([File], Directory.GetFiles(_folder.Path));
        using SqliteStore again = SqliteStore.Open(File);
        Assert.Equal(lead.ToSnapshot().ToJson(), (await again.ReadLeadsAsync().SingleAsync()).ToJson());
        Assert.Equal("wal", Scalar("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task A_new_file_can_be_opened_by_many_at_once()
    {
        SqliteStore[] stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SqliteStore.Open(File))));
        await Task.WhenAll(stores.Select(s => AddAsync(s, Samples.Lead())));
        Assert.Equal(8, await stores[0].ReadLeadsAsync().CountAsync());
        Array.ForEach(stores, s => s.Dispose());
    }

    [Fact]
    public void What_is_no_database_is_refused_with_its_name()
    {
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("name,company\n", 100)));
        Assert.Contains(File, Assert.Throws<InvalidDataException>(() => SqliteStore.Open(File)).Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => SqliteStore.Open(_folder.File("none/crm.db")));
        Assert.Throws<IOException>(() => SqliteStore.Open(_folder.Path));
        Assert.Throws<ArgumentException>(() => SqliteStore.Open(" "));
    }

    [Fact]
    public void A_file_of_a_later_version_is_refused()
    {
        SqliteStore.Open(File).Dispose();
        Scalar("PRAGMA user_version = 99");
        Assert.Contains("version 99", Assert.Throws<InvalidDataException>(() => SqliteStore.Open(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_of_others_in_the_file_are_left_alone()
    {
        Scalar("CREATE TABLE orders (id INTEGER); INSERT INTO orders VALUES (7)");
        using SqliteStore store = SqliteStore.Open(File);
        await AddAsync(store, Samples.Lead());
        Assert.Equal(7L, Scalar("SELECT id FROM orders"));
    }

    [Fact]
    public async Task A_failure_in_the_middle_of_a_commit_leaves_nothing_behind_and_can_be_repeated()
    {
        using SqliteStore store = SqliteStore.Open(File);
        Lead stored = Samples.Lead();
        await AddAsync(store, stored);
        Scalar("CREATE TRIGGER full BEFORE INSERT ON crm_outbox WHEN (SELECT count(*) FROM crm_outbox) >= 3 BEGIN SELECT RAISE(ABORT, 'full'); END");
        await using IUnitOfWork unit = store.Begin();
        stored.AssignTo(Samples.Anna, "assigned", Samples.At).EnsureSucceeded();
        unit.Leads.Update(stored);
        unit.Leads.Add(Samples.Lead());
        unit.Accounts.Add(Samples.FullAccount());
        await Assert.ThrowsAnyAsync<Exception>(() => unit.CommitAsync());
        Assert.Equal((1, 1), (stored.Version, stored.PendingEvents.Count));
        Assert.Equal(1, (await store.ReadLeadsAsync().SingleAsync()).Version);
        Assert.Equal(1, await store.ReadOutboxAsync().CountAsync());
        Scalar("DROP TRIGGER full");
        await unit.CommitAsync();
        Assert.Equal(2, await store.ReadLeadsAsync().CountAsync());
        Assert.Equal(4, await store.ReadOutboxAsync().CountAsync());
    }

    [Fact]
    public async Task Columns_sort_amounts_and_instants_by_value()
    {
        using SqliteStore store = SqliteStore.Open(File);
        decimal[] amounts = [9m, 100m, 5m, 10.5m, 79228162514264337593543950335m, 0m];
        await using (IUnitOfWork unit = store.Begin())
        {
            foreach (decimal amount in amounts)
            {
                unit.Opportunities.Add(Samples.FullOpportunity(amount));
            }

            await unit.CommitAsync();
        }

        await using CrmDbContext context = store.NewContext();
        List<OpportunityRow> rows = await context.Set<OpportunityRow>().OrderBy(r => r.Amount).ToListAsync();
        Assert.Equal(amounts.Order(), rows.Select(r => r.ToSnapshot().Amount!.Value.Amount));
        Assert.All(rows, r => Assert.Equal((Samples.At.UtcDateTime, DateTimeKind.Utc), (r.CreatedAt, r.CreatedAt.Kind)));
        Assert.Equal("real", Scalar("SELECT DISTINCT typeof(amount) FROM crm_opportunities"));

        DateTimeOffset[] instants = [Samples.At, Samples.At.ToOffset(TimeSpan.FromHours(-11)).AddTicks(1), Samples.At.AddTicks(-Samples.At.Ticks % TimeSpan.TicksPerSecond), Samples.At.AddTicks(10)];
        await AddAsync(store, [.. instants.Select(at => Lead.Capture(LeadId.New(TimeProvider.System), Samples.Details(), LeadSource.Web, Custody.InPool(Samples.Pool), at))]);
        Assert.Equal(instants.Order(), (await context.Set<LeadRow>().OrderBy(r => r.CapturedAt).ToListAsync()).Select(r => r.ToSnapshot().CapturedAt));
    }

    [Fact]
    public async Task Columns_tell_what_reports_ask_for()
    {
        using SqliteStore store = SqliteStore.Open(File);
        Lead lead = Samples.FullLead();
        await AddAsync(store, lead);
        await using CrmDbContext context = store.NewContext();
        LeadRow row = await context.Set<LeadRow>().SingleAsync();
        Assert.Equal((LeadStatus.Nurturing, Samples.Anna.Value, null), (row.Status, row.Owner, row.Pool));
        Assert.Equal("上海 Ｅｘａｍｐｌｅ 有限公司 🏭", row.Company);
        Assert.Equal(("Anna.Keller+fair@example.com", "anna.keller@example.com", "+8613800000000"), (row.Email, row.EmailMatch, row.PhoneMatch));
        Assert.Equal(("salesforce 导出", "00Q/1'\"🙂"), (row.ExternalSystem, row.ExternalKey));
        Assert.Equal("MarketingEvent", Scalar("SELECT source_kind FROM crm_leads"));
    }

    [Fact]
    public async Task A_long_name_is_cut_in_its_column_and_kept_in_the_snapshot()
    {
        using SqliteStore store = SqliteStore.Open(File);
        string name = new string('长', 399) + "🙂🙂";
        await using (IUnitOfWork unit = store.Begin())
        {
            unit.Opportunities.Add(Samples.FullOpportunity(name: name));
            await unit.CommitAsync();
        }

        await using CrmDbContext context = store.NewContext();
        OpportunityRow row = await context.Set<OpportunityRow>().SingleAsync();
        Assert.Equal((new string('长', 399), name), (row.Name, row.ToSnapshot().Name));
    }

    [Law(MaxTest = 5)]
    public bool Any_texts_numbers_and_instants_come_back(NonNull<string>[] texts, decimal[] numbers, DateTimeOffset[] instants)
    {
        using TemporaryFolder folder = new();
        using SqliteStore store = SqliteStore.Open(folder.File("crm.db"));
        return BackAsync(store, [.. texts.Select(t => t.Get)], numbers, instants).GetAwaiter().GetResult();
    }

    private static async Task<bool> BackAsync(SqliteStore store, string[] texts, decimal[] numbers, DateTimeOffset[] instants)
    {
        Lead lead = Samples.Lead();
        CustomFields fields = CustomFields.Empty;
        foreach ((int i, string text) in texts.Index())
        {
            fields = fields.With($"t{i}", FieldValue.Of(text));
        }

        foreach ((int i, decimal number) in numbers.Index())
        {
            fields = fields.With($"n{i}", FieldValue.Of(number));
        }

        Lead written = Lead.FromSnapshot(lead.ToSnapshot() with
        {
            CustomFields = fields.ToDictionary(),
            Touches = [.. instants.Select(at => new SourceTouch(new LeadSource(LeadSourceKind.Web, at.ToString("O", null)), at))],
        });
        await AddAsync(store, written);
        await using IUnitOfWork unit = store.Begin();
        Lead read = (await unit.Leads.FindAsync(lead.Id))!;
        return read.CustomFields.SequenceEqual(written.CustomFields)
            && read.Touches.Zip(written.Touches).All(t => t.First.At.EqualsExact(t.Second.At))
            && read.Touches.Count == instants.Length;
    }

    private static async Task AddAsync(SqliteStore store, params Lead[] leads)
    {
        await using IUnitOfWork unit = store.Begin();
        Array.ForEach(leads, unit.Leads.Add);
        await unit.CommitAsync();
    }

    private object? Scalar(string sql)
    {
        using SqliteConnection connection = new($"Data Source={File};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
