using CrmCore.Opportunities;

namespace CrmCore.Probabilities;

/// <summary>A calculator that knows time: it tells the chance that a deal is won within some days. Implementations are immutable and thread-safe.</summary>
public interface ITimedWinProbabilityCalculator : IWinProbabilityCalculator
{
    /// <summary>The chance that an open deal is won within some days from an instant; null where the calculator has not enough data for it. Never falls with the days.</summary>
    /// <param name="record">The deal.</param>
    /// <param name="at">The instant.</param>
    /// <param name="days">How many days, not negative.</param>
    double? WonWithin(OpportunitySnapshot record, DateTimeOffset at, double days);
}
