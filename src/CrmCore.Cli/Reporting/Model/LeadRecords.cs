using CrmCore.Matching;

namespace CrmCore.Cli.Reporting;

/// <summary>How many leads have a status, or came from a source.</summary>
internal sealed record LeadCount(string Key, LocalizedText Name, int Count);

/// <summary>A lead that does not go on, and why. Its holder is its owner or its pool.</summary>
internal sealed record WaitingLead(
    string Name,
    string? Company,
    LocalizedText? Source,
    LocalizedText? Holder,
    int DaysWaiting,
    IReadOnlyList<LeadFinding> Findings);

/// <summary>A finding of the qualification policy and what to do about it.</summary>
internal sealed record LeadFinding(string Code, LocalizedText Text, LocalizedText? Advice, Severity Severity);

/// <summary>What lies in a pool, and the days since its oldest lead entered it. No members means that it is open to everybody.</summary>
internal sealed record PoolLoad(string Key, LocalizedText Name, int Leads, int? OldestDays, int? Members, int ClaimedLast7Days);

/// <summary>A lead that falls back into its pool soon, or is due to.</summary>
internal sealed record RecyclingLead(string Name, string? Company, string Owner, LocalizedText Pool, DateOnly Date, int DaysLeft);

/// <summary>What an owner carries. No capacity means that there is no limit.</summary>
internal sealed record OwnerLoad(string Key, string Name, int Leads, int? Capacity, int OpenDeals, decimal OpenAmount, int OverdueSteps);

/// <summary>Records that are the same or likely the same, by the weakest pair that joined them.</summary>
internal sealed record DuplicateCluster(MatchClass Class, IReadOnlyList<LocalizedText> Reasons, IReadOnlyList<DuplicateMember> Members);

/// <summary>A lead, contact or account (its kind in words), how to reach it, and whether a merge would keep it.</summary>
internal sealed record DuplicateMember(LocalizedText Kind, string Name, string? Company, string? Reach, string? Owner, bool Keep);
