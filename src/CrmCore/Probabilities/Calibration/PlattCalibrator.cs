using System.Text.Json.Serialization;

namespace CrmCore.Probabilities.Calibration;

/// <summary>
/// A straight line in log-odds: slope x logit(p) + intercept (Platt 1999, on log-odds). The targets are drawn in from 0 and 1 as Platt has it, so that few data
/// give no certainty.
/// </summary>
public sealed class PlattCalibrator : Calibrator
{
    private const double RidgeOfSlope = 1e-3;

    /// <summary>A line.</summary>
    /// <param name="slope">Not negative; below 1 makes estimates less sure.</param>
    /// <param name="intercept">Above 0 raises all.</param>
    [JsonConstructor]
    public PlattCalibrator(double slope, double intercept)
    {
        Slope = Guard.Against.Negative(slope);
        Intercept = intercept;
    }

    /// <summary>Below 1 makes estimates less sure.</summary>
    public double Slope { get; }

    /// <summary>Above 0 raises all.</summary>
    public double Intercept { get; }

    /// <inheritdoc/>
    public override double Calibrate(double estimate) => LogOdds.ToProbability((Slope * LogOdds.Of(LogOdds.Clamp(estimate))) + Intercept);

    /// <summary>Fits the line by Newton's method.</summary>
    public static new PlattCalibrator Fit(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> outcomes) => Fit(estimates, outcomes, double.PositiveInfinity);

    /// <summary>Fits the line with a slope that is at most the one given; one of 1 never makes estimates surer.</summary>
    public static PlattCalibrator Fit(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> outcomes, double greatestSlope)
    {
        PlattCalibrator free = Fit(estimates, outcomes, null);
        return free.Slope > greatestSlope ? Fit(estimates, outcomes, (double?)greatestSlope) : free;
    }

    /// <summary>The line of a given slope that makes the estimates right on average.</summary>
    internal static PlattCalibrator OfSlope(double slope, ReadOnlySpan<double> estimates, ReadOnlySpan<bool> outcomes) => Fit(estimates, outcomes, (double?)slope);

    private static PlattCalibrator Fit(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> outcomes, double? given)
    {
        int won = 0;
        foreach (bool outcome in outcomes)
        {
            won += outcome ? 1 : 0;
        }

        double[] x = new double[estimates.Length];
        double[] targets = new double[estimates.Length];
        double high = (won + 1.0) / (won + 2);
        double low = 1.0 / (outcomes.Length - won + 2);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = LogOdds.Of(LogOdds.Clamp(estimates[i]));
            targets[i] = outcomes[i] ? high : low;
        }

        double slope = given ?? 1;
        double intercept = 0;
        for (int iteration = 0; iteration < 50; iteration++)
        {
            double gs = RidgeOfSlope * (slope - 1);
            double gi = 0;
            double hss = RidgeOfSlope;
            double hsi = 0;
            double hii = 1e-9;
            for (int i = 0; i < x.Length; i++)
            {
                double p = LogOdds.ToProbability((slope * x[i]) + intercept);
                double error = p - targets[i];
                double weight = p * (1 - p);
                gs += error * x[i];
                gi += error;
                hss += weight * x[i] * x[i];
                hsi += weight * x[i];
                hii += weight;
            }

            if (given is not null)
            {
                (gs, hss, hsi) = (0, 1, 0);
            }

            double determinant = (hss * hii) - (hsi * hsi);
            if (!(Math.Abs(determinant) > 1e-12))
            {
                break;
            }

            double ds = ((hii * gs) - (hsi * gi)) / determinant;
            double di = ((hss * gi) - (hsi * gs)) / determinant;
            double step = 1;
            double loss = Loss(slope, intercept);
            while (step > 1e-9 && !(Loss(slope - (step * ds), intercept - (step * di)) <= loss))
            {
                step /= 2;
            }

            slope -= step * ds;
            intercept -= step * di;
            if (step * (Math.Abs(ds) + Math.Abs(di)) < 1e-10)
            {
                break;
            }
        }

        if (slope < 0)
        {
            double rate = Math.Clamp((double)won / Math.Max(1, outcomes.Length), low, high);
            return new(0, LogOdds.Of(LogOdds.Clamp(rate)));
        }

        return new(slope, intercept);

        // ln(1 + e^z) - t z, the log loss against target t, and the penalty that keeps the slope near to 1.
        double Loss(double s, double b)
        {
            double sum = 0.5 * RidgeOfSlope * (s - 1) * (s - 1);
            for (int i = 0; i < x.Length; i++)
            {
                double z = (s * x[i]) + b;
                sum += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (targets[i] * z);
            }

            return sum;
        }
    }
}
