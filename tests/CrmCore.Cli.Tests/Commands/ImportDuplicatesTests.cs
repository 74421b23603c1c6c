using System.Text.Json;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Tests.Support;
using CrmCore.Leads;

namespace CrmCore.Cli.Tests.Commands;

public sealed class ImportDuplicatesTests : IDisposable
{
    private const string Stored = """
        id,name,company,email,phone,created
        1,Anna Keller,Keller GmbH,anna@keller.example,+49 89 1234567,2026-03-01
        2,王小明,北京测试有限公司,wang@ceshi.example,13800000000,2026-03-02

        """;

    /// <summary>Line 2 is Anna again with a city, line 3 her once more, line 4 perhaps Wang Xiaoming, without a name, line 5 a colleague of Anna, line 6 nobody's duplicate.</summary>
    private const string Arriving = """
        id,name,company,email,phone,city,created
        a,"KELLER, Anna",Keller,Anna@Keller.example,0049 89 1234567,Ulm,2026-02-01
        b,Anna Keller,Keller GmbH,anna@keller.example,+49 89 1234567,,2026-04-01
        c,,北京测试有限公司,,13800000000,,2026-04-02
        d,Bernd Vogel,Keller GmbH,,,,2026-04-03
        e,Olga Petrova,Severny Veter OOO,olga@veter.example,+7 495 1112233,,2026-04-04

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("allow")]
    [InlineData(null)]
    public async Task Allow_takes_in_everything_and_looks_for_nothing(string? policy)
    {
        CommandRun run = await ImportAsync(policy);

        Assert.Equal((0, 5), (run.ExitCode, Number(run, "imported")));
        using JsonDocument summary = JsonDocument.Parse(run.Output);
        Assert.Equal(JsonValueKind.Null, summary.RootElement.GetProperty("duplicates").ValueKind);
        Assert.DoesNotContain("the same as", run.Error, StringComparison.Ordinal);
        Assert.Equal(7, (await LeadsAsync()).Count);
    }

    [Fact]
    public async Task Warn_takes_in_everything_and_names_line_lead_and_reasons()
    {
        CommandRun run = await ImportAsync("warn");

        Assert.Equal((0, 5), (run.ExitCode, Number(run, "imported")));
        Assert.Equal((2, 1, 3, 0, 0), Duplicates(run));
        Assert.Matches(@"arriving\.csv:2: the same as Anna Keller \(key 1 of stored\.csv\): .*e-mail 1\.00", run.Error);
        Assert.Matches(@"arriving\.csv:3: the same as .*Keller.* \(key \w+ (of stored\.csv|in line 2)\): ", run.Error);
        Assert.Matches(@"arriving\.csv:4: likely the same as 王小明 \(key 2 of stored\.csv\): .*company 1\.00", run.Error);
        Assert.DoesNotContain("arriving.csv:5", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("arriving.csv:6", run.Error, StringComparison.Ordinal);
        Assert.Equal(7, (await LeadsAsync()).Count);
    }

    [Fact]
    public async Task Block_rejects_the_row_says_how_to_mend_it_and_ends_with_exit_code_2()
    {
        CommandRun run = await ImportAsync("block");

        Assert.Equal((2, 2, 3), (run.ExitCode, Number(run, "imported"), Number(run, "rejected")));
        Assert.Equal((2, 1, 0, 3, 0), Duplicates(run));
        Assert.Matches(@"arriving\.csv:3: the same as Anna Keller \(key 1 of stored\.csv\): .* -> leave the row out, or import it with --duplicates warn", run.Error);
        Assert.Equal(["Anna Keller", "Bernd Vogel", "Olga Petrova", "王小明"], (await LeadsAsync()).Select(l => l.Details.DisplayName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Block_ends_with_exit_code_2_where_every_row_is_a_duplicate()
    {
        CommandRun run = await ImportAsync("block", Stored, "again.csv");

        Assert.Equal((2, 0, 2), (run.ExitCode, Number(run, "imported"), Number(run, "rejected")));
    }

    [Fact]
    public async Task Merge_merges_into_the_lead_that_was_there_first_and_only_what_is_the_same()
    {
        CommandRun run = await ImportAsync("merge");

        Assert.Equal((0, 5), (run.ExitCode, Number(run, "imported")));
        Assert.Equal((2, 1, 1, 0, 2), Duplicates(run));
        Assert.Matches(@"arriving\.csv:4: likely the same as", run.Error);
        IReadOnlyList<LeadSnapshot> leads = await LeadsAsync();
        LeadSnapshot anna = leads.Single(l => l.ExternalKey?.Key == "1");
        Assert.Equal((LeadStatus.New, "Anna Keller", "Ulm", 2), (anna.Status, anna.Details.DisplayName, anna.Details.City, anna.Merges?.Count));
        Assert.All(leads.Where(l => l.ExternalKey?.Key is "a" or "b"), l => Assert.Equal((LeadStatus.Merged, anna.Id), (l.Status, l.MergedInto)));
        Assert.Equal(5, leads.Count(l => l.Status != LeadStatus.Merged));

        CommandRun again = await CrmCoreProcess.RunAsync("import", "leads", _folder["arriving.csv"], "--duplicates", "merge", "--db", _folder["crm.db"], "--json");
        Assert.Equal((0, 5), (again.ExitCode, Number(again, "known")));
        Assert.Equal((0, 0, 0, 0, 0), Duplicates(again));
    }

    [Theory]
    [InlineData("warn")]
    [InlineData("block")]
    [InlineData("merge")]
    public async Task A_dry_run_finds_what_the_import_will_find_and_writes_nothing(string policy)
    {
        CommandRun dry = await ImportAsync(policy, dryRun: true);
        Assert.Equal(["1", "2"], (await LeadsAsync()).Select(l => l.ExternalKey?.Key).Order(StringComparer.Ordinal));

        CommandRun real = await CrmCoreProcess.RunAsync("import", "leads", _folder["arriving.csv"], "--duplicates", policy, "--db", _folder["crm.db"], "--json");

        Assert.Equal((real.ExitCode, Number(real, "imported"), Duplicates(real)), (dry.ExitCode, Number(dry, "imported"), Duplicates(dry)));
    }

    [Fact]
    public async Task A_new_database_screens_the_rows_of_one_file_against_each_other_in_Chinese_too()
    {
        string file = _folder.Write("arriving.csv", Arriving);

        CommandRun run = await CrmCoreProcess.RunAsync("import", "leads", file, "--duplicates", "block", "--db", _folder["crm.db"], "--dry-run", "--lang", "zh-Hans");

        Assert.Equal(2, run.ExitCode);
        Assert.Matches(@"arriving\.csv:3：与 .*（第 2 行，主键 a） ?相同：.*邮箱 1\.00", run.Output);
        Assert.Contains("相同 1，很可能相同 0；导入并提示 0，拦截 1，合并 0", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["crm.db"]));
    }

    [Fact]
    public async Task Rows_that_name_nobody_are_nobodys_duplicates()
    {
        string file = _folder.Write("cases.csv", "id,status\n1001,new\n1002,new\n1003,new\n");
        string map = _folder.Write("map.json", """{"key":"id","columns":{"status":"status"}}""");

        CommandRun run = await CrmCoreProcess.RunAsync("import", "leads", file, "--map", map, "--duplicates", "block", "--db", _folder["crm.db"], "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal((3, (0, 0, 0, 0, 0)), (Number(run, "imported"), Duplicates(run)));
    }

    [Fact]
    public async Task A_policy_that_is_none_is_refused_with_those_that_are()
    {
        CommandRun run = await ImportAsync("ignore");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("merge", run.Error, StringComparison.Ordinal);
    }

    private async Task<CommandRun> ImportAsync(string? policy, string rows = Arriving, string name = "arriving.csv", bool dryRun = false)
    {
        CommandRun first = await CrmCoreProcess.RunAsync("import", "leads", _folder.Write("stored.csv", Stored), "--db", _folder["crm.db"]);
        Assert.True(first.ExitCode == 0, first.Error);
        string[] arguments = ["import", "leads", _folder.Write(name, rows), "--db", _folder["crm.db"], "--json", .. policy is null ? [] : (string[])["--duplicates", policy], .. dryRun ? (string[])["--dry-run"] : []];
        return await CrmCoreProcess.RunAsync(arguments);
    }

    private async Task<IReadOnlyList<LeadSnapshot>> LeadsAsync()
    {
        using CrmDatabase database = CrmDatabase.Open(_folder["crm.db"]);
        List<LeadSnapshot> leads = [];
        await foreach (LeadSnapshot lead in database.Leads.ReadLeadsAsync(null, CancellationToken.None))
        {
            leads.Add(lead);
        }

        return leads;
    }

    private static int Number(CommandRun run, string property)
    {
        using JsonDocument summary = JsonDocument.Parse(run.Output);
        return summary.RootElement.GetProperty(property).GetInt32();
    }

    private static (int Same, int Likely, int Warned, int Blocked, int Merged) Duplicates(CommandRun run)
    {
        using JsonDocument summary = JsonDocument.Parse(run.Output);
        JsonElement found = summary.RootElement.GetProperty("duplicates");
        return (Of("same"), Of("likely"), Of("warned"), Of("blocked"), Of("merged"));

        int Of(string name) => found.GetProperty(name).GetInt32();
    }
}
