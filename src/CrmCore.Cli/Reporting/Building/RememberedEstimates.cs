using CrmCore.Opportunities;
using CrmCore.Probabilities;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>Estimates each deal once, because a report asks for it by quarter, by owner and for its card. For one report only.</summary>
internal sealed class RememberedEstimates(IWinProbabilityCalculator calculator) : IWinProbabilityCalculator
{
    private readonly Dictionary<OpportunityId, WinProbability> _estimates = [];

    public string Name => calculator.Name;

    public WinProbability Estimate(OpportunitySnapshot record) =>
        _estimates.TryGetValue(record.Id, out WinProbability? known) ? known : _estimates[record.Id] = calculator.Estimate(record);
}
