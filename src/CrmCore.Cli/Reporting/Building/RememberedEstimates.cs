using System.Collections.Concurrent;
using CrmCore.Opportunities;
using CrmCore.Probabilities;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>Estimates each deal once, because a report asks for it by quarter, by owner and for its card. For one report only.</summary>
internal sealed class RememberedEstimates(IWinProbabilityCalculator calculator, DateTimeOffset asOf) : IWinProbabilityCalculator
{
    private readonly ConcurrentDictionary<OpportunityId, WinProbability> _estimates = [];

    public string Name => calculator.Name;

    public WinProbability Estimate(OpportunitySnapshot record) =>
        _estimates.GetOrAdd(record.Id, static (_, asked) => asked.Calculator.Estimate(asked.Record, asked.At), (Calculator: calculator, Record: record, At: asOf));
}
