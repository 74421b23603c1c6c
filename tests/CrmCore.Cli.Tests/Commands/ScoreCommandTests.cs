using System.Globalization;
using System.Text;
using System.Text.Json;
using CrmCore.Cli.Backtesting;
using CrmCore.Cli.Scoring;
using CrmCore.Cli.Tests.Support;

namespace CrmCore.Cli.Tests.Commands;

public sealed class ScoreCommandTests
{
    /// <summary>Deals of which the large ones are won more often; the last forty are open.</summary>
    private static string Deals(int count)
    {
        Random random = new(7);
        StringBuilder csv = new("Id,Name,Stage,Amount,Owner,Created,Closed,Reason\n");
        for (int i = 0; i < count; i++)
        {
            bool large = random.Next(2) == 0;
            DateOnly created = new DateOnly(2025, 1, 6).AddDays(i / 2);
            bool open = i >= count - 40;
            bool won = random.NextDouble() < (large ? 0.8 : 0.2);
            DateOnly closed = created.AddDays(5 + random.Next(30));
            csv.AppendLine(CultureInfo.InvariantCulture, $"{i},Deal {i},{(open ? "quotation" : won ? "won" : "lost")},{(large ? 90000 : 9000) + random.Next(1000)},{(random.Next(2) == 0 ? "ann" : "bob")},{created:yyyy-MM-dd},{(open ? "" : closed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))},{(open || won ? "" : "price")}");
        }

        return csv.ToString();
    }

    private static async Task<string> DatabaseAsync(TemporaryFolder folder, int count)
    {
        string database = folder["crm.db"];
        CommandRun import = await CrmCoreProcess.RunAsync("import", "opportunities", folder.Write("deals.csv", Deals(count)), "--db", database);
        Assert.True(import.ExitCode == 0, import.Error + import.Output);
        return database;
    }

    [Fact]
    public void A_machine_without_LightGBM_trains_all_but_trees()
    {
        Assert.DoesNotContain(DealScoring.Trainers(hasTrees: false), t => t.Name == "trees");
        Assert.Contains(DealScoring.Trainers(hasTrees: true), t => t.Name == "trees");
        Assert.Equal(["trees", "blend"], BacktestCalculators.Names.Where(BacktestCalculators.NeedsTrees));
        Assert.Equal("best", BacktestCalculators.Create("best", "stage", ["a", "b"], 1, hasTrees: false).Name);
    }

    [Fact]
    public async Task A_model_is_trained_applied_and_explained_and_the_report_shows_its_reasons()
    {
        using TemporaryFolder folder = new();
        string database = await DatabaseAsync(folder, 440);
        CommandRun train = await CrmCoreProcess.RunAsync("score", "train", "--db", database, "--as-of", "2025-12-01", "--json");
        Assert.True(train.ExitCode == 0, train.Error + train.Output);
        string model = JsonDocument.Parse(train.Output).RootElement.GetProperty("model").GetString()!;
        Assert.Equal(folder["crm.model.json"], model);

        CommandRun apply = await CrmCoreProcess.RunAsync("score", "apply", "--db", database, "--as-of", "2025-12-01", "--json");
        JsonElement[] scored = [.. JsonDocument.Parse(apply.Output).RootElement.EnumerateArray()];
        Assert.Equal(40, scored.Length);
        double[] chances = [.. scored.Select(s => s.GetProperty("probability").GetDouble())];
        Assert.Equal(chances.OrderDescending(), chances);
        Assert.True(chances[0] > 0.6 && chances[^1] < 0.4, $"{chances[0]} .. {chances[^1]}");

        string id = scored[0].GetProperty("id").GetString()!;
        CommandRun explain = await CrmCoreProcess.RunAsync("score", "explain", id, "--db", database, "--as-of", "2025-12-01", "--json");
        JsonElement why = JsonDocument.Parse(explain.Output).RootElement;
        double sum = why.GetProperty("start").GetDouble() + why.GetProperty("reasons").EnumerateArray().Sum(r => r.GetProperty("log_odds").GetDouble());
        Assert.Equal(chances[0], 1 / (1 + Math.Exp(-sum)), 9);
        Assert.Contains("Amount", why.GetProperty("reasons").ToString(), StringComparison.Ordinal);

        CommandRun report = await CrmCoreProcess.RunAsync("report", "--db", database, "--out", folder["report.html"], "--as-of", "2025-12-01", "--quota", folder.Write("quotas.csv", "owner,period,amount\nann,2025-Q4,700000\nbob,2025-Q4,300000\n"));
        Assert.True(report.ExitCode == 0, report.Error + report.Output);
        string page = await File.ReadAllTextAsync(folder["report.html"]);
        Assert.Contains("speaks for", page, StringComparison.Ordinal);
        Assert.Contains("reaching the quota of", page, StringComparison.Ordinal);
        Assert.Contains("Win probabilities by the calculator", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_deals_and_a_model_that_is_missing_or_broken_are_told()
    {
        using TemporaryFolder folder = new();
        string database = await DatabaseAsync(folder, 60);
        CommandRun few = await CrmCoreProcess.RunAsync("score", "train", "--db", database);
        Assert.Equal(1, few.ExitCode);
        Assert.Contains("40", few.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["crm.model.json"]));

        CommandRun missing = await CrmCoreProcess.RunAsync("score", "apply", "--db", database);
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("crmcore score train", missing.Error, StringComparison.Ordinal);

        folder.Write("crm.model.json", "{\"kind\":\"oracle\"}");
        CommandRun broken = await CrmCoreProcess.RunAsync("score", "apply", "--db", database);
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("does not fit", broken.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await CrmCoreProcess.RunAsync("report", "--db", database, "--out", folder["report.html"])).ExitCode);
    }
}
