using System.Text.Json.Serialization;
using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Learned;

/// <summary>
/// What one feature adds to the log-odds. A number x adds weight x ((g(x) - mean) / scale) - centre, where g is ln(1 + x) for a skewed one; a name adds its
/// weight. A missing value is a signal of its own.
/// </summary>
public sealed record LogisticTerm
{
    /// <summary>Whether the number is taken by ln(1 + x).</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>The mean of the numbers trained on.</summary>
    public double Mean { get; init; }

    /// <summary>Their standard deviation.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What one standard deviation adds.</summary>
    public double Weight { get; init; }

    /// <summary>What a missing value adds.</summary>
    public double MissingWeight { get; init; }

    /// <summary>What each name adds, by its code.</summary>
    public IReadOnlyList<double> LevelWeights { get; init; } = [];

    /// <summary>What a name adds that was not met in training.</summary>
    public double UnseenWeight { get; init; }

    /// <summary>What a number adds on average, taken off so that contributions are against the average deal.</summary>
    public double Centre { get; init; }
}

/// <summary>Logistic regression: a sum of what each feature adds, in log-odds. Trained by <see cref="LogisticTrainer"/>.</summary>
public sealed class LogisticModel : ProbabilityModel
{
    private readonly LogisticTerm[] _terms;
    private readonly double[][] _levels;

    /// <summary>A regression.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="wonCount">How many rows were won.</param>
    /// <param name="lostCount">How many were lost.</param>
    /// <param name="intercept">The log-odds of the average row.</param>
    /// <param name="terms">One a feature.</param>
    /// <param name="penalty">The weight of the L2 penalty that it was trained with, per row.</param>
    /// <exception cref="ArgumentException">There are not as many terms as features.</exception>
    [JsonConstructor]
    public LogisticModel(FeatureSchema schema, int wonCount, int lostCount, double intercept, IReadOnlyList<LogisticTerm> terms, double penalty)
        : base(schema, wonCount, lostCount)
    {
        Intercept = intercept;
        _terms = [.. Guard.Against.Null(terms)];
        _levels = [.. _terms.Select(t => t.LevelWeights.ToArray())];
        Penalty = penalty;
        if (_terms.Length != schema.Count)
        {
            throw new ArgumentException($"{schema.Count} features need as many terms, not {_terms.Length}.", nameof(terms));
        }
    }

    /// <inheritdoc/>
    public override string Name => "logistic";

    /// <summary>The log-odds of the average row.</summary>
    public double Intercept { get; }

    /// <summary>What each feature adds.</summary>
    public IReadOnlyList<LogisticTerm> Terms => _terms;

    /// <summary>The weight of the L2 penalty.</summary>
    public double Penalty { get; }

    /// <inheritdoc/>
    public override double Estimate(ReadOnlySpan<double> row)
    {
        double sum = Intercept;
        for (int i = 0; i < _terms.Length; i++)
        {
            sum += Term(i, row[i]);
        }

        return LogOdds.ToProbability(sum);
    }

    internal override double Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        for (int i = 0; i < _terms.Length; i++)
        {
            contributions[i] += Term(i, row[i]);
        }

        return Intercept;
    }

    internal static double Standardised(LogisticTerm term, double value) =>
        Math.Clamp(((term.IsLogarithmic ? Math.Log(1 + Math.Max(0, value)) : value) - term.Mean) / term.Scale, -10, 10);

    private double Term(int i, double value)
    {
        LogisticTerm term = _terms[i];
        double[] levels = _levels[i];
        if (double.IsNaN(value))
        {
            return term.MissingWeight;
        }

        if (Schema.Features[i].Kind == FeatureKind.Categorical)
        {
            return value >= 0 && value < levels.Length ? levels[(int)value] : term.UnseenWeight;
        }

        return (term.Weight * Standardised(term, value)) - term.Centre;
    }
}
