using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Probabilities;

/// <summary>Stands in for a calculator that could not be trained: another one answers, and each estimate for an open deal says in whose stead. Thread-safe.</summary>
/// <param name="name">The name of the calculator that has not enough data.</param>
/// <param name="refusals">Why it could not be trained.</param>
/// <param name="fallback">Answers.</param>
public sealed class FallbackWinProbability(string name, IReadOnlyList<Refusal> refusals, IWinProbabilityCalculator fallback) : IWinProbabilityCalculator
{
    private readonly IWinProbabilityCalculator _fallback = Guard.Against.Null(fallback);

    /// <summary>The name of the calculator that answers.</summary>
    public string Name => _fallback.Name;

    /// <summary>The name of the calculator that has not enough data.</summary>
    public string InsteadOf { get; } = Guard.Against.NullOrWhiteSpace(name);

    /// <summary>Why it could not be trained.</summary>
    public IReadOnlyList<Refusal> Refusals { get; } = [.. Guard.Against.Null(refusals)];

    /// <inheritdoc/>
    public WinProbability Estimate(OpportunitySnapshot record) => Marked(record, _fallback.Estimate(record));

    /// <inheritdoc/>
    public WinProbability Estimate(OpportunitySnapshot record, DateTimeOffset at) => Marked(record, _fallback.Estimate(record, at));

    /// <inheritdoc/>
    public void Estimate(ReadOnlySpan<OpportunitySnapshot> records, DateTimeOffset at, Span<double> estimates) => _fallback.Estimate(records, at, estimates);

    private WinProbability Marked(OpportunitySnapshot record, WinProbability estimate) => record.StageKind == StageKind.Open ? estimate with { InsteadOf = InsteadOf } : estimate;
}
