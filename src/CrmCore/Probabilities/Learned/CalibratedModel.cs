using System.Text.Json.Serialization;
using CrmCore.Probabilities.Calibration;

namespace CrmCore.Probabilities.Learned;

/// <summary>A model whose estimates are corrected so that they mean what they say.</summary>
public sealed class CalibratedModel : ProbabilityModel
{
    /// <summary>A model and its correction.</summary>
    [JsonConstructor]
    public CalibratedModel(ProbabilityModel inner, Calibrator calibrator)
        : base(Guard.Against.Null(inner).Schema, inner.WonCount, inner.LostCount)
    {
        Inner = inner;
        Calibrator = Guard.Against.Null(calibrator);
    }

    /// <inheritdoc/>
    public override string Name => Inner.Name + "-calibrated";

    /// <summary>The model that is corrected.</summary>
    public ProbabilityModel Inner { get; }

    /// <summary>The correction.</summary>
    public Calibrator Calibrator { get; }

    /// <inheritdoc/>
    public override double Estimate(ReadOnlySpan<double> row) => Calibrator.Calibrate(Inner.Estimate(row));

    internal override double Contribute(ReadOnlySpan<double> row, Span<double> contributions) => Inner.Contribute(row, contributions);
}
