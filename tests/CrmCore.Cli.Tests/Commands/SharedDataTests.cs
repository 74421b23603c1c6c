using System.Globalization;
using System.Text.Json;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Tests.Support;
using CrmCore.Opportunities;
using CrmCore.Tests.PublicData;

namespace CrmCore.Cli.Tests.Commands;

public sealed class SharedDataTests
{
    [SharedDataFact]
    public async Task The_totals_of_8800_opportunities_equal_those_of_the_file()
    {
        using TemporaryFolder folder = new();
        string file = SharedData.PathOf("maven-crm/sales_pipeline.csv");

        CommandRun run = await CrmCoreProcess.RunAsync("import", "opportunities", file, "--currency", "USD", "--db", folder["crm.db"], "--as-of", "2018-01-01");

        Assert.True(run.ExitCode == 0, run.Error);
        string[][] rows = [.. File.ReadLines(file).Skip(1).Select(line => line.TrimEnd('\r').Split(','))];
        using CrmDatabase database = CrmDatabase.Open(folder["crm.db"]);
        OpportunitySnapshot[] stored = await database.Opportunities.ReadOpportunitiesAsync().ToArrayAsync();
        Assert.Equal(8800, stored.Length);
        Dictionary<string, string> stages = new() { ["Won"] = "won", ["Lost"] = "lost", ["Engaging"] = "inquiry", ["Prospecting"] = "inquiry" };
        Assert.Equal(Totals(rows.Select(r => (stages[r[4]], r[7]))), Totals(stored.Select(o => (o.Stage, AmountText(o)))));
        Assert.Equal(Totals(rows.Select(r => (r[1], r[7]))), Totals(stored.Select(o => (o.Owner!.Value.Value, AmountText(o)))));
    }

    [SharedDataFact]
    public async Task A_pass_over_8800_opportunities_is_idempotent_and_reports()
    {
        using TemporaryFolder folder = new();
        await CrmCoreProcess.RunAsync("import", "opportunities", SharedData.PathOf("maven-crm/sales_pipeline.csv"), "--currency", "USD", "--db", folder["crm.db"], "--as-of", "2018-01-01");

        CommandRun first = await CrmCoreProcess.RunAsync("run", "--db", folder["crm.db"], "--as-of", "2018-01-01", "--json");
        CommandRun second = await CrmCoreProcess.RunAsync("run", "--db", folder["crm.db"], "--as-of", "2018-01-01", "--json");
        CommandRun report = await CrmCoreProcess.RunAsync("report", "--db", folder["crm.db"], "--out", folder["report.html"], "--as-of", "2018-01-01");

        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, report.ExitCode));
        Assert.Equal(first.Output, second.Output);
        using JsonDocument result = JsonDocument.Parse(first.Output);
        JsonElement rate = result.RootElement.GetProperty("winRate");
        Assert.Equal((4238, 2473), (rate.GetProperty("won").GetInt32(), rate.GetProperty("lost").GetInt32()));
        Assert.InRange(new FileInfo(folder["report.html"]).Length, 100_000, 2_000_000);
    }

    [SharedDataFact]
    public async Task The_leads_of_a_file_without_ids_are_taken_over_with_their_outcomes()
    {
        using TemporaryFolder folder = new();

        CommandRun run = await CrmCoreProcess.RunAsync("import", "leads", SharedData.PathOf("bank-marketing/bank-additional-full.csv"), "--db", folder["crm.db"], "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument summary = JsonDocument.Parse(run.Output);
        JsonElement states = summary.RootElement.GetProperty("byState");
        Assert.Equal(41188, summary.RootElement.GetProperty("imported").GetInt32());
        Assert.Equal((4640, 36548), (states.GetProperty("Qualified").GetInt32(), states.GetProperty("Disqualified").GetInt32()));
    }

    private static SortedDictionary<string, (int Count, decimal Amount)> Totals(IEnumerable<(string Key, string Amount)> rows)
    {
        SortedDictionary<string, (int Count, decimal Amount)> totals = new(StringComparer.Ordinal);
        foreach ((string key, string amount) in rows)
        {
            (int count, decimal sum) = totals.GetValueOrDefault(key);
            totals[key] = (count + 1, sum + (amount.Length == 0 ? 0 : decimal.Parse(amount, CultureInfo.InvariantCulture)));
        }

        return totals;
    }

    private static string AmountText(OpportunitySnapshot opportunity) => opportunity.Amount?.Amount.ToString(CultureInfo.InvariantCulture) ?? "";
}
