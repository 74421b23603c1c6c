namespace CrmCore.Probabilities.Evaluation;

/// <summary>How good estimates were, by every usual measure.</summary>
/// <param name="Count">How many deals they were judged on.</param>
/// <param name="BaseRate">The share of them that was won.</param>
/// <param name="Auc">See <see cref="Metrics.Auc"/>.</param>
/// <param name="LogLoss">See <see cref="Metrics.LogLoss(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>.</param>
/// <param name="Brier">See <see cref="Metrics.Brier"/>.</param>
/// <param name="Decomposition">The Brier score taken apart.</param>
/// <param name="CalibrationError">See <see cref="Metrics.CalibrationError"/>, 10 bins of equal width.</param>
/// <param name="AveragePrecision">See <see cref="Metrics.AveragePrecision"/>.</param>
/// <param name="LiftOfBestTenth">See <see cref="Metrics.Lift"/>.</param>
public sealed record ModelEvaluation(
    int Count, double BaseRate, double Auc, double LogLoss, double Brier, BrierDecomposition Decomposition, double CalibrationError, double AveragePrecision,
    double LiftOfBestTenth)
{
    /// <summary>Judges estimates by what came of them.</summary>
    public static ModelEvaluation Of(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won)
    {
        return new(
            won.Length,
            (double)won.Count(true) / won.Length,
            Metrics.Auc(estimates, won),
            Metrics.LogLoss(estimates, won),
            Metrics.Brier(estimates, won),
            BrierDecomposition.Of(estimates, won),
            Metrics.CalibrationError(estimates, won),
            Metrics.AveragePrecision(estimates, won),
            Metrics.Lift(estimates, won));
    }
}
