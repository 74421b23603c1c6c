namespace CrmCore.Probabilities.Evaluation;

/// <summary>A bin of a calibration curve.</summary>
/// <param name="From">The least estimate of the bin.</param>
/// <param name="To">The greatest.</param>
/// <param name="Count">How many deals are in it.</param>
/// <param name="MeanEstimate">What they were given on average.</param>
/// <param name="WinRate">The share of them that was won.</param>
public sealed record CalibrationBin(double From, double To, int Count, double MeanEstimate, double WinRate);

/// <summary>What was estimated against what came of it. Empty bins are left out.</summary>
public static class CalibrationCurve
{
    /// <summary>Bins of equal width between 0 and 1; an estimate on an edge counts above it, 1 in the last.</summary>
    public static IReadOnlyList<CalibrationBin> EqualWidth(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won, int bins = 10)
    {
        Metrics.Check(estimates, won);
        Guard.Against.NegativeOrZero(bins);
        double[] sums = new double[bins];
        int[] wins = new int[bins];
        int[] counts = new int[bins];
        for (int i = 0; i < won.Length; i++)
        {
            int bin = Math.Clamp((int)(estimates[i] * bins), 0, bins - 1);
            sums[bin] += estimates[i];
            wins[bin] += won[i] ? 1 : 0;
            counts[bin]++;
        }

        return [.. Enumerable.Range(0, bins).Where(b => counts[b] > 0).Select(b =>
            new CalibrationBin((double)b / bins, (b + 1.0) / bins, counts[b], sums[b] / counts[b], (double)wins[b] / counts[b]))];
    }

    /// <summary>Bins of as equal numbers of deals as can be.</summary>
    public static IReadOnlyList<CalibrationBin> EqualCount(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won, int bins = 10)
    {
        Metrics.Check(estimates, won);
        Guard.Against.NegativeOrZero(bins);
        double[] sorted = estimates.ToArray();
        bool[] outcomes = won.ToArray();
        Array.Sort(sorted, outcomes);
        List<CalibrationBin> curve = [];
        for (int b = 0; b < bins; b++)
        {
            int from = (int)((long)b * sorted.Length / bins);
            int to = (int)((b + 1L) * sorted.Length / bins);
            if (to > from)
            {
                curve.Add(new(sorted[from], sorted[to - 1], to - from, sorted[from..to].Average(), (double)outcomes.AsSpan(from, to - from).Count(true) / (to - from)));
            }
        }

        return curve;
    }
}
