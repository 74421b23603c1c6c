using CrmCore.Cli.Backtesting;
using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Training;
using CrmCore.Tests.PublicData;

namespace CrmCore.Cli.Tests;

/// <summary>What the calculators reach on real deals, on rows that they were not trained on.</summary>
public sealed class BacktestAimsTests
{
    [SharedDataFact]
    public void Bank_calls_divided_by_hash()
    {
        ModelEvaluation best = Run("bank", SplitKind.Hash, "best")["best"];
        Assert.True(best.Auc >= 0.806, $"AUC {best.Auc}");
        Assert.True(best.LogLoss <= 0.264, $"log loss {best.LogLoss}");
        Assert.True(best.CalibrationError <= 0.0105, $"ECE {best.CalibrationError}");
    }

    [SharedDataFact]
    public void Loan_applications_divided_by_hash()
    {
        IReadOnlyDictionary<string, ModelEvaluation> all = Run("bpic", SplitKind.Hash, "base-rate", "naive-bayes-calibrated", "trees", "best");
        Assert.True(all["best"].LogLoss <= all["trees"].LogLoss + 0.002);
        Assert.True(all["best"].LogLoss <= 0.566, $"log loss {all["best"].LogLoss}");
        Assert.True(all["best"].CalibrationError <= 0.03, $"ECE {all["best"].CalibrationError}");
        Assert.True(all["naive-bayes-calibrated"].LogLoss <= all["base-rate"].LogLoss + 0.005);
    }

    [SharedDataTheory]
    [InlineData(SplitKind.Hash)]
    [InlineData(SplitKind.Time)]
    [InlineData(SplitKind.Rolling)]
    public void Deals_that_tell_nothing_before_they_are_won_are_no_worse_than_the_base_rate(SplitKind split)
    {
        IReadOnlyDictionary<string, ModelEvaluation> all = Run("maven", split, "base-rate", "naive-bayes-calibrated", "best");
        Assert.True(all["best"].LogLoss <= all["base-rate"].LogLoss + 0.002, $"{all["best"].LogLoss} against {all["base-rate"].LogLoss}");
        Assert.True(all["naive-bayes-calibrated"].LogLoss <= all["base-rate"].LogLoss + 0.005);
    }

    [SharedDataTheory]
    [InlineData("bank", 0.25)]
    [InlineData("bpic", 0.07)]
    public void Deals_that_are_yet_to_come_are_foretold_better_than_by_the_base_rate(string set, double gain)
    {
        IReadOnlyDictionary<string, ModelEvaluation> all = Run(set, SplitKind.Time, "base-rate", "best");
        Assert.True(all["best"].LogLoss <= all["base-rate"].LogLoss - gain, $"{all["best"].LogLoss} against {all["base-rate"].LogLoss}");
    }

    private static IReadOnlyDictionary<string, ModelEvaluation> Run(string set, SplitKind split, params string[] calculators)
    {
        Assert.True(BacktestFile.TryRead(Path.Combine(SharedData.Folder!, "ready", $"{set}.csv"), static problem => Assert.Fail(problem.ToString()), out Table? table));
        string? stage = set == "bpic" ? "stage" : null;
        Dataset data = table.Read(new TableColumns("id", "outcome", "won")
        {
            Order = "order",
            Group = set == "bpic" ? "id" : null,
            Stage = stage,
            Categorical = set switch { "bpic" => ["resource", "dow"], "maven" => ["engage_month", "engage_dow"], _ => [] },
        }).Data!;
        return Backtest.Run(data, split, [.. calculators.Select(c => BacktestCalculators.Create(c, stage, [], 1))], draws: 0)
            .Entries.Where(e => e.Evaluation is not null).ToDictionary(e => e.Calculator, e => e.Evaluation!);
    }
}
