using CrmCore.Opportunities;

namespace CrmCore.Probabilities;

/// <summary>Estimates the chance that a deal is won: 1 for a won one, 0 for a lost or invalid one. Implementations are immutable and thread-safe.</summary>
public interface IWinProbabilityCalculator : IProbabilityCalculator<OpportunitySnapshot>;

/// <summary>Estimates for aggregates.</summary>
public static class WinProbabilityCalculatorExtensions
{
    /// <summary>The estimate for one opportunity.</summary>
    public static WinProbability Estimate(this IWinProbabilityCalculator calculator, Opportunity opportunity) =>
        Guard.Against.Null(calculator).Estimate(Guard.Against.Null(opportunity).ToSnapshot());
}
