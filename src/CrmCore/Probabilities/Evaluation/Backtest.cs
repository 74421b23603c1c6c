using System.Diagnostics;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Evaluation;

/// <summary>How rows are divided into those trained on and those judged on.</summary>
public enum SplitKind
{
    /// <summary>By a hash of the id or group: <see cref="Split.ByHash"/>.</summary>
    Hash = 0,

    /// <summary>By time: <see cref="Split.ByTime(Dataset)"/>.</summary>
    Time = 1,

    /// <summary>By time again and again: <see cref="Split.Rolling"/>.</summary>
    Rolling = 2,
}

/// <summary>How one calculator did.</summary>
/// <param name="Calculator">Its name.</param>
/// <param name="Refusals">Why it could not be trained; empty where it was.</param>
public sealed record BacktestEntry(string Calculator, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>How good its estimates were; null where it could not be trained.</summary>
    public ModelEvaluation? Evaluation { get; init; }

    /// <summary>The log loss with what it might have been on other deals.</summary>
    public Interval LogLoss { get; init; }

    /// <summary>The AUC with what it might have been on other deals.</summary>
    public Interval Auc { get; init; }

    /// <summary>How much lower its log loss is than the base rate's; above 0 throughout it is better.</summary>
    public Interval GainOverBaseRate { get; init; }

    /// <summary>How long the training took, all splits together.</summary>
    public double TrainSeconds { get; init; }

    /// <summary>How long an estimate took on average.</summary>
    public double PredictMicroseconds { get; init; }

    /// <summary>The model of the last split.</summary>
    public ProbabilityModel? Model { get; init; }

    /// <summary>The estimates for the rows judged on, in the order of <see cref="BacktestResult.Test"/>.</summary>
    public IReadOnlyList<double> Estimates { get; init; } = [];

    /// <summary>What was chosen in training; null where there was no choice.</summary>
    public LocalizedText? Choice { get; init; }
}

/// <summary>How calculators did on deals that they were not trained on.</summary>
/// <param name="Split">How rows were divided.</param>
/// <param name="TrainCount">How many rows were trained on, in the last split.</param>
/// <param name="TrainBaseRate">The share of them that was won.</param>
/// <param name="Test">The rows judged on, all splits together.</param>
/// <param name="Entries">Each calculator, in the order asked for.</param>
/// <param name="Drift">Whether the rows judged on are like those trained on; null where nothing could be trained.</param>
public sealed record BacktestResult(SplitKind Split, int TrainCount, double TrainBaseRate, Dataset Test, IReadOnlyList<BacktestEntry> Entries, DriftReport? Drift)
{
    /// <summary>One sentence: which calculator to use on such deals.</summary>
    public LocalizedText Advice => BacktestAdvice.Of(this);

    /// <summary>
    /// Two of the calculators on the same deals: how much lower the first one's mean log loss is, with its interval. Above 0 throughout, the first is better; around
    /// 0, the deals cannot tell. Null where one of them could not be trained.
    /// </summary>
    /// <param name="first">The name of the one.</param>
    /// <param name="second">The name of the other.</param>
    /// <param name="seed">What the interval is drawn from.</param>
    /// <param name="draws">How often to draw.</param>
    /// <exception cref="ArgumentException">There is no entry of that name.</exception>
    public Interval? Compare(string first, string second, int seed = 1, int draws = 200) =>
        Entry(first) is { Evaluation: not null } one && Entry(second) is { Evaluation: not null } other
            ? Bootstrap.Compare([.. one.Estimates], [.. other.Estimates], Test.Outcomes, Test.Groups, seed, draws)
            : null;

    private BacktestEntry Entry(string calculator) =>
        Entries.FirstOrDefault(e => e.Calculator == calculator) ?? throw new ArgumentException($"No calculator '{calculator}' was judged.", nameof(calculator));
}

