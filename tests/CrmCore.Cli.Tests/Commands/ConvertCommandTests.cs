using System.Text.Json;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Tests.Support;
using CrmCore.Leads;

namespace CrmCore.Cli.Tests.Commands;

/// <summary><c>convert</c> and <c>revert</c> as processes on imported leads.</summary>
public sealed class ConvertCommandTests : IDisposable
{
    private const string Rows = """
        id,name,company,title,email,phone,city,country,source,created,owner
        1,Anna Keller,Keller Bau GmbH,,anna@keller.example,+49 89 1234567,,,web,2026-03-01,bo
        2,王小明,北京测试有限公司,,,13800000000,,,referral,2026-03-02,bo

        """;

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["crm.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_lead_is_planned_converted_once_and_reverted()
    {
        CommandRun import = await CrmCoreProcess.RunAsync("import", "leads", _folder.Write("leads.csv", Rows), "--db", Database);
        Assert.True(import.ExitCode == 0, import.Error + import.Output);
        string[] convert = ["convert", "--lead", "1", "--by", "bo", "--owner", "bo", "--override", "They are known", "--db", Database];

        CommandRun blocked = await CrmCoreProcess.RunAsync("convert", "--lead", "1", "--plan", "--owner", "bo", "--db", Database);
        CommandRun plan = await CrmCoreProcess.RunAsync([.. convert, "--plan", "--lang", "zh"]);
        CommandRun none = await CrmCoreProcess.RunAsync("convert", "--all-qualified", "--json", "--db", Database);
        CommandRun done = await CrmCoreProcess.RunAsync([.. convert, "--json"]);
        CommandRun again = await CrmCoreProcess.RunAsync([.. convert, "--json"]);
        CommandRun revert = await CrmCoreProcess.RunAsync("revert", "--lead", "1", "--by", "bo", "--reason", "wrong company", "--json", "--db", Database);
        CommandRun twice = await CrmCoreProcess.RunAsync("revert", "--lead", "1", "--by", "bo", "--reason", "wrong company", "--db", Database);
        CommandRun afresh = await CrmCoreProcess.RunAsync(convert);

        Assert.Equal((1, 0, 0, 0, 0, 0, 1, 0), (blocked.ExitCode, plan.ExitCode, none.ExitCode, done.ExitCode, again.ExitCode, revert.ExitCode, twice.ExitCode, afresh.ExitCode));
        Assert.Contains("Blocked: The lead is not qualified", blocked.Output, StringComparison.Ordinal);
        Assert.Contains("客户：新建 Keller Bau GmbH", plan.Output, StringComparison.Ordinal);
        Assert.Empty(JsonDocument.Parse(none.Output).RootElement.EnumerateArray());
        JsonElement report = Assert.Single(JsonDocument.Parse(done.Output).RootElement.EnumerateArray());
        Assert.Equal(
            (true, false, 3, "They are known"),
            (report.GetProperty("succeeded").GetBoolean(), report.GetProperty("isRepeat").GetBoolean(), report.GetProperty("records").GetArrayLength(), report.GetProperty("conversion").GetProperty("overrideReason").GetString()));
        Assert.True(Assert.Single(JsonDocument.Parse(again.Output).RootElement.EnumerateArray()).GetProperty("isRepeat").GetBoolean());
        Assert.Equal(3, JsonDocument.Parse(revert.Output).RootElement.GetProperty("reversal").GetProperty("undone").GetArrayLength());
        Assert.Contains("there is no conversion to revert", twice.Error, StringComparison.Ordinal);
        using CrmDatabase database = CrmDatabase.Open(Database);
        LeadSnapshot lead = await database.Leads.ReadLeadsAsync(null, CancellationToken.None).FirstAsync(l => l.ExternalKey!.Key == "1");
        Assert.Equal(("crmcore-convert-1", "crmcore-convert-0"), (lead.Conversion!.RequestKey, Assert.Single(lead.Reversals!).Conversion.RequestKey));
        Assert.Equal(1, await database.Opportunities.ReadOpportunitiesAsync(null, CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task Leads_qualify_by_the_policy_that_is_named()
    {
        CommandRun import = await CrmCoreProcess.RunAsync("import", "leads", _folder.Write("leads.csv", Rows), "--db", Database);
        Assert.True(import.ExitCode == 0, import.Error + import.Output);
        string emailed = _folder.Write("emailed.json", """{"key":"emailed","version":1,"name":"Emailed","threshold":100,"rules":[{"use":"reachable","when":{"fact":"email","is":"present"},"weight":100}]}""");
        string[] convert = ["convert", "--all-qualified", "--owner", "bo", "--qualification", emailed, "--json", "--db", Database];

        JsonElement plan = JsonDocument.Parse((await CrmCoreProcess.RunAsync([.. convert, "--plan"])).Output).RootElement;
        JsonElement done = JsonDocument.Parse((await CrmCoreProcess.RunAsync(convert)).Output).RootElement;
        CommandRun unknown = await CrmCoreProcess.RunAsync("convert", "--lead", "1", "--qualification", "none", "--db", Database);

        Assert.Equal("Anna Keller", Assert.Single(plan.EnumerateArray()).GetProperty("name").GetString());
        Assert.True(Assert.Single(done.EnumerateArray()).GetProperty("succeeded").GetBoolean());
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("'none' is neither a file nor a built-in policy", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        CommandRun import = await CrmCoreProcess.RunAsync("import", "leads", _folder.Write("leads.csv", Rows), "--db", Database);
        Assert.True(import.ExitCode == 0, import.Error + import.Output);

        CommandRun neither = await CrmCoreProcess.RunAsync("convert", "--db", Database);
        CommandRun unknown = await CrmCoreProcess.RunAsync("convert", "--lead", "99", "--db", Database);
        CommandRun policy = await CrmCoreProcess.RunAsync("convert", "--lead", "1", "--policy", _folder.Write("policy.json", """{ "schemaVersion": 1, "key": "", "version": 1, "name": "P", "required": ["x"] }"""), "--db", Database);

        Assert.Equal((1, 1, 1), (neither.ExitCode, unknown.ExitCode, policy.ExitCode));
        Assert.Contains("--all-qualified", neither.Error, StringComparison.Ordinal);
        Assert.Contains("There is no lead 99.", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("required[0]", policy.Error, StringComparison.Ordinal);
        Assert.Contains("key: Give the policy a key", policy.Error, StringComparison.Ordinal);
    }
}
