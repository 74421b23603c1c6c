using System.Text.Json.Serialization;

namespace CrmCore.Probabilities.Calibration;

/// <summary>Corrects estimates so that of the deals given p, a share p is won. Fitted on estimates for deals that the model was not trained on. Immutable, thread-safe.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NoCalibrator), "none")]
[JsonDerivedType(typeof(PlattCalibrator), "platt")]
[JsonDerivedType(typeof(IsotonicCalibrator), "isotonic")]
public abstract class Calibrator
{
    private protected Calibrator()
    {
    }

    /// <summary>Leaves estimates as they are.</summary>
    public static Calibrator None { get; } = new NoCalibrator();

    /// <summary>The corrected estimate; never falls where the estimate rises.</summary>
    public abstract double Calibrate(double estimate);

    /// <summary>
    /// Fits the correction that does best by log loss on parts of the estimates that it was not fitted on: none, Platt, or isotonic. A more flexible one must be
    /// better by more than chance would have it (one standard error of the difference), so that few data leave estimates as they are.
    /// </summary>
    /// <param name="estimates">Estimates for deals that the model was not trained on.</param>
    /// <param name="outcomes">Whether each was won.</param>
    public static Calibrator Fit(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> outcomes) => CalibratorChoice.Fit(estimates, outcomes);
}

/// <summary>Leaves estimates as they are.</summary>
public sealed class NoCalibrator : Calibrator
{
    /// <inheritdoc/>
    public override double Calibrate(double estimate) => estimate;
}
