using System.Text;
using System.Text.Json;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Commands;

public sealed class ImportCommandTests
{
    private const string Leads = """
        id,name,company,email,phone,source,created
        1,Anna Keller,Keller GmbH,anna@keller.example,+49 89 1234567,web,2026-03-01
        2,王小明,北京测试有限公司,,13800000000,referral,2026-03-02

        """;

    [Fact]
    public async Task Importing_twice_changes_nothing()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("leads.csv", Leads);

        CommandRun first = await CrmCoreProcess.RunAsync("import", "leads", file, "--db", folder["crm.db"]);
        CommandRun second = await CrmCoreProcess.RunAsync("import", "leads", file, "--db", folder["crm.db"], "--json");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        using JsonDocument summary = JsonDocument.Parse(second.Output);
        Assert.Equal(0, summary.RootElement.GetProperty("imported").GetInt32());
        Assert.Equal(2, summary.RootElement.GetProperty("known").GetInt32());
    }

    [Theory]
    [InlineData("en", "No key column was recognised, so rows are identified by their position.")]
    [InlineData("zh", "没有识别出主键列，将按行的位置区分各行。")]
    public async Task Rows_without_a_key_are_said_to_be_known_by_their_position(string language, string expected)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("leads.csv", "name,email\nAnna Keller,anna@keller.example\n");
        string map = folder.Write("map.json", """{ "key": "row", "columns": { "name": "name", "email": "email" } }""");
        string[] import = ["import", "leads", file, "--db", folder["crm.db"], "--dry-run", "--json", "--lang", language];

        CommandRun silent = await CrmCoreProcess.RunAsync(import);
        CommandRun suggested = await CrmCoreProcess.RunAsync("import", "leads", file, "--db", folder["crm.db"], "--suggest-map", "--lang", language);
        CommandRun asked = await CrmCoreProcess.RunAsync([.. import, "--map", map]);

        Assert.Contains(expected, silent.Error, StringComparison.Ordinal);
        Assert.Contains(expected, suggested.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(expected, asked.Error, StringComparison.Ordinal);
        Assert.Equal((true, false), (IsByPosition(silent), IsByPosition(asked)));

        static bool IsByPosition(CommandRun run) => JsonDocument.Parse(run.Output).RootElement.GetProperty("isByPosition").GetBoolean();
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        using TemporaryFolder folder = new();

        CommandRun run = await CrmCoreProcess.RunAsync("import", "leads", folder.Write("leads.csv", Leads), "--db", folder["crm.db"], "--dry-run");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("nothing was written", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["crm.db"]));
    }

    [Fact]
    public async Task Bad_rows_are_told_with_line_and_column_and_the_rest_goes_on()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("deals.csv", """
            id,name,stage,amount,created,closed
            1,Good,won,"1,200.50",2026-01-05,2026-02-05
            2,No such day,won,10,2026-02-30,2026-03-05
            3,No such stage,haggling,10,2026-02-03,
            4,Closed before it began,lost,10,2026-02-03,2026-01-03
            5,Too few
            6,Negative,won,-10,2026-01-05,2026-02-05

            """);

        CommandRun run = await CrmCoreProcess.RunAsync("import", "opportunities", file, "--db", folder["crm.db"], "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("deals.csv:3:5:", run.Error, StringComparison.Ordinal);
        Assert.Contains("deals.csv:4:3:", run.Error, StringComparison.Ordinal);
        Assert.Contains("deals.csv:5:6:", run.Error, StringComparison.Ordinal);
        Assert.Contains("deals.csv:6", run.Error, StringComparison.Ordinal);
        Assert.Contains("deals.csv:7:4:", run.Error, StringComparison.Ordinal);
        Assert.Contains("a negative amount", run.Error, StringComparison.Ordinal);
        using JsonDocument summary = JsonDocument.Parse(run.Output);
        Assert.Equal(1, summary.RootElement.GetProperty("imported").GetInt32());
        Assert.Equal(5, summary.RootElement.GetProperty("rejected").GetInt32());
    }

    [Fact]
    public async Task A_reason_that_no_deal_takes_is_told_with_its_row()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("deals.csv", $"id,name,stage,amount,created,closed,reason\n1,Good,lost,10,2026-01-05,2026-02-05,price\n2,Wordy,lost,10,2026-01-05,2026-02-05,{new string('x', 4001)}\n");

        CommandRun run = await CrmCoreProcess.RunAsync("import", "opportunities", file, "--db", folder["crm.db"], "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("deals.csv:3:7:", run.Error, StringComparison.Ordinal);
        using JsonDocument summary = JsonDocument.Parse(run.Output);
        Assert.Equal(1, summary.RootElement.GetProperty("imported").GetInt32());
    }

    [Theory]
    [InlineData("missing.csv", null, "no such file")]
    [InlineData("empty.csv", "", "the file is empty")]
    [InlineData("header.csv", "id,name\n", "there is a header and no row")]
    public async Task A_file_that_is_none_ends_with_exit_code_1(string name, string? text, string expected)
    {
        using TemporaryFolder folder = new();
        string file = text is null ? folder[name] : folder.Write(name, text);

        CommandRun run = await CrmCoreProcess.RunAsync("import", "leads", file, "--db", folder["crm.db"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["crm.db"]));
    }

    [Fact]
    public async Task A_GB18030_file_with_a_line_of_10_MB_goes_on_after_it()
    {
        using TemporaryFolder folder = new();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string text = $"编号,姓名,公司,电话\n1,王小明,北京测试有限公司,13800000000\n2,{new string('长', 5_000_000)},x,1\n3,李雷,上海示例有限公司,13900000000\n";

        CommandRun run = await CrmCoreProcess.RunAsync("import", "leads", folder.Write("线索.csv", text, Encoding.GetEncoding("GB18030")), "--db", folder["crm.db"], "--json");

        Assert.Equal(2, run.ExitCode);
        using JsonDocument summary = JsonDocument.Parse(run.Output);
        Assert.Equal(2, summary.RootElement.GetProperty("imported").GetInt32());
    }

    [Fact]
    public async Task The_map_it_would_use_can_be_given_back_to_it()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("leads.csv", Leads);

        CommandRun suggested = await CrmCoreProcess.RunAsync("import", "leads", file, "--suggest-map");
        string map = folder.Write("map.json", suggested.Output);
        CommandRun run = await CrmCoreProcess.RunAsync("import", "leads", file, "--map", map, "--db", folder["crm.db"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("2 imported", run.Output, StringComparison.Ordinal);
    }
}
