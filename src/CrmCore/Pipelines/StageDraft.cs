namespace CrmCore.Pipelines;

/// <summary>A stage as it was written down, not yet checked.</summary>
internal sealed record StageDraft(
    string Key, LocalizedText Name, StageKind Kind, double ProbabilityPercent, ForecastCategory Category, int? RotDays, IReadOnlyList<Gate> Gates)
{
    public Stage ToStage() => new(Key, Name, Kind, Probability.FromPercent(ProbabilityPercent), Category, RotDays, Gates);
}
