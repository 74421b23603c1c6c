using System.Text.Json;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Tests.Support;
using CrmCore.Opportunities;

namespace CrmCore.Cli.Tests.Commands;

/// <summary>Deals whose rows name the pipeline that they stand in.</summary>
public sealed class ImportPipelinesTests : IDisposable
{
    private const string Deals = """
        id,name,Sales process,stage,created,closed,entered_trial
        1,Bank,Enterprise sale,Negotiation,2026-01-05,,
        2,Mine,enterprise,won,2026-01-05,2026-02-05,
        3,Arm,机器人销售,Robot trial,2026-01-05,,2026-01-08
        4,Leg,,Quotation,2026-01-05,,
        5,Van,Rental,Won,2026-01-05,2026-02-05,
        6,Toe,light,Robot trial,2026-01-05,,

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_row_goes_into_its_own_and_an_unknown_one_is_told_with_line_and_column()
    {
        await ImportAsync("kept.csv", "id,name,stage,created\n0,Head,talk,2026-01-01\n", "--pipeline", _folder.Write("robots.json", RobotSale.Pipeline));
        CommandRun run = await ImportAsync("deals.csv", Deals, "--pipeline", "solution-sale", "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("deals.csv:6:3: [Sales process] no pipeline has this key or name, or several have this name: \"Rental\"", run.Error, StringComparison.Ordinal);
        Assert.Contains("to one of solution-sale, ", run.Error, StringComparison.Ordinal);
        Assert.Contains("deals.csv:7:4: [stage] the pipeline light has no such stage: \"Robot trial\"", run.Error, StringComparison.Ordinal);
        Assert.Contains("{ \"light/...\": ... }", run.Error, StringComparison.Ordinal);
        Assert.Contains("otherwise into Solution sale (solution-sale v1)", run.Error, StringComparison.Ordinal);
        Assert.Contains("Enterprise sale / Negotiation 1, Enterprise sale / Won 1, Robot sale / Robot trial 1, Solution sale / Quotation 1", run.Error, StringComparison.Ordinal);
        JsonElement summary = JsonElement.Parse(run.Output);
        Assert.Equal((4, 2), (summary.GetProperty("imported").GetInt32(), summary.GetProperty("rejected").GetInt32()));
        Assert.Equal(["enterprise/negotiation", "enterprise/won", "robots/trial", "solution-sale/quotation"], summary.GetProperty("byState").EnumerateObject().Select(s => s.Name));
        OpportunitySnapshot[] deals = await DealsAsync();
        Assert.Equal(
            [("Arm", "robots v1", "trial"), ("Bank", "enterprise v1", "negotiation"), ("Head", "robots v1", "talk"), ("Leg", "solution-sale v1", "quotation"), ("Mine", "enterprise v1", "won")],
            deals.OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => (d.Name, d.Pipeline.ToString(), d.Stage)));
        Assert.Equal(new DateTimeOffset(2026, 1, 8, 0, 0, 0, TimeSpan.Zero), deals.Single(d => d.Name == "Arm").StageEnteredAt);
    }

    [Fact]
    public async Task A_pipeline_given_by_option_can_be_named_too_and_is_that_of_rows_that_name_none()
    {
        CommandRun run = await ImportAsync("deals.csv", "id,name,pipeline,stage,created\n1,Arm,Robot sale,trial,2026-01-05\n2,Leg,,talk,2026-01-05\n3,Bank,大客户销售,negotiation,2026-01-05\n", "--pipeline", _folder.Write("robots.json", RobotSale.Pipeline), "--lang", "zh");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("商机进入所在行指定的流程；未指定的进入“机器人销售”（robots v1）。", run.Output, StringComparison.Ordinal);
        Assert.Contains("大客户销售 / 商务谈判 1", run.Output, StringComparison.Ordinal);
        Assert.Equal(["enterprise v1", "robots v1", "robots v1"], (await DealsAsync()).Select(d => d.Pipeline.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_map_names_the_pipeline_of_all_rows_or_leaves_the_column_out()
    {
        string constant = _folder.Write("constant.json", """{ "key": "id", "columns": { "name": "name", "stage": "stage", "created": "created", "sales process": "custom" }, "constants": { "pipeline": "light" } }""");
        string ignored = _folder.Write("ignored.json", """{ "key": "id", "columns": { "name": "name", "stage": "stage", "created": "created", "sales process": "-" } }""");
        const string deals = "id,name,sales process,stage,created\n1,Van,Rental,won,2026-01-05\n";

        CommandRun all = await ImportAsync("all.csv", deals, "--map", constant);
        CommandRun none = await ImportAsync("none.csv", deals, "--map", ignored, "--pipeline", "standard");

        Assert.Equal((0, 0), (all.ExitCode, none.ExitCode));
        Assert.Contains("Light sale / Won 1", all.Output, StringComparison.Ordinal);
        Assert.Contains("  Won 1", none.Output, StringComparison.Ordinal);
        Assert.Equal(["light v1", "standard v1"], (await DealsAsync()).Select(d => d.Pipeline.ToString()).Order(StringComparer.Ordinal));
    }

    private Task<CommandRun> ImportAsync(string name, string text, params string[] options) =>
        CrmCoreProcess.RunAsync(["import", "opportunities", _folder.Write(name, text), "--db", _folder["crm.db"], .. options]);

    private async Task<OpportunitySnapshot[]> DealsAsync()
    {
        using CrmDatabase database = CrmDatabase.Open(_folder["crm.db"]);
        return await database.Opportunities.ReadOpportunitiesAsync().ToArrayAsync();
    }
}
