using System.Globalization;
using System.Text;
using CrmCore.Cli.Tests.Reporting;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Backtesting;

/// <summary>The page on models, made of a file whose columns and values try to break out of their place.</summary>
public sealed class BacktestSafetyTests
{
    [Fact]
    public async Task A_hostile_file_adds_no_element()
    {
        using TemporaryFolder folder = new();
        string attack = HostileReport.Attack.Replace("\"", "\"\"", StringComparison.Ordinal);
        StringBuilder rows = new($"id,outcome,size,\"{attack}\"\n");
        for (int i = 0; i < 300; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"d{i},{(i * 7 % 10 < (i % 2 == 0 ? 7 : 3) ? "won" : "lost")},{i * 31 % 100},\"{(i % 2 == 0 ? attack : "plain")}\"\n");
        }

        CommandRun run = await CrmCoreProcess.RunAsync(
            "backtest", folder.Write("deals.csv", rows.ToString()), "--id", "id", "--outcome", "outcome", "--won", "won", "--html", folder["page.html"], "--lang", "en");

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        string page = await File.ReadAllTextAsync(folder["page.html"]);
        Assert.Contains("&lt;img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onerror=\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_commands_no_terminal()
    {
        using TemporaryFolder folder = new();
        string map = folder.Write("leads.csv", "Company,E-Mail\n\u001b[2J\u001b]0;owned\u0007Blau,clara@blau\u202e.example\u001b[31m\nGood,bad\u001b[0mmail\n");

        CommandRun run = await CrmCoreProcess.RunAsync("import", "leads", map, "--db", folder["crm.db"], "--lang", "en");

        Assert.Contains("bad", run.Error + run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Error);
        Assert.DoesNotContain('\u0007', run.Output + run.Error);
        Assert.DoesNotContain('\u202e', run.Output + run.Error);
    }
}
