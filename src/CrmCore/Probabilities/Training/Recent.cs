using CrmCore.Probabilities.Calibration;
using CrmCore.Probabilities.Evaluation;
using CrmCore.Probabilities.Learned;

namespace CrmCore.Probabilities.Training;

/// <summary>Fits a line of calibration once more, for a model that was trained on the rows it was found on too.</summary>
internal static class Recent
{
    private const int Tenths = 10;

    /// <summary>
    /// The slope that was found on rows held back, with the offset that makes estimates right on average: for the latest deals where their win rate is known to last,
    /// else for all. An offset from the time before the model knew them would count the same shift twice.
    /// </summary>
    public static Calibrator Matched(Calibrator calibrator, ProbabilityModel model, Dataset rows, ValidationKind validation)
    {
        if (validation == ValidationKind.Random || calibrator is not PlattCalibrator line || Validation.Of(rows, validation, 1) is not [var latest])
        {
            return calibrator;
        }

        Dataset matched = Lasts(rows) ? rows.Subset(latest.Test) : rows;
        double[] estimates = new double[matched.Count];
        model.Estimate(matched, estimates);
        return PlattCalibrator.OfSlope(line.Slope, estimates, matched.Outcomes);
    }

    /// <summary>
    /// Whether win rates last: whether that of each tenth of the time foretold the next tenth better than that of all before it did. Where rates only go up and down,
    /// following the latest of them makes every estimate worse.
    /// </summary>
    private static bool Lasts(Dataset rows)
    {
        int[] wonBefore = new int[rows.Count + 1];
        for (int row = 0; row < rows.Count; row++)
        {
            wonBefore[row + 1] = wonBefore[row] + (rows.Outcomes[row] ? 1 : 0);
        }

        double gain = 0;
        for (int tenth = 2; tenth < Tenths; tenth++)
        {
            int from = At(tenth - 1);
            int now = At(tenth);
            int to = At(tenth + 1);
            gain += Loss(Rate(0, now), now, to) - Loss(Rate(from, now), now, to);
        }

        return gain > 0;

        int At(int tenth) => (int)((long)rows.Count * tenth / Tenths);
        double Rate(int from, int to) => (wonBefore[to] - wonBefore[from] + 1.0) / (to - from + 2);
        double Loss(double rate, int from, int to) =>
            ((wonBefore[to] - wonBefore[from]) * Metrics.LogLoss(rate, true)) + ((to - from - wonBefore[to] + wonBefore[from]) * Metrics.LogLoss(rate, false));
    }
}
