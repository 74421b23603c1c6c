namespace CrmCore.Forecasting;

/// <summary>The standard normal distribution, as far as intervals need it.</summary>
internal static class NormalDistribution
{
    /// <summary>How many standard deviations a two-sided interval reaches: 1.96 for a confidence of 0.95.</summary>
    public static double Reach(double confidence)
    {
        Guard.Against.OutOfRange(confidence, nameof(confidence), 0.5, 0.9999);
        double low = 0;
        double high = 5;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Within(middle) < confidence ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>The chance to lie within so many standard deviations of the mean (Marsaglia 2004, series of the integral).</summary>
    private static double Within(double deviations)
    {
        double term = deviations;
        double sum = deviations;
        for (int i = 3; term > 1e-17 * sum; i += 2)
        {
            term *= deviations * deviations / i;
            sum += term;
        }

        return 2 * sum * Math.Exp(-deviations * deviations / 2) / Math.Sqrt(2 * Math.PI);
    }
}
