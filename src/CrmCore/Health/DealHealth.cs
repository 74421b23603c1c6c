using CrmCore.Opportunities;

namespace CrmCore.Health;

/// <summary>An open deal with what marks it.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Findings">What marks it, the gravest first; at least one.</param>
public sealed record DealHealth(OpportunitySnapshot Deal, IReadOnlyList<HealthFinding> Findings)
{
    /// <summary>The gravest severity.</summary>
    public HealthSeverity Worst => Findings[0].Severity;
}
