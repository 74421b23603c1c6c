using BenchmarkDotNet.Attributes;
using CrmCore.MachineLearning;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Timing;
using CrmCore.Probabilities.Training;

namespace CrmCore.Benchmarks;

/// <summary>Scoring: nanoseconds and bytes a record, on made-up deals of 20 features, 10 of them names.</summary>
[MemoryDiagnoser]
public class ProbabilityBenchmarks
{
    private const int Rows = 10_000;

    private Dataset _data = null!;
    private double[] _estimates = null!;
    private ProbabilityModel _historical = null!;
    private ProbabilityModel _naiveBayes = null!;
    private ProbabilityModel _logistic = null!;
    private ProbabilityModel _trees = null!;
    private TimeAwareModel _timeAware = null!;

    [GlobalSetup]
    public void Setup()
    {
        _data = ProbabilityDeals.Make(Rows, 1);
        _estimates = new double[Rows];
        _historical = new HistoricalTrainer("c0", []).Train(_data).Model!;
        _naiveBayes = new NaiveBayesTrainer().Train(_data).Model!;
        _logistic = new LogisticTrainer(1e-3).Train(_data).Model!;
        _trees = new GradientBoostingTrainer().Train(_data).Model!;
        Random random = new(1);
        _timeAware = TimeAwareTrainer.Train(["a", "b"], Enumerable.Range(0, 5000).Select(i =>
            new StageVisit(i % 2 == 0 ? "a" : "b", random.NextDouble() * 60, (VisitEnd)random.Next(4), i % 2 == 0 ? "b" : "a"))).Model!;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public void Historical() => _historical.Estimate(_data, _estimates);

    [Benchmark(OperationsPerInvoke = Rows)]
    public void NaiveBayes() => _naiveBayes.Estimate(_data, _estimates);

    [Benchmark(OperationsPerInvoke = Rows)]
    public void Logistic() => _logistic.Estimate(_data, _estimates);

    [Benchmark(OperationsPerInvoke = Rows)]
    public void Trees() => _trees.Estimate(_data, _estimates);

    [Benchmark(OperationsPerInvoke = Rows)]
    public void TimeAware()
    {
        for (int i = 0; i < Rows; i++)
        {
            _estimates[i] = _timeAware.WonWithin("a", i % 50, 30);
        }
    }

    [Benchmark]
    public RowExplanation ExplainedTrees() => _trees.Explain(_data.Row(7));
}

internal static class ProbabilityDeals
{
    public static Dataset Make(int rows, int seed)
    {
        Random random = new(seed);
        FeatureSchema schema = new([.. Enumerable.Range(0, 20).Select(f => f < 10
            ? new Feature($"c{f}", FeatureKind.Categorical, [.. Enumerable.Range(0, 8).Select(l => $"level {l}")])
            : new Feature($"n{f}", FeatureKind.Numeric))]);
        double[] values = new double[rows * 20];
        bool[] won = new bool[rows];
        for (int row = 0; row < rows; row++)
        {
            double score = 0;
            for (int f = 0; f < 20; f++)
            {
                double value = f < 10 ? random.Next(8) : random.NextDouble();
                values[(row * 20) + f] = value;
                score += f is 0 or 11 ? value - (f == 0 ? 3.5 : 0.5) : 0;
            }

            won[row] = random.NextDouble() < 1 / (1 + Math.Exp(-score));
        }

        return new(schema, values, won, [.. Enumerable.Range(0, rows).Select(i => $"d{i}")]);
    }
}

/// <summary>Training on as many rows as the bank set trains on.</summary>
[MemoryDiagnoser]
public class ProbabilityTrainingBenchmarks
{
    private readonly Dataset _data = ProbabilityDeals.Make(32_809, 2);

    [Benchmark(Baseline = true)]
    public TrainingResult NaiveBayes() => new NaiveBayesTrainer().Train(_data);

    [Benchmark]
    public TrainingResult Logistic() => new LogisticTrainer().Train(_data);

    [Benchmark]
    public TrainingResult Trees() => new GradientBoostingTrainer().Train(_data);
}
