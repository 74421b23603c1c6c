namespace CrmCore.Leads.Merging;

/// <summary>A lead as it was before it was merged into another.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Before">Its state before.</param>
/// <param name="Fingerprint">A digest of its state right after the merge, by which a later change is noticed.</param>
public sealed record MergedLead(LeadId Lead, LeadSnapshot Before, string Fingerprint);

/// <summary>What a surviving lead remembers of a merge, so that it can be undone while nothing else changed.</summary>
/// <param name="At">When it was.</param>
/// <param name="By">Who did it; null if no person did.</param>
/// <param name="Before">The surviving lead before.</param>
/// <param name="Fingerprint">A digest of its state right after the merge.</param>
/// <param name="Merged">The leads that were merged into it.</param>
public sealed record MergeRecord(DateTimeOffset At, UserId? By, LeadSnapshot Before, string Fingerprint, IReadOnlyList<MergedLead> Merged)
{
    /// <summary>The leads that were merged into it.</summary>
    public IReadOnlyList<MergedLead> Merged { get; init => field = Copied.Of(value); } = Copied.Of(Merged);
}
