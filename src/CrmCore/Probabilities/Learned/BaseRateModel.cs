using System.Text.Json.Serialization;
using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Learned;

/// <summary>The same chance for every deal: the share of deals that were won. What every other model must beat.</summary>
public sealed class BaseRateModel : ProbabilityModel
{
    private readonly double _estimate;

    /// <summary>A base rate.</summary>
    [JsonConstructor]
    public BaseRateModel(FeatureSchema schema, int wonCount, int lostCount)
        : base(schema, wonCount, lostCount) => _estimate = LogOdds.Clamp((double)wonCount / Math.Max(1, wonCount + lostCount));

    /// <inheritdoc/>
    public override string Name => "base-rate";

    /// <inheritdoc/>
    public override double Estimate(ReadOnlySpan<double> row) => _estimate;

    internal override double Contribute(ReadOnlySpan<double> row, Span<double> contributions) => LogOdds.Of(_estimate);
}
