namespace CrmCore.Cli.Scoring;

/// <summary>The closed deals that the win rates of a pipeline are learned from.</summary>
/// <param name="Pipeline">The pipeline's key.</param>
/// <param name="Won">How many were won.</param>
/// <param name="Lost">How many were lost.</param>
/// <param name="IsEnough">Whether they are enough; where they are not, the stages' defaults are used.</param>
internal sealed record PipelineEvidence(string Pipeline, int Won, int Lost, bool IsEnough)
{
    /// <summary>How many closed deals there are.</summary>
    public int Closed => Won + Lost;
}
