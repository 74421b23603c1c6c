using System.Text.Json;
using CrmCore.Cli.Backtesting;
using CrmCore.Cli.Commands;
using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Training;

namespace CrmCore.Cli.Tests;

public class BacktestCommandTests
{
    private static Table Deals()
    {
        Random random = new(1);
        return new(["id", "outcome", "when", "source", "size"], [.. Enumerable.Range(0, 800).Select(i =>
        {
            int size = random.Next(100);
            return (IReadOnlyList<string>)[$"d{i}", random.Next(100) < size ? "won" : "lost", $"{i}", random.Next(2) == 0 ? "web" : "fair", $"{size}"];
        })]);
    }

    [Theory]
    [InlineData(SplitKind.Hash)]
    [InlineData(SplitKind.Time)]
    [InlineData(SplitKind.Rolling)]
    public void Its_json_has_the_promised_figures_for_each_calculator_and_its_page_the_advice(SplitKind split)
    {
        Dataset data = Deals().Read(new TableColumns("id", "outcome", "won") { Order = "when" }).Data!;
        IReadOnlyList<string> names = BacktestCalculators.NamesFor(null);
        BacktestResult result = Backtest.Run(data, split, [.. names.Select(n => BacktestCalculators.Create(n, null, [], 1))], 1, 20);
        using JsonDocument json = JsonDocument.Parse(BacktestJson.Write(result, []));
        JsonElement[] calculators = [.. json.RootElement.GetProperty("calculators").EnumerateArray()];
        Assert.Equal(names, calculators.Select(c => c.GetProperty("name").GetString()));
        foreach (JsonElement calculator in calculators)
        {
            foreach (string figure in new[] { "auc", "log_loss", "brier", "ece10", "n_train", "n_test", "base_rate", "train_seconds", "predict_microseconds" })
            {
                Assert.Equal(JsonValueKind.Number, calculator.GetProperty(figure).ValueKind);
            }
        }

        double best = calculators.Single(c => c.GetProperty("name").GetString() == "best").GetProperty("log_loss").GetDouble();
        Assert.True(best < calculators[0].GetProperty("log_loss").GetDouble() - 0.05);
        Assert.Equal(result.Compare("best", "base-rate", 1, 200)!.Value.Low, calculators[0].GetProperty("gain_of_best")[0].GetDouble(), 12);
        Assert.Equal((0, 0), (result.Compare("best", "best")!.Value.Low, result.Compare("best", "best")!.Value.High));
        Assert.Throws<ArgumentException>(() => result.Compare("best", "oracle"));
        string page = BacktestPage.Write("<deals>.csv", result, []);
        Assert.Contains("&lt;deals&gt;", page, StringComparison.Ordinal);
        Assert.Contains(result.Advice.In()[..25], page, StringComparison.Ordinal);
        Assert.Contains("population stability", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_names_fail_and_say_so()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{nameof(BacktestCommandTests)}.csv");
        await File.WriteAllLinesAsync(file, Deals().Rows.Select(r => string.Join(',', r)).Prepend("id,outcome,when,source,size"));
        Assert.Equal(1, await CrmCoreCommand.InvokeAsync(["backtest", file, "--id", "id", "--outcome", "result", "--won", "won"]));
        Assert.Equal(1, await CrmCoreCommand.InvokeAsync(["backtest", file, "--id", "id", "--outcome", "outcome", "--won", "victory"]));
        Assert.Equal(1, await CrmCoreCommand.InvokeAsync(["backtest", file, "--id", "id", "--outcome", "outcome", "--won", "won", "--split", "time"]));
        Assert.Equal(1, await CrmCoreCommand.InvokeAsync(["backtest", file + ".absent", "--id", "id", "--outcome", "outcome", "--won", "won"]));
        Assert.Equal(0, await CrmCoreCommand.InvokeAsync(["backtest", file, "--id", "id", "--outcome", "outcome", "--won", "won", "--calculators", "base-rate,logistic"]));
    }
}
