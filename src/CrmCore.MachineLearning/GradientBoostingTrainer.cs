using System.Runtime.InteropServices;
using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Training;
using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace CrmCore.MachineLearning;

/// <summary>
/// Gradient-boosted trees by ML.NET's LightGBM. Trees are grown until rows held back get no better, then as many on all rows. Common levels of a categorical feature
/// are looked at one by one; a missing number lies below all others, so that trees can tell it apart. The model is plain data of the core: scoring needs neither
/// ML.NET nor this package. One thread and a fixed seed: the same rows give the same trees. Immutable, thread-safe.
/// </summary>
public sealed class GradientBoostingTrainer : IModelTrainer
{
    private static readonly Lazy<bool> Native = new(static () => NativeLibrary.TryLoad("lib_lightgbm", typeof(LightGbmBinaryTrainer).Assembly, null, out _));

    private readonly GradientBoostingOptions _options;

    /// <summary>A trainer.</summary>
    /// <param name="options">How trees are grown; null for the defaults.</param>
    /// <exception cref="ArgumentException">The options have no shape, or one that no tree can have.</exception>
    public GradientBoostingTrainer(GradientBoostingOptions? options = null)
    {
        _options = options ?? GradientBoostingOptions.Default;
        if (_options.Shapes is not { Count: > 0 } || _options.Shapes.Any(s => s.Leaves < 2 || s.LeastRowsOfLeaf < 1))
        {
            throw new ArgumentException("Trees need a shape: at least 2 leaves, of at least 1 row each.", nameof(options));
        }
    }

    /// <summary>Whether this machine can train trees: LightGBM's native library is there for x64 alone, and needs <c>libgomp1</c> on Linux. Scoring needs neither.</summary>
    public static bool IsAvailable => Native.Value;

    /// <inheritdoc/>
    public string Name => "trees";

    /// <inheritdoc/>
    public int Complexity => 5;

    /// <inheritdoc/>
    public TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (TrainingFloor.Check(data) is { Count: > 0 } refusals)
        {
            return TrainingResult.Refused(refusals);
        }

        Dataset rows = data.Canonical();
        TreeSlots slots = TreeSlots.Of(rows, _options.LeastRowsOfLevel);
        (TreeShape shape, int trees) = Choose(slots, rows);
        return TrainingResult.Of(TreeConversion.ToModel(slots, rows, Grow(slots, rows, null, shape, Math.Max(1, (int)(trees * 1.1)))));
    }

    /// <inheritdoc/>
    public IModelTrainer Tuned(Dataset data, ValidationKind validation)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (_options.Shapes.Count == 1 || TrainingFloor.Check(data).Count > 0)
        {
            return this;
        }

        Dataset rows = data.Canonical();
        return new GradientBoostingTrainer(_options with { Shapes = [Choose(TreeSlots.Of(rows, _options.LeastRowsOfLevel), rows).Shape] });
    }

    /// <summary>The shape that does best on rows held back, with the number of its trees there.</summary>
    private (TreeShape Shape, int Trees) Choose(TreeSlots slots, Dataset rows)
    {
        Split held = Divide(rows, r => StableHash(rows.Groups[r]) % 5 == 0);
        Dataset train = rows.Subset(held.Train);
        Dataset test = rows.Subset(held.Test);
        double[] estimates = new double[test.Count];
        (TreeShape Shape, int Trees, double Loss) best = (_options.Shapes[0], 1, double.PositiveInfinity);
        foreach (TreeShape shape in _options.Shapes)
        {
            TreeEnsemble grown = Grow(slots, train, test, shape, _options.MaximumTrees);
            TreeConversion.ToModel(slots, train, grown).Estimate(test, estimates);
            double loss = Metrics.LogLoss(estimates, test.Outcomes);
            best = loss < best.Loss ? (shape, grown.NumberOfTrees, loss) : best;
        }

        return (best.Shape, best.Trees);
    }

    private static Split Divide(Dataset rows, Func<int, bool> isHeld)
    {
        ILookup<bool, int> parts = Enumerable.Range(0, rows.Count).ToLookup(isHeld);
        return new([.. parts[false]], [.. parts[true]]);
    }

    /// <summary>FNV-1a over the letters: the same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static uint StableHash(string text)
    {
        uint hash = 2166136261;
        foreach (char letter in text)
        {
            hash = unchecked((hash ^ letter) * 16777619);
        }

        return hash ^ (hash >> 15);
    }

    private TreeEnsemble Grow(TreeSlots slots, Dataset train, Dataset? held, TreeShape shape, int trees)
    {
        MLContext context = new(_options.Seed);
        LightGbmBinaryTrainer trainer = context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            NumberOfIterations = trees,
            LearningRate = _options.LearningRate,
            NumberOfLeaves = shape.Leaves,
            MinimumExampleCountPerLeaf = Math.Max(1, Math.Min(shape.LeastRowsOfLeaf, train.Count / 10)),
            EarlyStoppingRound = held is null ? 0 : _options.Patience,
            EvaluationMetric = LightGbmBinaryTrainer.Options.EvaluateMetricType.Logloss,
            HandleMissingValue = false,
            UseCategoricalSplit = false,
            Sigmoid = 1,
            Seed = _options.Seed,
            NumberOfThreads = 1,
            Deterministic = true,
            Verbose = false,
            Silent = true,
            Booster = new GradientBooster.Options { L2Regularization = _options.Penalty, FeatureFraction = _options.FeatureShare },
        });
        var fitted = held is null ? trainer.Fit(slots.ToView(context, train)) : trainer.Fit(slots.ToView(context, train), slots.ToView(context, held));
        var ensemble = fitted.Model.SubModel.TrainedTreeEnsemble;
        return new(ensemble.Bias, [.. ensemble.Trees.Zip(ensemble.TreeWeights)]);
    }
}

/// <summary>The trees as ML.NET gives them.</summary>
internal sealed record TreeEnsemble(double Bias, IReadOnlyList<(Microsoft.ML.Trainers.FastTree.RegressionTree Tree, double Weight)> Trees)
{
    public int NumberOfTrees => Trees.Count;
}
