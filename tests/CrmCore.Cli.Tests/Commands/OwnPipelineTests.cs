using System.Text.Json;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Tests.Support;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.Data.Sqlite;

namespace CrmCore.Cli.Tests.Commands;

/// <summary>What the tool does with the deals of a pipeline of the user's own.</summary>
public sealed class OwnPipelineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["crm.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_figure_is_that_of_its_stages()
    {
        CommandRun import = await ImportAsync("deals.csv", RobotSale.Deals, "--pipeline", Pipeline());

        Assert.Contains("The pipeline robots v1 is saved in the database", import.Output, StringComparison.Ordinal);
        JsonElement funnel = await JsonAsync("funnel");
        Assert.Equal("robots", funnel.GetProperty("pipeline").GetString());
        Assert.Equal([("talk", 6), ("trial", 5), ("contract", 3), ("won", 2)], funnel.GetProperty("steps").EnumerateArray().Select(s => (s.GetProperty("stage").GetString()!, s.GetProperty("reached").GetInt32())));
        Assert.Equal([0, 1, 0], funnel.GetProperty("steps").EnumerateArray().Take(3).Select(s => s.GetProperty("lost").GetInt32()));

        // 3 open deals, (1,000 + 3,000) / 2 a deal, 2 of 3 won, (20 + 40) / 2 days: 3 x 2,000 x 2/3 / 30.
        JsonElement velocity = await JsonAsync("velocity");
        Assert.Equal(
            ("robots", 3, 2000m, 30.0, 133.33m),
            (velocity.GetProperty("pipeline").GetString(), velocity.GetProperty("opportunities").GetInt32(), velocity.GetProperty("value").GetDecimal(), velocity.GetProperty("cycleDays").GetDouble(), decimal.Round(velocity.GetProperty("perDay").GetDecimal(), 2)));

        // 80% of 5,000 + 40% of 2,000 + 10% of 1,000, besides 4,000 won.
        JsonElement forecast = await JsonAsync("forecast", "--period", "2026-Q1", "--by", "stage");
        JsonElement total = forecast.GetProperty("total");
        Assert.Equal((4000m, 4900m, 8900m, 8000m), (total.GetProperty("won").GetDecimal(), total.GetProperty("weighted").GetDecimal(), total.GetProperty("expected").GetDecimal(), total.GetProperty("open").GetDecimal()));

        // 18 days in a stage that rots after 10.
        JsonElement health = await JsonAsync("health", "--owner", "bo");
        Assert.Equal(["Foot"], health.GetProperty("owners")[0].GetProperty("deals").EnumerateArray().Where(d => d.GetProperty("findings").EnumerateArray().Any(f => f.GetProperty("code").GetString() == "rotting")).Select(d => d.GetProperty("name").GetString()));

        string report = await ReportAsync();
        Assert.Contains("Robot trial", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Quotation", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_forecast_is_grouped_by_is_told_by_its_names()
    {
        await ImportAsync("deals.csv", RobotSale.Deals.Replace("id,name,", "id,company,name,", StringComparison.Ordinal).Replace("4,Hand", "4,Blau GmbH,Hand", StringComparison.Ordinal)
            .Replace("5,Foot", "5,Rot AG,Foot", StringComparison.Ordinal).Replace("6,Eye", "6,Rot AG,Eye", StringComparison.Ordinal)
            .Replace("1,Arm", "1,,Arm", StringComparison.Ordinal).Replace("2,Leg", "2,,Leg", StringComparison.Ordinal).Replace("3,Head", "3,,Head", StringComparison.Ordinal), "--pipeline", Pipeline());
        string stages = (await RunAsync("forecast", "--period", "2026-Q1", "--by", "stage", "--lang", "zh")).Output;
        Assert.Matches("│ 阶段 +│", stages);
        Assert.Matches("│ 机器人试用 +│ +0 │ +800 │", stages);
        Assert.Matches("│ Blau GmbH +│ +0 │ +4,000 │", (await RunAsync("forecast", "--period", "2026-Q1", "--by", "account", "--lang", "en")).Output);
    }

    [Fact]
    public async Task It_is_used_without_the_option_afterwards()
    {
        await ImportAsync("deals.csv", RobotSale.Deals, "--pipeline", Pipeline());
        await ImportAsync("more.csv", "id,name,stage,created\n7,Toe,Robot trial,2026-02-20\n");
        JsonElement funnel = await JsonAsync("funnel");
        Assert.Equal(6, funnel.GetProperty("steps")[1].GetProperty("reached").GetInt32());
        CommandRun velocity = await RunAsync("velocity", "--cycle-from", "trial", "--lang", "zh");
        Assert.True(velocity.ExitCode == 0, velocity.Error);
    }

    [Fact]
    public async Task Another_text_under_its_version_is_refused_and_a_higher_version_taken()
    {
        await ImportAsync("deals.csv", RobotSale.Deals, "--pipeline", Pipeline());
        string changed = RobotSale.Pipeline.Replace("\"probability\": 40", "\"probability\": 50", StringComparison.Ordinal);
        string more = _folder.Write("more.csv", "id,name,stage,created\n7,Toe,trial,2026-02-20\n");

        CommandRun refused = await RunAsync("import", "opportunities", more, "--pipeline", _folder.Write("changed.json", changed));
        int stored = (await DealsAsync()).Length;
        CommandRun taken = await RunAsync("import", "opportunities", more, "--pipeline", _folder.Write("changed.json", changed.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)));

        Assert.Equal((1, 6, 0), (refused.ExitCode, stored, taken.ExitCode));
        Assert.Contains("robots v1 exists already with different contents", refused.Error, StringComparison.Ordinal);
        Assert.Contains("set \"version\" to 2", refused.Error, StringComparison.Ordinal);
        Assert.Equal([("robots v1", 6), ("robots v2", 1)], (await DealsAsync()).CountBy(d => d.Pipeline.ToString()).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value)));
    }

    [Fact]
    public async Task A_ready_pipeline_is_named_by_its_key_and_several_are_told_apart()
    {
        await ImportAsync("deals.csv", RobotSale.Deals, "--pipeline", Pipeline());
        await ImportAsync("large.csv", "id,name,stage,amount,created,expected close date\n1,Bank,negotiation,900,2026-02-01,2026-03-30\n2,Mine,perception-analysis,100,2026-02-01,2026-03-30\n", "--pipeline", "enterprise");

        CommandRun funnel = await RunAsync("funnel");
        JsonElement enterprise = await JsonAsync("velocity", "--pipeline", "enterprise");
        string report = await ReportAsync("--pipeline", "enterprise");

        Assert.Contains("Deals are in several pipelines: robots 6, enterprise 2. This is robots v1", funnel.Output, StringComparison.Ordinal);
        Assert.Equal(2, enterprise.GetProperty("opportunities").GetInt32());
        Assert.Contains("Perception analysis", report, StringComparison.Ordinal);
        Assert.Contains("show the pipeline enterprise v1. 6 deals stand in others (robots)", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_pipeline_is_told_and_creates_no_database()
    {
        string deals = _folder.Write("deals.csv", RobotSale.Deals);
        CommandRun unknown = await RunAsync("import", "opportunities", deals, "--pipeline", "robot");
        CommandRun wrong = await RunAsync("import", "opportunities", deals, "--pipeline", _folder.Write("bad.json", """{"schemaVersion":1,"key":"x","version":1,"name":"X","stages":[{"key":"a","name":"A","probability":120}]}"""));
        CommandRun dry = await RunAsync("import", "opportunities", deals, "--pipeline", Pipeline(), "--dry-run");
        bool isThere = File.Exists(Database);
        await ImportAsync("light.csv", "id,name,stage,created\n1,Toe,demo,2026-02-20\n", "--pipeline", "light");
        CommandRun there = await RunAsync("import", "opportunities", deals, "--pipeline", Pipeline(), "--dry-run");

        Assert.Equal((1, 1, 0, 0, false), (unknown.ExitCode, wrong.ExitCode, dry.ExitCode, there.ExitCode, isThere));
        Assert.Contains("'robot' is neither a file nor the key of a known pipeline. Known pipelines: enterprise, light, solution-sale, standard.", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("bad.json: stages[0]", wrong.Error, StringComparison.Ordinal);
        using CrmDatabase database = CrmDatabase.Open(Database);
        Assert.Empty(await database.Definitions.ListAsync(StoredDefinition.Pipeline).ToListAsync());
    }

    [Fact]
    public async Task New_deals_start_in_it_and_a_policy_says_which_leads_qualify()
    {
        string leads = _folder.Write("leads.csv", "id,name,company,email,phone,source,created,owner\n1,Anna Keller,Keller GmbH,anna@keller.example,,web,2026-02-01,bo\n2,Bert Meyer,Meyer AG,bert@meyer.example,,web,2026-02-02,bo\n");
        await CrmCoreProcess.RunAsync("import", "leads", leads, "--db", Database);
        string policy = _folder.Write("mine.json", """{"key":"mine","version":1,"name":"Mine","threshold":50,"rules":[{"use":"reachable"}]}""");

        string strict = await ReportAsync();
        string mild = await ReportAsync("--policy", policy);
        JsonElement before = await JsonAsync("run");
        CommandRun unknown = await RunAsync("run", "--policy", "bantt");
        JsonElement after = await JsonAsync("run", "--policy", policy, "--pipeline", Pipeline());

        Assert.Equal((0, 2, 2), (before.GetProperty("qualified").GetInt32(), after.GetProperty("qualified").GetInt32(), after.GetProperty("conversion").GetProperty("converted").GetInt32()));
        Assert.Contains("'bantt' is neither a file nor a built-in policy. Built-in policies: default", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("What makes you look into this now?", strict, StringComparison.Ordinal);
        Assert.DoesNotContain("What makes you look into this now?", mild, StringComparison.Ordinal);
        Assert.Equal([("robots v1", "talk"), ("robots v1", "talk")], (await DealsAsync()).Select(d => (d.Pipeline.ToString(), d.Stage)));
        Assert.Equal(2, (await JsonAsync("funnel")).GetProperty("steps")[0].GetProperty("reached").GetInt32());
    }

    [Fact]
    public async Task A_conversion_starts_in_it_too_and_a_plan_keeps_nothing()
    {
        await CrmCoreProcess.RunAsync("import", "leads", _folder.Write("leads.csv", "id,name,company,email,created,owner\n1,Anna Keller,Keller GmbH,anna@keller.example,2026-02-01,bo\n"), "--db", Database);
        string[] convert = ["convert", "--lead", "1", "--by", "bo", "--override", "known", "--pipeline", Pipeline(), "--db", Database];

        CommandRun plan = await CrmCoreProcess.RunAsync([.. convert, "--plan"]);
        CommandRun unknown = await CrmCoreProcess.RunAsync("convert", "--lead", "1", "--pipeline", "robots", "--db", Database);
        CommandRun done = await CrmCoreProcess.RunAsync(convert);

        Assert.Equal((0, 1, 0), (plan.ExitCode, unknown.ExitCode, done.ExitCode));
        Assert.Equal([("robots v1", "talk")], (await DealsAsync()).Select(d => (d.Pipeline.ToString(), d.Stage)));
    }

    [Theory]
    [InlineData("funnel")]
    [InlineData("velocity")]
    [InlineData("forecast")]
    [InlineData("forecast", "replay", "--quarters", "1")]
    [InlineData("health")]
    [InlineData("run")]
    [InlineData("report")]
    public async Task A_pipeline_that_is_missing_is_named_until_it_is_given(params string[] command)
    {
        string[] arguments = command[0] == "report" ? [.. command, "--out", _folder["report.html"]] : command;
        await ImportAsync("deals.csv", RobotSale.Deals, "--pipeline", Pipeline());
        Write("DELETE FROM crm_definitions"); // As where a host wrote the deals and kept their pipeline for itself.

        CommandRun missing = await RunAsync(arguments);
        CommandRun chinese = await RunAsync([.. arguments, "--lang", "zh"]);
        await ImportAsync("deals.csv", RobotSale.Deals, "--pipeline", Pipeline());
        CommandRun given = await RunAsync(arguments);

        Assert.Equal((0, 0, 0), (missing.ExitCode, chinese.ExitCode, given.ExitCode));
        Assert.Contains("The pipeline robots v1 is missing", missing.Output, StringComparison.Ordinal);
        Assert.Contains("crmcore import opportunities FILE.csv --pipeline PIPELINE.json", missing.Output, StringComparison.Ordinal);
        Assert.Contains("缺少流程 robots v1", chinese.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("is missing", given.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_pipeline_that_is_damaged_is_named()
    {
        await ImportAsync("deals.csv", RobotSale.Deals, "--pipeline", Pipeline());
        Write("UPDATE crm_definitions SET Json = '{}'");

        CommandRun funnel = await RunAsync("funnel");

        Assert.Equal(1, funnel.ExitCode);
        Assert.Contains("The pipeline robots v1 saved in the database cannot be read", funnel.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_that_the_pipeline_lacks_is_named_and_stops_no_figure()
    {
        await ImportAsync("deals.csv", RobotSale.Deals, "--pipeline", Pipeline());
        Write("DELETE FROM crm_definitions");
        string other = _folder.Write("other.json", RobotSale.Pipeline.Replace("\"trial\"", "\"pilot\"", StringComparison.Ordinal));
        await ImportAsync("more.csv", "id,name,stage,created\n7,Toe,talk,2026-02-20\n", "--pipeline", other);

        string report = await ReportAsync();
        CommandRun funnel = await RunAsync("funnel");
        JsonElement forecast = await JsonAsync("forecast", "--period", "2026-Q1");

        Assert.Contains("First talk", report, StringComparison.Ordinal);
        Assert.Contains("stages that robots v1 does not have (trial 1)", report, StringComparison.Ordinal);
        Assert.Contains("stages that robots v1 does not have: trial 1.", funnel.Output, StringComparison.Ordinal);
        Assert.Equal(4900m, forecast.GetProperty("total").GetProperty("weighted").GetDecimal());
    }

    private string Pipeline() => _folder.Write("robots.json", RobotSale.Pipeline);

    private void Write(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private async Task<OpportunitySnapshot[]> DealsAsync()
    {
        using CrmDatabase database = CrmDatabase.Open(Database);
        return await database.Opportunities.ReadOpportunitiesAsync().ToArrayAsync();
    }

    private async Task<CommandRun> ImportAsync(string name, string text, params string[] options)
    {
        CommandRun run = await RunAsync(["import", "opportunities", _folder.Write(name, text), "--currency", "EUR", .. options]);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        return run;
    }

    private async Task<string> ReportAsync(params string[] options)
    {
        CommandRun run = await RunAsync(["report", "--out", _folder["report.html"], .. options]);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        return await File.ReadAllTextAsync(_folder["report.html"]);
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        CommandRun run = await RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        return JsonElement.Parse(run.Output);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CrmCoreProcess.RunAsync([.. arguments, "--db", Database, "--as-of", "2026-03-01"]);
}
