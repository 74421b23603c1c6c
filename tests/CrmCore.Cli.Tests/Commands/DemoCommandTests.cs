using System.Text.RegularExpressions;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Commands;

public sealed class DemoCommandTests
{
    [Fact]
    public async Task The_demo_goes_the_whole_way()
    {
        using TemporaryFolder folder = new();

        CommandRun run = await CrmCoreProcess.RunAsync("demo", "--dir", folder["demo"], "--lang", "en");

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Contains("265 rows: 265 imported", run.Output, StringComparison.Ordinal);
        Assert.Contains("Lost 142", run.Output, StringComparison.Ordinal);
        Assert.Contains("Somebody was faster", run.Output, StringComparison.Ordinal);
        Assert.Contains("18 to Won, 14 to Lost, 3 to Invalid", run.Output, StringComparison.Ordinal);
        Assert.Contains("8 moves, nothing changed by them", run.Output, StringComparison.Ordinal);
        Assert.Contains("2026-Q4: EUR 618,400 won", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["demo/crm.db"]));
        string report = await File.ReadAllTextAsync(folder["demo/report.html"]);
        Assert.Equal("618400", Figure(report, "won"));
        Assert.Equal(0.4, double.Parse(Figure(report, "win-rate"), System.Globalization.CultureInfo.InvariantCulture), 3);
    }

    [Fact]
    public async Task It_speaks_Chinese()
    {
        using TemporaryFolder folder = new();

        CommandRun run = await CrmCoreProcess.RunAsync("demo", "--dir", folder["demo"], "--lang", "zh");

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Contains("请填写商机金额。", run.Output, StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-Hans\"", await File.ReadAllTextAsync(folder["demo/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_does_not_touch_a_database_that_is_there()
    {
        using TemporaryFolder folder = new();
        string existing = folder.Write("crm.db", "mine");

        CommandRun run = await CrmCoreProcess.RunAsync("demo", "--dir", Path.GetDirectoryName(existing)!);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("exists already", run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(existing));
    }

    private static string Figure(string page, string name) =>
        Regex.Match(page, $"""data-figure="{name}" data-value="(?<value>[^"]*)"|data-value="(?<value>[^"]*)" data-figure="{name}" """.TrimEnd(), RegexOptions.None, TimeSpan.FromSeconds(5)).Groups["value"].Value;
}
