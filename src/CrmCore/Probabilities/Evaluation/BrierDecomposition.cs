namespace CrmCore.Probabilities.Evaluation;

/// <summary>
/// The Brier score taken apart (Murphy 1973) over bins of equal width: <paramref name="Reliability"/> - <paramref name="Resolution"/> +
/// <paramref name="Uncertainty"/> is the score of the bins' mean estimates; <paramref name="WithinBins"/> is what the score itself differs from that by.
/// </summary>
/// <param name="Reliability">How far bins lie from their win rates; 0 is best.</param>
/// <param name="Resolution">How far the bins' win rates lie from the base rate; more is better.</param>
/// <param name="Uncertainty">What the base rate alone has.</param>
/// <param name="WithinBins">What comes of estimates that differ within a bin.</param>
public sealed record BrierDecomposition(double Reliability, double Resolution, double Uncertainty, double WithinBins)
{
    /// <summary>Takes the Brier score apart.</summary>
    public static BrierDecomposition Of(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won, int bins = 10)
    {
        double rate = (double)won.Count(true) / won.Length;
        double reliability = 0;
        double resolution = 0;
        foreach (CalibrationBin bin in CalibrationCurve.EqualWidth(estimates, won, bins))
        {
            double weight = (double)bin.Count / won.Length;
            reliability += weight * (bin.MeanEstimate - bin.WinRate) * (bin.MeanEstimate - bin.WinRate);
            resolution += weight * (bin.WinRate - rate) * (bin.WinRate - rate);
        }

        double uncertainty = rate * (1 - rate);
        return new(reliability, resolution, uncertainty, Metrics.Brier(estimates, won) - (reliability - resolution + uncertainty));
    }
}
