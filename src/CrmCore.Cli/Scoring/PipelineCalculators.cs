using CrmCore.Opportunities;
using CrmCore.Probabilities;

namespace CrmCore.Cli.Scoring;

/// <summary>Estimates each deal by the calculator of its pipeline. Immutable, thread-safe where the calculators are.</summary>
/// <param name="name">The name of the calculators.</param>
/// <param name="byPipeline">The calculators by the keys of their pipelines.</param>
/// <param name="others">Answers for the deals of other pipelines.</param>
internal sealed class PipelineCalculators(string name, IReadOnlyDictionary<string, IWinProbabilityCalculator> byPipeline, IWinProbabilityCalculator others) : ITimedWinProbabilityCalculator
{
    public string Name => name;

    public WinProbability Estimate(OpportunitySnapshot record) => Of(record).Estimate(record);

    public WinProbability Estimate(OpportunitySnapshot record, DateTimeOffset at) => Of(record).Estimate(record, at);

    public void Estimate(ReadOnlySpan<OpportunitySnapshot> records, DateTimeOffset at, Span<double> estimates)
    {
        for (int i = 0; i < records.Length; i++)
        {
            Of(records[i]).Estimate(records.Slice(i, 1), at, estimates.Slice(i, 1));
        }
    }

    public double? WonWithin(OpportunitySnapshot record, DateTimeOffset at, double days) => (Of(record) as ITimedWinProbabilityCalculator)?.WonWithin(record, at, days);

    private IWinProbabilityCalculator Of(OpportunitySnapshot record) => byPipeline.GetValueOrDefault(record.Pipeline.Key, others);
}
