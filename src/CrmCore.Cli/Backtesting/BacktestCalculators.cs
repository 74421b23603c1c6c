using CrmCore.MachineLearning;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Cli.Backtesting;

/// <summary>The calculators that a backtest knows by name.</summary>
internal static class BacktestCalculators
{
    public static IReadOnlyList<string> Names { get; } = ["base-rate", "historical", "naive-bayes", "naive-bayes-calibrated", "logistic", "trees", "blend", "best"];

    /// <summary>Those that suit the columns: without a stage there is nothing historical.</summary>
    public static IReadOnlyList<string> NamesFor(string? stage) => [.. Names.Where(n => stage is not null || n != "historical")];

    /// <summary>Whether nothing is left of a calculator on a machine that can't train trees.</summary>
    public static bool NeedsTrees(string name) => name is "trees" or "blend";

    public static IModelTrainer Create(string name, string? stage, IReadOnlyList<string> stageOrder, int seed, bool hasTrees = true)
    {
        NaiveBayesTrainer naiveBayes = new(new NaiveBayesOptions { Stage = stage, StageOrder = stageOrder });
        LogisticTrainer logistic = new();
        GradientBoostingTrainer trees = new(new() { Seed = seed });
        return name switch
        {
            "base-rate" => new BaseRateTrainer(),
            "historical" => new HistoricalTrainer(stage ?? "", stageOrder),
            "naive-bayes" => naiveBayes,
            "naive-bayes-calibrated" => new CalibratedTrainer(naiveBayes),
            "logistic" => logistic,
            "trees" => trees,
            "blend" => new BlendTrainer(logistic, trees),
            "best" => new BestTrainer(
            [
                .. (IModelTrainer[])(stage is null ? [] : [new HistoricalTrainer(stage, stageOrder)]),
                naiveBayes,
                logistic,
                .. (IModelTrainer[])(hasTrees ? [trees] : []),
            ]),
            _ => throw new ArgumentException($"There is no calculator '{name}'.", nameof(name)),
        };
    }
}
