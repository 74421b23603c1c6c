using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Probabilities.Calibration;

/// <summary>Chooses a calibrator by what it does on parts it was not fitted on.</summary>
internal static class CalibratorChoice
{
    private const int Parts = 5;

    public static Calibrator Fit(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> outcomes) =>
        Fit(estimates.ToArray(), outcomes.ToArray(), [.. Enumerable.Range(0, outcomes.Length).Select(i => i % Parts)], null).Calibrator;

    /// <summary>Chooses and fits, with what the choice makes of each estimate where it is fitted on other parts.</summary>
    /// <param name="x">The estimates.</param>
    /// <param name="y">What came of them.</param>
    /// <param name="parts">The part of each.</param>
    /// <param name="greatestSlope">Where things drift: take no curve, and a line of at most this slope; that is all that recent deals can tell. Null for free choice.</param>
    public static (Calibrator Calibrator, double[] CrossFitted) Fit(double[] x, bool[] y, int[] parts, double? greatestSlope)
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

        double greatest = greatestSlope ?? double.PositiveInfinity;
        double[] none = Losses(x, y);
        double[] platted = CrossFitted(x, y, parts, (a, b) => PlattCalibrator.Fit(a, b, greatest));
        double[] platt = Losses(platted, y);
        bool isPlattBetter = IsBetter(platt, none, greatestSlope is null ? 0 : 1);
        if (greatestSlope is null)
        {
            double[] pooled = CrossFitted(x, y, parts, static (a, b) => IsotonicCalibrator.Fit(a, b));
            if (IsBetter(Losses(pooled, y), isPlattBetter ? platt : none, 1))
            {
                return (IsotonicCalibrator.Fit(x, y), pooled);
            }
        }

        return isPlattBetter ? (PlattCalibrator.Fit(x, y, greatest), platted) : (Calibrator.None, x);
    }

    private static double[] CrossFitted(double[] x, bool[] y, int[] parts, Func<double[], bool[], Calibrator> fit)
    {
        double[] calibrated = new double[x.Length];
        foreach (int part in parts.Distinct())
        {
            Calibrator calibrator = fit([.. x.Where((_, i) => parts[i] != part)], [.. y.Where((_, i) => parts[i] != part)]);
            for (int i = 0; i < x.Length; i++)
            {
                calibrated[i] = parts[i] == part ? calibrator.Calibrate(x[i]) : calibrated[i];
            }
        }

        return calibrated;
    }

    private static double[] Losses(double[] x, bool[] y) => [.. x.Select((p, i) => Metrics.LogLoss(p, y[i]))];

    private static bool IsBetter(double[] candidate, double[] incumbent, double errors)
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
        return mean > errors * error;
    }
}
