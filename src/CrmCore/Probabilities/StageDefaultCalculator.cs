using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Probabilities;

/// <summary>Takes the probability on the record: its stage's default, or what a person set.</summary>
public sealed class StageDefaultCalculator : IWinProbabilityCalculator
{
    private static readonly ProbabilityReason SetByHand = new(new("A person set this probability.", "该赢率由人工设定。"), 0);

    private readonly PipelineCatalog _pipelines;

    /// <summary>A calculator for the pipelines of a catalog.</summary>
    public StageDefaultCalculator(PipelineCatalog pipelines) => _pipelines = Guard.Against.Null(pipelines);

    /// <inheritdoc/>
    public string Name => "stage-default";

    /// <inheritdoc/>
    public WinProbability Estimate(OpportunitySnapshot record)
    {
        OpportunitySnapshot opportunity = Guard.Against.Null(record);
        ProbabilityReason reason = opportunity.IsProbabilityManual ? SetByHand : OfStage(opportunity);
        return new(Of(opportunity), Name, opportunity.Pipeline.ToString(), 0, [reason]);
    }

    /// <inheritdoc/>
    public void Estimate(ReadOnlySpan<OpportunitySnapshot> records, DateTimeOffset at, Span<double> estimates)
    {
        for (int i = 0; i < records.Length; i++)
        {
            estimates[i] = Of(records[i]).Value;
        }
    }

    private static Probability Of(OpportunitySnapshot opportunity) => opportunity.StageKind switch
    {
        StageKind.Open => opportunity.Probability,
        StageKind.Won => Probability.One,
        _ => Probability.Zero,
    };

    private ProbabilityReason OfStage(OpportunitySnapshot opportunity)
    {
        LocalizedText stage = _pipelines.TryGet(opportunity.Pipeline, out Pipeline? pipeline) && pipeline.Find(opportunity.Stage) is { } known ? known.Name : opportunity.Stage;
        return new(
            new($"The default of the stage {stage}.", $"阶段“{stage.In(System.Globalization.CultureInfo.GetCultureInfo(LocalizedText.SimplifiedChinese))}”的默认赢率。"),
            0);
    }
}
