using System.Text.Json;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Commands;

public sealed class PoolCommandTests
{
    private const string Leads = "Id,Company,Email,Owner,Created\n1,Acme Ltd,a@acme.example,,2026-01-05\n2,Beta GmbH,b@beta.example,,2026-01-06\n3,Gamma SA,c@gamma.example,,2026-01-07\n";

    private const string Rules = """
        { "key": "default", "name": "Default", "members": ["anna", "bo"], "claims": { "perDay": 2, "capacity": 5 }, "protection": { "days": 10, "remindDays": 2 } }
        """;

    [Fact]
    public async Task Leads_are_claimed_within_limits_released_and_recycled()
    {
        using TemporaryFolder folder = new();
        string database = folder["crm.db"];
        string pools = folder.Write("pools.json", Rules);
        CommandRun import = await CrmCoreProcess.RunAsync("import", "leads", folder.Write("leads.csv", Leads), "--db", database, "--as-of", "2026-01-10");
        Assert.True(import.ExitCode == 0, import.Error + import.Output);

        CommandRun claim = await CrmCoreProcess.RunAsync("pool", "claim", "--db", database, "--pools", pools, "--by", "anna", "--count", "3", "--as-of", "2026-02-01", "--json");
        Assert.Equal(1, claim.ExitCode);
        JsonElement[] moves = [.. JsonDocument.Parse(claim.Output).RootElement.EnumerateArray()];
        Assert.Equal([true, true, false], moves.Select(m => m.GetProperty("succeeded").GetBoolean()));
        Assert.Equal("pool.daily-limit-reached", moves[2].GetProperty("refusals")[0].GetProperty("code").GetString());

        string lead = moves[0].GetProperty("lead").GetString()!;
        CommandRun release = await CrmCoreProcess.RunAsync("pool", "release", "--db", database, "--pools", pools, "--by", "anna", "--lead", lead, "--reason", "no answer", "--as-of", "2026-02-02");
        Assert.True(release.ExitCode == 0, release.Error + release.Output);
        CommandRun stranger = await CrmCoreProcess.RunAsync("pool", "claim", "--db", database, "--pools", pools, "--by", "carl", "--lead", lead, "--as-of", "2026-02-02");
        Assert.Contains("carl is not a member", stranger.Output, StringComparison.Ordinal);

        CommandRun status = await CrmCoreProcess.RunAsync("pool", "status", "--db", database, "--pools", pools, "--as-of", "2026-02-08", "--json");
        JsonElement model = JsonDocument.Parse(status.Output).RootElement;
        Assert.Equal(2, model.GetProperty("pools")[0].GetProperty("leads").GetInt32());
        Assert.Equal(("anna", 1), (model.GetProperty("owners")[0].GetProperty("owner").GetString(), model.GetProperty("owners")[0].GetProperty("open").GetInt32()));
        Assert.Equal(3, model.GetProperty("dueWithinAWeek")[0].GetProperty("daysLeft").GetInt32());

        string[] recycle = ["pool", "recycle", "--db", database, "--pools", pools, "--as-of", "2026-02-11", "--json"];
        JsonElement dry = JsonDocument.Parse((await CrmCoreProcess.RunAsync([.. recycle, "--dry-run"])).Output).RootElement;
        JsonElement done = JsonDocument.Parse((await CrmCoreProcess.RunAsync(recycle)).Output).RootElement;
        Assert.Equal(dry.GetProperty("entries").ToString(), done.GetProperty("entries").ToString());
        Assert.Equal(("Recycled", "protection-over"), (done.GetProperty("entries")[0].GetProperty("action").GetString(), done.GetProperty("entries")[0].GetProperty("rule").GetString()));
        Assert.Equal(0, JsonDocument.Parse((await CrmCoreProcess.RunAsync(recycle)).Output).RootElement.GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task Leads_past_their_date_are_overdue_and_those_not_shown_are_counted()
    {
        using TemporaryFolder folder = new();
        string database = folder["crm.db"];
        string pools = folder.Write("pools.json", """{ "key": "default", "name": "Default", "members": ["anna"], "claims": { "perDay": 50, "capacity": 50 }, "protection": { "days": 10, "remindDays": 2 } }""");
        string leads = folder.Write("leads.csv", "Id,Company,Email,Owner,Created\n" + string.Concat(Enumerable.Range(1, 22).Select(i => $"{i},Acme {i},a{i}@acme.example,,2026-01-05\n")));
        await CrmCoreProcess.RunAsync("import", "leads", leads, "--db", database, "--as-of", "2026-01-10");
        await CrmCoreProcess.RunAsync("pool", "claim", "--db", database, "--pools", pools, "--by", "anna", "--count", "22", "--as-of", "2026-02-01");
        string[] status = ["pool", "status", "--db", database, "--pools", pools, "--as-of", "2026-02-21"];

        string text = (await CrmCoreProcess.RunAsync(status)).Output;
        string chinese = (await CrmCoreProcess.RunAsync([.. status, "--lang", "zh"])).Output;
        JsonElement due = JsonDocument.Parse((await CrmCoreProcess.RunAsync([.. status, "--json"])).Output).RootElement.GetProperty("dueWithinAWeek");

        Assert.Contains("Due or overdue 22 leads", text, StringComparison.Ordinal);
        Assert.Matches("2026-02-11 +10 days overdue  anna: Acme", text);
        Assert.Contains("and 2 more; --json has them all", text, StringComparison.Ordinal);
        Assert.Matches("2026-02-11  已逾期 +10 天", chinese);
        Assert.Contains("另有 2 条；--json 可查看全部", chinese, StringComparison.Ordinal);
        Assert.Equal((0, 10), (due[0].GetProperty("daysLeft").GetInt32(), due[0].GetProperty("daysOverdue").GetInt32()));
    }

    [Fact]
    public async Task What_is_wrong_with_the_rules_is_told()
    {
        using TemporaryFolder folder = new();
        string database = folder["crm.db"];
        await CrmCoreProcess.RunAsync("import", "leads", folder.Write("leads.csv", Leads), "--db", database);
        CommandRun wrong = await CrmCoreProcess.RunAsync("pool", "status", "--db", database, "--pools", folder.Write("pools.json", """{"key":"a","name":"A","timeZone":"Mars","claims":{"perDay":0}}"""));
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("unknown-time-zone", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("claims.perDay", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("no such database", (await CrmCoreProcess.RunAsync("pool", "status", "--db", folder["none.db"])).Error, StringComparison.Ordinal);
    }
}
