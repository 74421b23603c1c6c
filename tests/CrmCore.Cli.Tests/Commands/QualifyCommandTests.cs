using System.Text.Json;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Commands;

public sealed class QualifyCommandTests
{
    private const string Leads = """
        id,name,company,email,phone,source,created
        1,Anna Keller,Keller GmbH,anna@keller.example,+49 89 1234567,web,2026-03-01
        2,王小明,北京测试有限公司,,13800000000,referral,2026-03-02

        """;

    [Fact]
    public async Task Questions_get_their_kinds()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("questions.txt", "What do you use today?\n\n能举个例子吗？\nDo you have a budget?\n也就是说，您要的是月付，对吗？\n");

        CommandRun text = await CrmCoreProcess.RunAsync("questions", "classify", file);
        CommandRun json = await CrmCoreProcess.RunAsync("questions", "classify", file, "--json");
        CommandRun none = await CrmCoreProcess.RunAsync("questions", "classify", folder["none.txt"]);

        Assert.Equal((0, 0, 1), (text.ExitCode, json.ExitCode, none.ExitCode));
        Assert.Equal(["open", "probing", "closed", "confirm"], text.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]));
        using JsonDocument document = JsonDocument.Parse(json.Output);
        Assert.Equal([(1, "open"), (3, "probing"), (4, "closed"), (5, "confirm")], document.RootElement.EnumerateArray().Select(q => (q.GetProperty("line").GetInt32(), q.GetProperty("kind").GetString()!)));
        Assert.All(document.RootElement.EnumerateArray(), q => Assert.InRange(q.GetProperty("confidence").GetDouble(), 0.5, 1));
    }

    [Fact]
    public async Task Stored_leads_are_judged_explained_and_tried()
    {
        using TemporaryFolder folder = new();
        string database = folder["crm.db"];
        await CrmCoreProcess.RunAsync("import", "leads", folder.Write("leads.csv", Leads), "--db", database);
        string policy = folder.Write("mine.json", """{"key":"mine","version":1,"name":"Mine","threshold":50,"rules":[{"use":"reachable"}]}""");

        CommandRun judged = await CrmCoreProcess.RunAsync("qualify", "--db", database, "--json", "--lang", "en");
        CommandRun explained = await CrmCoreProcess.RunAsync("qualify", "--db", database, "--explain", "2", "--lang", "zh");
        CommandRun tried = await CrmCoreProcess.RunAsync("qualify", "--db", database, "--policy", "default", "--what-if", policy, "--json");

        Assert.Equal((0, 0, 0), (judged.ExitCode, explained.ExitCode, tried.ExitCode));
        using JsonDocument verdicts = JsonDocument.Parse(judged.Output);
        Assert.All(verdicts.RootElement.EnumerateArray(), v => Assert.Equal((false, 20), (v.GetProperty("qualified").GetBoolean(), v.GetProperty("score").GetInt32())));
        Assert.Contains("What makes you look into this now?", judged.Output, StringComparison.Ordinal);
        Assert.Contains("王小明", explained.Output, StringComparison.Ordinal);
        Assert.Contains("消除阻碍", explained.Output, StringComparison.Ordinal);
        using JsonDocument changes = JsonDocument.Parse(tried.Output);
        Assert.Equal(2, changes.RootElement.GetArrayLength());
        Assert.Contains("2 verdicts would change", tried.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told()
    {
        using TemporaryFolder folder = new();
        string database = folder["crm.db"];
        CommandRun absent = await CrmCoreProcess.RunAsync("qualify", "--db", database);
        await CrmCoreProcess.RunAsync("import", "leads", folder.Write("leads.csv", Leads), "--db", database);
        CommandRun wrong = await CrmCoreProcess.RunAsync("qualify", "--db", database, "--policy", folder.Write("p.json", """{"key":"p","version":0,"rules":[{"use":"nothing"}]}"""));
        CommandRun nobody = await CrmCoreProcess.RunAsync("qualify", "--db", database, "--explain", "77");

        Assert.Equal((1, 1, 1), (absent.ExitCode, wrong.ExitCode, nobody.ExitCode));
        Assert.Contains("unknown-rule", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("bad-version", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("77", nobody.Error, StringComparison.Ordinal);
    }
}