/// <summary>Trains calculators on a part of the closed deals and judges them on the others.</summary>
public static class Backtest
{
    /// <summary>Runs a backtest. Rows judged on take no part in training, tuning or calibrating. The same seed gives the same result but for times.</summary>
    /// <param name="data">The closed deals.</param>
    /// <param name="split">How to divide them.</param>
    /// <param name="trainers">The calculators; the base rate is added where it is not among them.</param>
    /// <param name="seed">What intervals are drawn from.</param>
    /// <param name="draws">How often to draw; 0 for no intervals.</param>
    /// <exception cref="ArgumentException">A split in time is asked for and the rows have no order.</exception>
    public static BacktestResult Run(Dataset data, SplitKind split, IReadOnlyList<IModelTrainer> trainers, int seed = 1, int draws = 200)
    {
        Guard.Against.Null(data);
        Guard.Against.Null(trainers);
        IReadOnlyList<Split> splits = split switch
        {
            SplitKind.Hash => [Training.Split.ByHash(data)],
            SplitKind.Time => [Training.Split.ByTime(data)],
            _ => Training.Split.Rolling(data),
        };
        splits = [.. splits.Where(s => s.Test.Count > 0)];
        Dataset test = data.Subset([.. splits.SelectMany(s => s.Test)]);
        Dataset train = data.Subset(splits.Count == 0 ? [] : splits[^1].Train);
        IModelTrainer[] all = trainers.Any(t => t.Complexity == 0) ? [.. trainers] : [new BaseRateTrainer(), .. trainers];
        ValidationKind validation = split == SplitKind.Hash ? ValidationKind.Random : ValidationKind.Latest;
        List<BacktestEntry> entries = [];
        foreach (IModelTrainer trainer in all)
        {
            entries.Add(test.Count == 0
                ? new(trainer.Name, [new Refusal("probability.not-enough-data", ("won", data.WonCount), ("lost", data.LostCount), ("least", TrainingFloor.Default))])
                : Judge(data, splits, test, trainer, validation));
        }

        double[]? baseRate = entries.FirstOrDefault(e => e.Calculator == "base-rate" && e.Evaluation is not null)?.Estimates.ToArray();
        if (draws > 0 && test.Count > 0)
        {
            entries = [.. entries.Select(e => e.Evaluation is null ? e : WithIntervals(e, test, baseRate, seed, draws))];
        }

        double[]? judged = entries.LastOrDefault(e => e.Evaluation is not null)?.Estimates.ToArray();
        return new(split, train.Count, train.BaseRate, test, entries, judged is null ? null : DriftReport.Between(train, test, judged));
    }

    private static BacktestEntry Judge(Dataset data, IReadOnlyList<Split> splits, Dataset test, IModelTrainer trainer, ValidationKind validation)
    {
        double[] estimates = new double[test.Count];
        int at = 0;
        long training = 0;
        long predicting = 0;
        TrainingResult? result = null;
        foreach (Split part in splits)
        {
            Dataset train = data.Subset(part.Train);
            Dataset rows = data.Subset(part.Test);
            long start = Stopwatch.GetTimestamp();
            result = trainer.Train(train, validation);
            training += Stopwatch.GetTimestamp() - start;
            if (result.Model is null)
            {
                return new(trainer.Name, result.Refusals);
            }

            start = Stopwatch.GetTimestamp();
            result.Model.Estimate(rows, estimates.AsSpan(at, rows.Count));
            predicting += Stopwatch.GetTimestamp() - start;
            at += rows.Count;
        }

        return new(trainer.Name, [])
        {
            Evaluation = ModelEvaluation.Of(estimates, test.Outcomes),
            TrainSeconds = (double)training / Stopwatch.Frequency,
            PredictMicroseconds = 1e6 * predicting / Stopwatch.Frequency / test.Count,
            Model = result!.Model,
            Choice = result.Choice,
            Estimates = estimates,
        };
    }

    private static BacktestEntry WithIntervals(BacktestEntry entry, Dataset test, double[]? baseRate, int seed, int draws)
    {
        double[] estimates = [.. entry.Estimates];
        return entry with
        {
            LogLoss = Bootstrap.Of(Metrics.LogLoss, estimates, test.Outcomes, test.Groups, seed, draws),
            Auc = Bootstrap.Of(Metrics.Auc, estimates, test.Outcomes, test.Groups, seed, draws),
            GainOverBaseRate = baseRate is null ? default : Bootstrap.Compare(estimates, baseRate, test.Outcomes, test.Groups, seed, draws),
        };
    }
}
