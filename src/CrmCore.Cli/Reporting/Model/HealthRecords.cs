namespace CrmCore.Cli.Reporting;

/// <summary>What to do today: how many open deals were looked at, how many each check marks, and the deals that are marked by owner, what matters most first.</summary>
internal sealed record HealthFigures(int Checked, IReadOnlyList<HealthCheckCount> Checks, IReadOnlyList<OwnerToDo> Owners)
{
    public int Marked => Owners.Sum(owner => owner.Deals.Count);
}

internal sealed record HealthCheckCount(string Key, LocalizedText Name, Severity Severity, int Count);

/// <summary>The deals that somebody is to look at; no name means that they are nobody's.</summary>
internal sealed record OwnerToDo(string? Name, IReadOnlyList<DealToDo> Deals);

/// <summary>A deal that is marked, the gravest finding first.</summary>
internal sealed record DealToDo(string Name, string? Account, decimal? Amount, LocalizedText Stage, IReadOnlyList<DealFinding> Findings);

internal sealed record DealFinding(string Code, LocalizedText Name, LocalizedText Text, LocalizedText Advice, Severity Severity);
