namespace CrmCore.Probabilities;

/// <summary>The logit and its inverse.</summary>
internal static class LogOdds
{
    public static double Of(double probability) => Math.Log(probability / (1 - probability));

    /// <summary>1 / (1 + e^-x), without overflow at either end and kept within the bounds that every model keeps.</summary>
    public static double ToProbability(double logOdds)
    {
        double p = logOdds >= 0 ? 1 / (1 + Math.Exp(-logOdds)) : 1 - (1 / (1 + Math.Exp(logOdds)));
        return Clamp(p);
    }

    public static double Clamp(double probability) => Math.Clamp(probability, Learned.ProbabilityModel.Least, 1 - Learned.ProbabilityModel.Least);
}
