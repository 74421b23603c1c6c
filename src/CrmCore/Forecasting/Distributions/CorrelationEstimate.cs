namespace CrmCore.Forecasting.Distributions;

/// <summary>A deal of a past period: the chance it was given, and whether it was won.</summary>
/// <param name="Chance">The chance, 0 to 1.</param>
/// <param name="Won">Whether it was won in the period.</param>
public readonly record struct PastChance(double Chance, bool Won);

/// <summary>How much deals won and lost together in past periods. Few periods tell little: look at the interval.</summary>
/// <param name="Value">The likeliest correlation, 0 to 0.5 in steps of 0.005.</param>
/// <param name="Low">The lower end of its 90% interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Periods">How many periods it rests on.</param>
/// <param name="Deals">How many deals were in them.</param>
public sealed record CorrelationEstimate(double Value, double Low, double High, int Periods, int Deals)
{
    /// <summary>Fewer periods are refused.</summary>
    public const int LeastPeriods = 4;

    /// <summary>Whether there were periods enough (8) to be taken for more than a hint.</summary>
    public bool IsTrustworthy => Periods >= 8;

    /// <summary>
    /// Estimates it by maximum likelihood in the one-factor model, all periods with shocks of their own; the interval by the likelihood ratio. Chances that are biased look like correlation:
    /// calibrate first.
    /// </summary>
    /// <param name="periods">The deals of each past period; periods must not overlap.</param>
    /// <returns>Refused with <c>forecast.no-past-periods</c> where there are fewer than 4 with two deals of uncertain chance.</returns>
    public static CorrelationResult From(IEnumerable<IReadOnlyList<PastChance>> periods)
    {
        PastChance[][] known = [.. Guard.Against.Null(periods).Select(p => p.Where(d => d.Chance is > 0 and < 1).ToArray()).Where(p => p.Length >= 2)];
        int deals = known.Sum(p => p.Length);
        if (known.Length < LeastPeriods)
        {
            return new(null, [new Refusal("forecast.no-past-periods", ("periods", known.Length), ("deals", deals), ("least", LeastPeriods))]);
        }

        double[] likelihoods = [.. Enumerable.Range(0, 101).Select(step => known.Sum(p => LogLikelihood(p, step / 200.0)))];
        int best = Array.IndexOf(likelihoods, likelihoods.Max());
        int low = Array.FindIndex(likelihoods, l => l >= likelihoods[best] - 1.353);
        int high = Array.FindLastIndex(likelihoods, l => l >= likelihoods[best] - 1.353);
        return new(new(best / 200.0, low / 200.0, high / 200.0, known.Length, deals), []);
    }

    private static double LogLikelihood(PastChance[] period, double correlation)
    {
        (double Z, double Weight)[] points = OneFactor.Points(correlation);
        double[] logs = new double[points.Length];
        foreach (PastChance deal in period)
        {
            double quantile = Normal.Quantile(deal.Chance);
            for (int i = 0; i < points.Length; i++)
            {
                double chance = correlation == 0 ? deal.Chance : OneFactor.Given(quantile, points[i].Z, correlation);
                logs[i] += Math.Log(Math.Max(1e-300, deal.Won ? chance : 1 - chance));
            }
        }

        double top = logs.Max();
        return top + Math.Log(points.Select((p, i) => p.Weight * Math.Exp(logs[i] - top)).Sum());
    }
}

/// <summary>An estimate, or why there is none.</summary>
public sealed record CorrelationResult : Outcome
{
    internal CorrelationResult(CorrelationEstimate? estimate, IReadOnlyList<Refusal> refusals)
        : base(refusals) => Estimate = estimate;

    /// <summary>The estimate; null where it was refused.</summary>
    public CorrelationEstimate? Estimate { get; }
}
