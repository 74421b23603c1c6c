using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Learned;

namespace CrmCore.Probabilities.Training;

/// <summary>Fits a line of calibration to the latest deals once more, for a model that was trained on those too.</summary>
internal static class Recent
{
    /// <summary>
    /// The slope that was found on rows held back, with the offset that makes the estimates of the latest deals right on average. An offset from the time before the
    /// model knew them would count the same shift twice.
    /// </summary>
    public static Calibrator Matched(Calibrator calibrator, ProbabilityModel model, Dataset rows, ValidationKind validation)
    {
        if (validation == ValidationKind.Random || calibrator is not PlattCalibrator line || Validation.Of(rows, validation, 1) is not [var latest])
        {
            return calibrator;
        }

        Dataset recent = rows.Subset(latest.Test);
        double[] estimates = new double[recent.Count];
        model.Estimate(recent, estimates);
        return PlattCalibrator.OfSlope(line.Slope, estimates, recent.Outcomes);
    }
}
