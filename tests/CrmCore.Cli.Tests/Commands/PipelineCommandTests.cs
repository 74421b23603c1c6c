using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Commands;

public sealed class PipelineCommandTests
{
    [Fact]
    public async Task A_new_pipeline_is_written_checked_shown_and_compared()
    {
        using TemporaryFolder folder = new();

        Assert.Equal(0, (await CrmCoreProcess.RunAsync("pipeline", "new", "--template", "light", "--key", "mine", "--out", folder["a.json"])).ExitCode);
        CommandRun again = await CrmCoreProcess.RunAsync("pipeline", "new", "--out", folder["a.json"]);
        CommandRun check = await CrmCoreProcess.RunAsync("pipeline", "check", folder["a.json"]);
        CommandRun table = await CrmCoreProcess.RunAsync("pipeline", "show", folder["a.json"], "--lang", "zh");
        CommandRun dot = await CrmCoreProcess.RunAsync("pipeline", "show", folder["a.json"], "--format", "dot", "--lang", "en");
        CommandRun mermaid = await CrmCoreProcess.RunAsync("pipeline", "show", "solution-sale", "--format", "mermaid", "--lang", "en");
        folder.Write("b.json", (await File.ReadAllTextAsync(folder["a.json"])).Replace("\"probability\": 25", "\"probability\": 30", StringComparison.Ordinal));
        CommandRun diff = await CrmCoreProcess.RunAsync("pipeline", "diff", folder["a.json"], folder["b.json"]);

        Assert.Equal(1, again.ExitCode);
        Assert.Contains("pipeline mine v1, 7 stages", check.Output, StringComparison.Ordinal);
        Assert.Contains("产品演示", table.Output, StringComparison.Ordinal);
        Assert.StartsWith("digraph pipeline {", dot.Output, StringComparison.Ordinal);
        Assert.StartsWith("stateDiagram-v2", mermaid.Output, StringComparison.Ordinal);
        Assert.Contains("~ stage demo: probability: 25% -> 30%", diff.Output, StringComparison.Ordinal);
        Assert.Contains("needs a new version", diff.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON at all", "not-json")]
    [InlineData("""{"schemaVersion":1,"key":"x","version":1,"name":"X","stages":[{"key":"a","name":"A","probability":120,"enter":["nope"]}]}""", "unknown-gate")]
    public async Task A_wrong_file_lists_its_defects(string text, string code)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("p.json", text);

        CommandRun run = await CrmCoreProcess.RunAsync("pipeline", "check", file, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"\"code\": \"{code}\"", run.Output, StringComparison.Ordinal);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said()
    {
        CommandRun run = await CrmCoreProcess.RunAsync("pipeline", "show", "no-such-file.json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no-such-file.json", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_is_replayed_and_what_left_the_definition_is_listed()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write(
            "events.csv",
            "id,time,stage\n1,2026-10-24T12:00:00+02:00,inquiry\n1,2026-10-26T12:00:00+01:00,quotation\n1,2026-10-27T12:00:00+01:00,won\n2,2026-01-01T00:00:00Z,quotation\n2,2026-01-02T00:00:00Z,elsewhere\n2,2026-01-03T00:00:00Z,lost\n3,not a time,won\n");

        CommandRun run = await CrmCoreProcess.RunAsync("import", "history", file, "--json");

        Assert.Equal(2, run.ExitCode);
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(run.Output);
        Assert.Equal(2, json.RootElement.GetProperty("cases").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("rejectedRows").GetInt32());
        Assert.Equal(["StartsElsewhere", "UnknownStage"], json.RootElement.GetProperty("deviations").EnumerateArray().Select(d => d.GetProperty("kind").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(2.042, json.RootElement.GetProperty("stages")[0].GetProperty("totalDays").GetDouble(), 3);
    }
}
