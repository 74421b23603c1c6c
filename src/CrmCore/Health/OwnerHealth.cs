namespace CrmCore.Health;

/// <summary>What somebody is to look at.</summary>
/// <param name="Owner">Whose deals they are; null for those of nobody.</param>
/// <param name="Deals">The deals that are marked, what matters most first.</param>
public sealed record OwnerHealth(UserId? Owner, IReadOnlyList<DealHealth> Deals)
{
    /// <summary>How many of the deals have a finding as grave as this, and no graver one.</summary>
    public int CountOf(HealthSeverity severity) => Deals.Count(d => d.Worst == severity);
}
