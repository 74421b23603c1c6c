using CrmCore.Forecasting.Distributions;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Forecasting;

/// <summary>The score interval of a share (Wilson 1927): it stays within 0 to 1 and serves few cases as well as many.</summary>
internal static class WilsonInterval
{
    /// <summary>The interval of a share; null for a share of nothing.</summary>
    public static Interval? Of(int part, int whole, double confidence)
    {
        double z = Normal.Reach(confidence);
        if (whole == 0)
        {
            return null;
        }

        double share = (double)part / whole;
        double weight = z * z / whole;
        double centre = (share + (weight / 2)) / (1 + weight);
        double reach = z / (1 + weight) * Math.Sqrt(((share * (1 - share)) + (weight / 4)) / whole);
        return new(share, part == 0 ? 0 : Math.Max(0, centre - reach), part == whole ? 1 : Math.Min(1, centre + reach));
    }
}
