using System.Text.Json;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Tests.Support;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Cli.Tests.Commands;

/// <summary><c>duplicates</c>, <c>merge</c> and <c>unmerge</c> as processes on an imported file in which the leads 1 and 2 are the same.</summary>
public sealed class MergeCommandTests : IDisposable
{
    private const string Rows = """
        id,name,company,title,email,phone,city,country,source,created
        1,Anna Keller,Keller Bau GmbH,,anna@keller.example,+49 89 1234567,,,web,2026-03-01
        2,Anna Keller,Keller Bau,Head of Purchasing,anna@keller.example,+49 89 1234567,Munich,DE,fair,2026-03-05
        3,王小明,北京测试有限公司,,,13800000000,,,referral,2026-03-02

        """;

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["crm.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_duplicates_are_found()
    {
        Dictionary<string, LeadSnapshot> leads = await ImportedAsync();

        CommandRun json = await CrmCoreProcess.RunAsync("duplicates", "--db", Database, "--json");
        CommandRun report = await CrmCoreProcess.RunAsync("duplicates", "--db", Database, "--report");
        CommandRun chinese = await CrmCoreProcess.RunAsync("duplicates", "--db", Database, "--lang", "zh");

        Assert.Equal((0, 0, 0), (json.ExitCode, report.ExitCode, chinese.ExitCode));
        using JsonDocument found = JsonDocument.Parse(json.Output);
        Assert.Equal((3, 1), (found.RootElement.GetProperty("leads").GetInt32(), found.RootElement.GetProperty("clusters").GetInt32()));
        JsonElement cluster = Assert.Single(found.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal("same", cluster.GetProperty("class").GetString());
        Assert.Equal(
            new[] { leads["1"].Id.Value, leads["2"].Id.Value }.Order(),
            cluster.GetProperty("leads").EnumerateArray().Select(l => l.GetProperty("id").GetGuid()).Order());
        Assert.Contains("1 group with 2 of 3 leads; 1 group can be merged", report.Output, StringComparison.Ordinal);
        Assert.Contains("email 1.00", report.Output, StringComparison.Ordinal);
        Assert.Contains("3 条线索中有 1 组重复", chinese.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duplicates_are_found_across_leads_contacts_and_accounts()
    {
        await ImportedAsync();
        using (CrmDatabase database = CrmDatabase.Open(Database))
        {
            AccountSnapshot account = new() { Id = AccountId.New(TimeProvider.System), Name = "Keller Bau", CreatedAt = DateTimeOffset.UnixEpoch };
            await using IUnitOfWork unit = database.Units.Begin();
            unit.Accounts.Add(Account.Create(account));
            unit.Accounts.Add(Account.Create(account with { Id = AccountId.New(TimeProvider.System), Name = "Keller Bau GmbH" }));
            unit.Contacts.Add(Contact.Create(new() { Id = ContactId.New(TimeProvider.System), Name = new("Anna Keller"), Account = account.Id, Email = EmailAddress.Parse("anna@keller.example"), CreatedAt = DateTimeOffset.UnixEpoch }));
            await unit.CommitAsync();
        }

        CommandRun json = await CrmCoreProcess.RunAsync("duplicates", "--db", Database, "--json");
        CommandRun text = await CrmCoreProcess.RunAsync("duplicates", "--db", Database, "--report");
        using JsonDocument found = JsonDocument.Parse(json.Output);
        Assert.Equal(
            [("same", "contact lead lead"), ("likely", "account account")],
            found.RootElement.GetProperty("across").EnumerateArray().Select(g => (
                g.GetProperty("class").GetString()!,
                string.Join(' ', g.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("kind").GetString()).Order()))));
        Assert.Equal(2, found.RootElement.GetProperty("knownAccounts").GetArrayLength());
        Assert.Contains("2 groups with contacts or accounts; 2 leads from a company that is an account", text.Output, StringComparison.Ordinal);
        Assert.Contains("company of the account Keller Bau", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_shows_every_field_and_changes_nothing()
    {
        Dictionary<string, LeadSnapshot> before = await ImportedAsync();
        string[] ids = [$"{before["1"].Id}", $"{before["2"].Id}"];

        CommandRun text = await CrmCoreProcess.RunAsync(["merge", .. ids, "--dry-run", "--db", Database]);
        CommandRun json = await CrmCoreProcess.RunAsync(["merge", .. ids, "--dry-run", "--json", "--db", Database]);
        CommandRun auto = await CrmCoreProcess.RunAsync("merge", "--auto", "--dry-run", "--db", Database);

        Assert.Equal((0, 0, 0), (text.ExitCode, json.ExitCode, auto.ExitCode));
        Assert.StartsWith($"Would merge    {ids[1]} into {ids[0]}", text.Output, StringComparison.Ordinal);
        Assert.Contains("company: Keller Bau GmbH (instead of Keller Bau)", text.Output, StringComparison.Ordinal);
        Assert.Contains("title: Head of Purchasing", text.Output, StringComparison.Ordinal);
        Assert.Equal(text.Output, auto.Output);
        AssertDone(json.Output, before["1"], before["2"]);
        Assert.Equal(Everything(before), Everything(await StoredAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Merging_and_undoing_it_leaves_the_leads_as_they_were(bool auto)
    {
        Dictionary<string, LeadSnapshot> before = await ImportedAsync();
        string[] what = auto ? ["--auto"] : [$"{before["2"].Id}", $"{before["1"].Id}"];

        CommandRun merge = await CrmCoreProcess.RunAsync(["merge", .. what, "--json", "--db", Database]);
        Dictionary<string, LeadSnapshot> merged = await StoredAsync();
        CommandRun unmerge = await CrmCoreProcess.RunAsync("unmerge", $"{before["1"].Id}", "--json", "--db", Database);

        Assert.Equal((0, 0), (merge.ExitCode, unmerge.ExitCode));
        AssertDone(merge.Output, before["1"], before["2"]);
        Assert.Equal((LeadStatus.Merged, before["1"].Id), (merged["2"].Status, merged["2"].MergedInto));
        Assert.Equal(("Head of Purchasing", "Munich"), (merged["1"].Details.Title, merged["1"].Details.City));
        using JsonDocument undone = JsonDocument.Parse(unmerge.Output);
        Assert.True(undone.RootElement.GetProperty("done").GetBoolean());
        Assert.Equal(before["1"].Id.Value, undone.RootElement.GetProperty("survivor").GetGuid());
        Assert.Equal(Data(before), Data(await StoredAsync()));
        Assert.NotEqual(Data(before), Data(merged));
    }

    [Fact]
    public async Task The_lead_that_is_to_stay_can_be_named()
    {
        Dictionary<string, LeadSnapshot> before = await ImportedAsync();

        CommandRun merge = await CrmCoreProcess.RunAsync("merge", $"{before["1"].Id}", "--into", $"{before["2"].Id}", "--db", Database);

        Assert.True(merge.ExitCode == 0, merge.Error);
        Assert.Contains($"Merged         {before["1"].Id} into {before["2"].Id}", merge.Output, StringComparison.Ordinal);
        Assert.Equal(before["2"].Id, (await StoredAsync())["1"].MergedInto);
    }

    [Fact]
    public async Task What_cannot_be_merged_or_undone_is_told_and_changes_nothing()
    {
        Dictionary<string, LeadSnapshot> before = await ImportedAsync();
        string one = $"{before["1"].Id}";

        CommandRun alone = await CrmCoreProcess.RunAsync("merge", one, "--json", "--db", Database);
        CommandRun unknown = await CrmCoreProcess.RunAsync("merge", one, "018f2f6e-7c00-7000-8000-000000000001", "--db", Database);
        CommandRun noId = await CrmCoreProcess.RunAsync("merge", one, "lead-2", "--db", Database, "--lang", "zh");
        CommandRun nothing = await CrmCoreProcess.RunAsync("unmerge", one, "--json", "--db", Database);
        CommandRun missing = await CrmCoreProcess.RunAsync("unmerge", one, "--db", _folder["none.db"]);

        Assert.All([alone, unknown, noId, nothing, missing], run => Assert.Equal(1, run.ExitCode));
        using JsonDocument refused = JsonDocument.Parse(alone.Output);
        Assert.Equal("lead.merge-needs-two", refused.RootElement[0].GetProperty("refusals")[0].GetString());
        Assert.Contains("018f2f6e-7c00-7000-8000-000000000001", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("“lead-2”不是线索编号", noId.Error, StringComparison.Ordinal);
        using JsonDocument never = JsonDocument.Parse(nothing.Output);
        Assert.Equal("lead.nothing-merged", never.RootElement.GetProperty("refusals")[0].GetString());
        Assert.Contains("no such database", missing.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["none.db"]));
        Assert.Equal(Everything(before), Everything(await StoredAsync()));
    }

    [Fact]
    public async Task Merging_again_finds_nothing_more()
    {
        await ImportedAsync();
        await CrmCoreProcess.RunAsync("merge", "--auto", "--db", Database);
        Dictionary<string, LeadSnapshot> merged = await StoredAsync();

        CommandRun again = await CrmCoreProcess.RunAsync("merge", "--auto", "--json", "--db", Database);

        Assert.Equal(0, again.ExitCode);
        Assert.Contains("There are no duplicates", again.Error, StringComparison.Ordinal);
        using JsonDocument none = JsonDocument.Parse(again.Output);
        Assert.Empty(none.RootElement.EnumerateArray());
        Assert.Equal(Everything(merged), Everything(await StoredAsync()));
    }

    private static void AssertDone(string json, LeadSnapshot survivor, LeadSnapshot merged)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement only = Assert.Single(document.RootElement.EnumerateArray());
        Assert.True(only.GetProperty("done").GetBoolean());
        Assert.Equal(survivor.Id.Value, only.GetProperty("survivor").GetGuid());
        Assert.Equal(merged.Id.Value, Assert.Single(only.GetProperty("merged").EnumerateArray()).GetGuid());
    }

    /// <summary>All that is stored of the leads.</summary>
    private static IEnumerable<string> Everything(Dictionary<string, LeadSnapshot> leads) => leads.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => l.Value.ToJson());

    /// <summary>All but the versions, the number of events, the last change and the records of merges.</summary>
    private static IEnumerable<string> Data(Dictionary<string, LeadSnapshot> leads) =>
        Everything(leads.ToDictionary(l => l.Key, l => l.Value with { Version = 0, EventCount = 0, ChangedAt = default, Merges = null }));

    private async Task<Dictionary<string, LeadSnapshot>> ImportedAsync()
    {
        CommandRun import = await CrmCoreProcess.RunAsync("import", "leads", _folder.Write("leads.csv", Rows), "--db", Database);
        Assert.True(import.ExitCode == 0, import.Error + import.Output);
        return await StoredAsync();
    }

    /// <summary>The stored leads by the key of their row.</summary>
    private async Task<Dictionary<string, LeadSnapshot>> StoredAsync()
    {
        using CrmDatabase database = CrmDatabase.Open(Database);
        return await database.Leads.ReadLeadsAsync(null, CancellationToken.None).ToDictionaryAsync(l => l.ExternalKey!.Key, StringComparer.Ordinal);
    }
}
