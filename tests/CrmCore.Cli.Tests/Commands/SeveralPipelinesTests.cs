using System.Text;
using System.Text.Json;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Commands;

/// <summary>What the tool learns where deals stand in several pipelines: two that have closed deals enough, and one that has few.</summary>
public sealed class SeveralPipelinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_pipeline_has_win_rates_of_its_own()
    {
        await ImportAsync();

        JsonElement run = await JsonAsync("run");
        Assert.Equal("historical", run.GetProperty("calculator").GetString());
        Assert.Equal(250, run.GetProperty("evidence").GetInt32());
        Assert.Equal(
            [("solution-sale", 40, 90, true), ("enterprise", 2, 1, false), ("light", 80, 40, true)],
            run.GetProperty("evidenceByPipeline").EnumerateArray().Select(e => (e.GetProperty("pipeline").GetString()!, e.GetProperty("won").GetInt32(), e.GetProperty("lost").GetInt32(), e.GetProperty("isEnough").GetBoolean())));

        // 1,000 each: 40 of 130 and 80 of 120 were won; negotiation in enterprise has the default of 90%.
        JsonElement forecast = await JsonAsync("forecast", "--period", "2026-Q1", "--by", "pipeline");
        Assert.Equal(
            [("enterprise", 900m), ("light", 667m), ("solution-sale", 308m)],
            forecast.GetProperty("groups").EnumerateArray()
                .Select(g => (g.GetProperty("key").GetString()!, decimal.Round(g.GetProperty("line").GetProperty("weighted").GetDecimal())))
                .OrderBy(g => g.Item1, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("en", "light: win rates of its own, from 80 won and 40 lost", "enterprise: the stages' defaults, with 2 won and 1 lost (40 of each are needed)")]
    [InlineData("zh", "light：按自身的赢单率（赢单 80，输单 40）", "enterprise：按各阶段默认值（赢单 2，输单 1；各需 40 个）")]
    public async Task It_says_which_pipelines_have_them(string language, string learned, string defaults)
    {
        await ImportAsync();

        string run = (await RunAsync("run", "--lang", language)).Output;
        string forecast = (await RunAsync("forecast", "--lang", language)).Output;

        Assert.All([run, forecast], said => Assert.Contains(learned, said, StringComparison.Ordinal));
        Assert.All([run, forecast], said => Assert.Contains(defaults, said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_report_says_so_too_and_estimates_by_them_whichever_it_shows()
    {
        await ImportAsync();
        await RunAsync("report", "--pipeline", "light", "--out", _folder["report.html"], "--lang", "en");

        string report = await File.ReadAllTextAsync(_folder["report.html"]);

        Assert.Contains("Pipeline light: Win probabilities are based on 120 closed deals", report, StringComparison.Ordinal);
        Assert.Contains("Pipeline solution-sale: Win probabilities are based on 130 closed deals", report, StringComparison.Ordinal);
        Assert.Contains("Pipeline enterprise: Not enough closed deals", report, StringComparison.Ordinal);
        Assert.Contains("of 120 were won", report, StringComparison.Ordinal);
    }

    private static string Deals()
    {
        StringBuilder rows = new("id,name,pipeline,stage,amount,created,closed,expected close date\n");
        int id = 0;
        Closed("solution-sale", 40, 90);
        Closed("light", 80, 40);
        Closed("enterprise", 2, 1);
        Open("solution-sale", "inquiry");
        Open("light", "qualification");
        Open("enterprise", "negotiation");
        return rows.ToString();

        void Closed(string pipeline, int won, int lost)
        {
            for (int i = 0; i < won + lost; i++)
            {
                rows.Append(FormattableString.Invariant($"{++id},Deal {id},{pipeline},{(i < won ? "won" : "lost")},500,2025-01-01,2025-03-01,\n"));
            }
        }

        void Open(string pipeline, string stage) => rows.Append(FormattableString.Invariant($"{++id},Open {id},{pipeline},{stage},1000,2026-01-10,,2026-03-20\n"));
    }

    private async Task ImportAsync()
    {
        CommandRun import = await CrmCoreProcess.RunAsync("import", "opportunities", _folder.Write("deals.csv", Deals()), "--db", _folder["crm.db"], "--currency", "EUR");
        Assert.True(import.ExitCode == 0, import.Error);
    }

    private async Task<CommandRun> RunAsync(params string[] arguments)
    {
        CommandRun run = await CrmCoreProcess.RunAsync([.. arguments, "--db", _folder["crm.db"], "--as-of", "2026-02-01"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments) => JsonElement.Parse((await RunAsync([.. arguments, "--json"])).Output);
}
