using System.Text.Json.Serialization;
using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Learned;

/// <summary>The share of the deals that reached a stage and were won, drawn towards the overall win rate by a <see cref="BetaPrior"/>.</summary>
public sealed class HistoricalModel : ProbabilityModel
{
    private readonly BetaPrior _prior;
    private readonly double[] _estimates;
    private readonly double _start;

    /// <summary>Counts by stage.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="wonCount">How many deals were won.</param>
    /// <param name="lostCount">How many were lost.</param>
    /// <param name="stage">The place of the stage among the features.</param>
    /// <param name="won">How many that were won reached each stage, by its code.</param>
    /// <param name="lost">How many that were lost reached each stage.</param>
    [JsonConstructor]
    public HistoricalModel(FeatureSchema schema, int wonCount, int lostCount, int stage, IReadOnlyList<int> won, IReadOnlyList<int> lost)
        : base(schema, wonCount, lostCount)
    {
        Stage = stage;
        Won = [.. Guard.Against.Null(won)];
        Lost = [.. Guard.Against.Null(lost)];
        if (schema.Features[stage].Levels.Count != Won.Count || Won.Count != Lost.Count)
        {
            throw new ArgumentException("Each stage needs its counts.", nameof(won));
        }

        double overall = (double)wonCount / Math.Max(1, wonCount + lostCount);
        _start = LogOdds.Clamp(overall);
        _prior = new(_start, BetaPrior.Of([.. Won], [.. Lost]).Strength);
        _estimates = [.. Won.Select((w, i) => LogOdds.Clamp(_prior.Posterior(w, Lost[i])))];
    }

    /// <inheritdoc/>
    public override string Name => "historical";

    /// <summary>The place of the stage among the features.</summary>
    public int Stage { get; }

    /// <summary>How many that were won reached each stage.</summary>
    public IReadOnlyList<int> Won { get; }

    /// <summary>How many that were lost reached each stage.</summary>
    public IReadOnlyList<int> Lost { get; }

    /// <summary>The prior, its strength estimated from the stages.</summary>
    [JsonIgnore]
    public BetaPrior Prior => _prior;

    /// <inheritdoc/>
    public override double Estimate(ReadOnlySpan<double> row) => row[Stage] >= 0 && row[Stage] < _estimates.Length ? _estimates[(int)row[Stage]] : _start;

    internal override double Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        contributions[Stage] += LogOdds.Of(Estimate(row)) - LogOdds.Of(_start);
        return LogOdds.Of(_start);
    }
}
