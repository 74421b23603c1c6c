namespace CrmCore.Qualification;

/// <summary>What a policy says of a lead at an instant. It depends on nothing else than the policy, the facts and the instant.</summary>
/// <param name="Policy">The policy's key.</param>
/// <param name="PolicyVersion">The policy's version.</param>
/// <param name="At">The instant it holds for.</param>
/// <param name="IsQualified">Whether no blocker is open and the score reaches the policy's threshold.</param>
/// <param name="Score">The weight of the rules met as a share of all weight, 0 to 100.</param>
/// <param name="Findings">The rules not met, blockers first, then by weight.</param>
public sealed record QualificationVerdict(
    string Policy, int PolicyVersion, DateTimeOffset At, bool IsQualified, decimal Score, IReadOnlyList<Finding> Findings)
{
    /// <summary>Where the buyer stands; null where the facts brought no discovery.</summary>
    public BuyerPhase? Phase { get; init; }

    /// <summary>The findings that block.</summary>
    public IEnumerable<Finding> Blockers => Findings.Where(f => f.Severity == FindingSeverity.Blocker);
}
