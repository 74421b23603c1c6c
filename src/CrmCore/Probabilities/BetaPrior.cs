namespace CrmCore.Probabilities;

/// <summary>
/// A Beta prior over win rates: it draws the rate of a small group towards the overall one, so that small numbers don't shout. The posterior of w won out of n
/// has the mean (w + strength x mean) / (n + strength). Gelman et al., Bayesian Data Analysis, chapter 5.
/// </summary>
/// <param name="Mean">The overall win rate, 0 to 1.</param>
/// <param name="Strength">How many deals the prior weighs, above 0.</param>
public readonly record struct BetaPrior(double Mean, double Strength)
{
    /// <summary>The overall win rate, 0 to 1.</summary>
    public double Mean { get; init => field = Checked(value); } = Checked(Mean);

    /// <summary>How many deals the prior weighs, above 0.</summary>
    public double Strength { get; } = Strength > 0 && double.IsFinite(Strength)
        ? Strength
        : throw new ArgumentOutOfRangeException(nameof(Strength), Strength, "The strength of a prior is a number of deals above 0.");

    /// <summary>
    /// The prior of some groups: their common rate, and the strength (1 to 1,000 deals) under which their counts are likeliest (beta-binomial). Groups that
    /// differ much give a weak prior, groups that hardly differ a strong one.
    /// </summary>
    public static BetaPrior Of(ReadOnlySpan<int> won, ReadOnlySpan<int> lost)
    {
        long wins = 0;
        long all = 0;
        for (int i = 0; i < won.Length; i++)
        {
            wins += won[i];
            all += won[i] + lost[i];
        }

        double mean = all == 0 ? 0.5 : Math.Clamp((double)wins / all, 1e-6, 1 - 1e-6);
        double best = double.NegativeInfinity;
        double strength = 1;
        for (int step = 0; step <= 60; step++)
        {
            double k = Math.Pow(10, step / 20.0);
            double likelihood = 0;
            for (int i = 0; i < won.Length; i++)
            {
                likelihood += LogBeta(won[i] + (k * mean), lost[i] + (k * (1 - mean))) - LogBeta(k * mean, k * (1 - mean));
            }

            if (likelihood > best + 1e-9)
            {
                (best, strength) = (likelihood, k);
            }
        }

        return new(mean, strength);
    }

    /// <summary>The win rate of a group that this prior expects after its deals.</summary>
    /// <param name="won">The group's won deals, from 0.</param>
    /// <param name="lost">Its lost deals, from 0.</param>
    public double Posterior(int won, int lost) => (Guard.Against.Negative(won) + (Strength * Mean)) / (won + Guard.Against.Negative(lost) + Strength);

    /// <summary>The interval that holds a group's true win rate with the given credibility, equal tails.</summary>
    /// <param name="won">The group's won deals.</param>
    /// <param name="lost">Its lost deals.</param>
    /// <param name="credibility">0 to 1.</param>
    public (double Low, double High) CredibleInterval(int won, int lost, double credibility = 0.9)
    {
        double a = won + (Strength * Mean);
        double b = lost + (Strength * (1 - Mean));
        if (a <= 0 || b <= 0)
        {
            return a <= 0 ? (0, 0) : (1, 1);
        }

        double tail = (1 - credibility) / 2;
        return (Quantile(a, b, tail), Quantile(a, b, 1 - tail));
    }

    private static double Checked(double mean) =>
        mean is >= 0 and <= 1 ? mean : throw new ArgumentOutOfRangeException(nameof(Mean), mean, "A win rate is 0 to 1.");

    private static double Quantile(double a, double b, double share)
    {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Cumulative(a, b, middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>The regularised incomplete beta function, by its continued fraction (NIST DLMF 8.17.22) with Lentz's method.</summary>
    private static double Cumulative(double a, double b, double x)
    {
        if (x > (a + 1) / (a + b + 2))
        {
            return 1 - Cumulative(b, a, 1 - x);
        }

        const double Tiny = 1e-300;
        double c = 1;
        double d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        double fraction = d;
        for (int m = 1; m <= 500; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-14)
            {
                break;
            }
        }

        return Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) - LogBeta(a, b)) * fraction / a;

        static double NotZero(double v) => Math.Abs(v) < Tiny ? Tiny : v;
    }

    private static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>ln of the gamma function by Stirling's series (NIST DLMF 5.11.1), after shifting the argument above 8; error below 1e-12.</summary>
    private static double LogGamma(double x)
    {
        double shift = 0;
        for (; x < 8; x++)
        {
            shift -= Math.Log(x);
        }

        double r = 1 / (x * x);
        double series = ((1.0 / 12) - (r * ((1.0 / 360) - (r * ((1.0 / 1260) - (r * ((1.0 / 1680) - (r * (1.0 / 1188))))))))) / x;
        return shift + ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series;
    }
}
