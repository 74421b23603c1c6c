namespace CrmCore.Forecasting.Distributions;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The chance of a value up to x: near the middle by its series (Marsaglia 2004), in the tails by the continued fraction of Laplace; error below 1e-14.</summary>
    public static double Cumulative(double x)
    {
        double size = Math.Abs(x);
        if (size > 38)
        {
            return x < 0 ? 0 : 1;
        }

        if (size > 4)
        {
            double fraction = size;
            for (int k = 60; k >= 1; k--)
            {
                fraction = size + (k / fraction);
            }

            double tail = Density(size) / fraction;
            return x < 0 ? tail : 1 - tail;
        }

        double term = x;
        double sum = x;
        double square = x * x;
        for (int k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
        {
            term *= square / k;
            sum += term;
        }

        return 0.5 + (sum * Density(x));
    }

    /// <summary>The value below which a chance lies, for chances within 0 and 1: a rational start (Abramowitz and Stegun 26.2.22), made exact by Halley's steps.</summary>
    public static double Quantile(double p)
    {
        double tail = Math.Min(p, 1 - p);
        if (!(tail > 0))
        {
            return p <= 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        double t = Math.Sqrt(-2 * Math.Log(tail));
        double x = ((2.30753 + (0.27061 * t)) / (1 + (0.99229 * t) + (0.04481 * t * t))) - t;
        for (int i = 0; i < 3; i++)
        {
            double error = (Cumulative(x) - tail) / Density(x);
            x -= error / (1 + (x * error / 2));
        }

        return p <= 0.5 ? x : -x;
    }

    /// <summary>How many standard deviations a two-sided interval reaches: 1.96 for a confidence of 0.95.</summary>
    public static double Reach(double confidence) => Quantile((1 + Guard.Against.OutOfRange(confidence, nameof(confidence), 0.5, 0.9999)) / 2);
}
