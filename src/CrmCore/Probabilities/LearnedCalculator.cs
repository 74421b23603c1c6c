using System.Globalization;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Learned;

namespace CrmCore.Probabilities;

/// <summary>A trained model at work on records of one kind: it reads their features as of an instant, estimates, and gives its reasons in log-odds. Immutable, thread-safe.</summary>
/// <typeparam name="T">The kind of record.</typeparam>
public abstract class LearnedCalculator<T> : IProbabilityCalculator<T>
{
    private const int MostReasons = 8;

    /// <summary>What may be left over where log-odds become a chance and log-odds again, which is no reason.</summary>
    private const double RoundingError = 1e-9;

    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo(LocalizedText.SimplifiedChinese);

    private readonly FeatureSet<T> _features;
    private readonly string[] _chinese;
    private readonly string[] _english;

    private protected LearnedCalculator(FeatureSet<T> features, ProbabilityModel model)
    {
        _features = Guard.Against.Null(features);
        Model = Guard.Against.Null(model);
        if (features.DifferencesFrom(model.Schema) is { Count: > 0 } differences)
        {
            throw new DefinitionException($"the calculator of the model {model.Name}", differences);
        }

        _english = [.. features.Features.Select(f => f.Label.In(CultureInfo.InvariantCulture))];
        _chinese = [.. features.Features.Select(f => f.Label.In(Chinese))];
    }

    /// <inheritdoc/>
    public string Name => Model.Name;

    /// <summary>The model.</summary>
    public ProbabilityModel Model { get; }

    /// <inheritdoc/>
    public WinProbability Estimate(T record) => Estimate(record, LastChange(record));

    /// <inheritdoc/>
    public WinProbability Estimate(T record, DateTimeOffset at)
    {
        if (Settled(record) is { } settled)
        {
            return new(settled, Name, Model.Version, 0, []);
        }

        double[] row = new double[Model.Schema.Count];
        _features.Read(record, at, Model.Schema, row);
        RowExplanation explanation = Model.Explain(row);
        return new(new(explanation.Estimate), Name, Model.Version, Model.WonCount + Model.LostCount, Reasons(row, explanation))
        {
            Scale = ReasonScale.LogOdds,
            Start = explanation.Start,
        };
    }

    /// <inheritdoc/>
    public void Estimate(ReadOnlySpan<T> records, DateTimeOffset at, Span<double> estimates)
    {
        Span<double> row = Model.Schema.Count <= 256 ? stackalloc double[Model.Schema.Count] : new double[Model.Schema.Count];
        for (int i = 0; i < records.Length; i++)
        {
            if (Settled(records[i]) is { } settled)
            {
                estimates[i] = settled.Value;
                continue;
            }

            _features.Read(records[i], at, Model.Schema, row);
            estimates[i] = Model.Estimate(row);
        }
    }

    private protected abstract Probability? Settled(T record);

    private protected abstract DateTimeOffset LastChange(T record);

    private List<ProbabilityReason> Reasons(double[] row, RowExplanation explanation)
    {
        int[] order = [.. Enumerable.Range(0, row.Length)];
        double[] strengths = [.. explanation.Contributions.Select(c => -Math.Abs(c))];
        Array.Sort(strengths, order);
        List<ProbabilityReason> reasons = new(MostReasons + 2);
        double others = 0;
        foreach (int feature in order)
        {
            double contribution = explanation.Contributions[feature];
            if (reasons.Count == MostReasons)
            {
                others += contribution;
            }
            else if (contribution != 0)
            {
                string value = Model.Schema.Decode(feature, row[feature]);
                bool isFor = contribution > 0;
                reasons.Add(new(
                    new(
                        $"{_english[feature]}: {(value.Length == 0 ? "not known" : value)} ({(isFor ? "speaks for" : "speaks against")})",
                        $"{_chinese[feature]}：{(value.Length == 0 ? "未知" : value)}（{(isFor ? "有利" : "不利")}）"),
                    contribution));
            }
        }

        if (others != 0)
        {
            reasons.Add(new(new("All other features together", "其余特征合计"), others));
        }

        if (Math.Abs(explanation.Adjustment) > RoundingError)
        {
            reasons.Add(new(new("Calibration: what such estimates came to in the past", "校准：同类估计在过去的实际结果"), explanation.Adjustment));
        }

        return reasons;
    }
}
