using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Probabilities.Calibration;

/// <summary>Chooses a calibrator by what it does on parts it was not fitted on.</summary>
internal static class CalibratorChoice
{
    private const int Parts = 5;

    public static Calibrator Fit(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> outcomes) =>
        Fit(estimates.ToArray(), outcomes.ToArray(), [.. Enumerable.Range(0, outcomes.Length).Select(i => i % Parts)], false).Calibrator;

    /// <summary>Chooses and fits, with what the choice makes of each estimate where it is fitted on other parts, or, in time, on the parts before.</summary>
    public static (Calibrator Calibrator, double[] CrossFitted) Fit(double[] x, bool[] y, int[] parts, bool isForward)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException("Each estimate needs its outcome.", nameof(y));
        }

        int won = y.Count(o => o);
        if (won < Parts || y.Length - won < Parts)
        {
            return (Calibrator.None, x);
        }

        double[] none = Losses(x, y);
        double[] platted = CrossFitted(x, y, parts, isForward, static (a, b) => PlattCalibrator.Fit(a, b));
        double[] pooled = CrossFitted(x, y, parts, isForward, static (a, b) => IsotonicCalibrator.Fit(a, b));
        double[] platt = Losses(platted, y);
        bool isPlattBetter = IsBetter(platt, none);
        return IsBetter(Losses(pooled, y), isPlattBetter ? platt : none) ? (IsotonicCalibrator.Fit(x, y), pooled)
            : isPlattBetter ? (PlattCalibrator.Fit(x, y), platted)
            : (Calibrator.None, x);
    }

    private static double[] CrossFitted(double[] x, bool[] y, int[] parts, bool isForward, Func<double[], bool[], Calibrator> fit)
    {
        double[] calibrated = new double[x.Length];
        foreach (int part in parts.Distinct())
        {
            bool[] counts = [.. parts.Select(p => isForward ? p < part : p != part)];
            Calibrator calibrator = counts.Any(c => c) ? fit([.. x.Where((_, i) => counts[i])], [.. y.Where((_, i) => counts[i])]) : Calibrator.None;
            for (int i = 0; i < x.Length; i++)
            {
                calibrated[i] = parts[i] == part ? calibrator.Calibrate(x[i]) : calibrated[i];
            }
        }

        return calibrated;
    }

    private static double[] Losses(double[] x, bool[] y) => [.. x.Select((p, i) => Metrics.LogLoss(p, y[i]))];

    private static bool IsBetter(double[] candidate, double[] incumbent)
    {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < candidate.Length; i++)
        {
            double gain = incumbent[i] - candidate[i];
            sum += gain;
            squares += gain * gain;
        }

        double mean = sum / candidate.Length;
        double error = Math.Sqrt(Math.Max(0, (squares / candidate.Length) - (mean * mean)) / candidate.Length);
        return mean > error;
    }
}
