using System.Text.Json.Serialization;

namespace CrmCore.Probabilities.Learned;

/// <summary>Several models together: the weighted sum of their log-odds. The weights are chosen on rows that the models were not trained on, and never negative.</summary>
public sealed class BlendModel : ProbabilityModel
{
    private readonly ProbabilityModel[] _models;
    private readonly double[] _weights;

    /// <summary>A blend.</summary>
    /// <param name="models">The models, all of the same features.</param>
    /// <param name="weights">A weight each, not negative.</param>
    /// <param name="offset">What is added at the end, in log-odds.</param>
    /// <exception cref="ArgumentException">There is no model, a weight is negative or missing, or the models have different features.</exception>
    [JsonConstructor]
    public BlendModel(IReadOnlyList<ProbabilityModel> models, IReadOnlyList<double> weights, double offset)
        : base(Guard.Against.NullOrEmpty(models, nameof(models)).First().Schema, models[0].WonCount, models[0].LostCount)
    {
        _models = [.. models];
        _weights = [.. Guard.Against.Null(weights)];
        Offset = offset;
        if (_weights.Length != _models.Length || _weights.Any(w => !(w >= 0)))
        {
            throw new ArgumentException("Each model needs a weight that is not negative.", nameof(weights));
        }

        if (_models.Any(m => Schema.DifferencesFrom(m.Schema).Count > 0))
        {
            throw new ArgumentException("The models of a blend look at the same features.", nameof(models));
        }
    }

    /// <inheritdoc/>
    public override string Name => "blend";

    /// <summary>The models.</summary>
    public IReadOnlyList<ProbabilityModel> Models => _models;

    /// <summary>Their weights.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>What is added at the end, in log-odds.</summary>
    public double Offset { get; }

    /// <inheritdoc/>
    public override double Estimate(ReadOnlySpan<double> row)
    {
        double sum = Offset;
        for (int i = 0; i < _models.Length; i++)
        {
            sum += _weights[i] * LogOdds.Of(_models[i].Estimate(row));
        }

        return LogOdds.ToProbability(sum);
    }

    internal override double Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        double start = Offset;
        double[] own = new double[contributions.Length];
        for (int i = 0; i < _models.Length; i++)
        {
            Array.Clear(own);
            start += _weights[i] * _models[i].Contribute(row, own);
            for (int f = 0; f < own.Length; f++)
            {
                contributions[f] += _weights[i] * own[f];
            }
        }

        return start;
    }
}
