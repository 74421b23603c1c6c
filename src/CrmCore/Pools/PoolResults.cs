using CrmCore.Leads;

namespace CrmCore.Pools;

/// <summary>What came of a claim.</summary>
public sealed record ClaimResult : Outcome
{
    internal ClaimResult(IReadOnlyList<Refusal> refusals, LeadId lead)
        : base(refusals) => Lead = lead;

    /// <summary>The lead that was to be claimed.</summary>
    public LeadId Lead { get; }

    /// <summary>How long the new owner may keep it; null where it was refused.</summary>
    public LeadProtection? Protection { get; init; }

    /// <summary>How many more claims the person has today; null for any number, or where it was refused.</summary>
    public int? LeftToday { get; init; }
}

/// <summary>What came of an assignment by an admin or a rule.</summary>
public sealed record AssignResult : Outcome
{
    internal AssignResult(IReadOnlyList<Refusal> refusals, LeadId lead)
        : base(refusals) => Lead = lead;

    /// <summary>The lead that was to be assigned.</summary>
    public LeadId Lead { get; }

    /// <summary>How long the new owner may keep it; null where it was refused.</summary>
    public LeadProtection? Protection { get; init; }
}

/// <summary>What came of a release.</summary>
public sealed record ReleaseResult : Outcome
{
    internal ReleaseResult(IReadOnlyList<Refusal> refusals, LeadId lead)
        : base(refusals) => Lead = lead;

    /// <summary>The lead that was to be released.</summary>
    public LeadId Lead { get; }

    /// <summary>The holding period that ended; null where it was refused, or nobody held it.</summary>
    public HoldingPeriod? Holding { get; init; }
}

/// <summary>What came of a transfer.</summary>
public sealed record TransferResult : Outcome
{
    internal TransferResult(IReadOnlyList<Refusal> refusals, LeadId lead)
        : base(refusals) => Lead = lead;

    /// <summary>The lead that was to be transferred.</summary>
    public LeadId Lead { get; }

    /// <summary>How long the new owner may keep it; null where it was refused, or no pool's rules apply.</summary>
    public LeadProtection? Protection { get; init; }

    /// <summary>The open opportunities that went along.</summary>
    public IReadOnlyList<OpportunityId> Opportunities { get; init; } = [];

    /// <summary>The open opportunities that should have gone along and stay with the former owner, with the reasons.</summary>
    public IReadOnlyList<LeftBehind> LeftBehind { get; init; } = [];
}

/// <summary>An open opportunity that a transfer could not take along.</summary>
/// <param name="Opportunity">The opportunity.</param>
/// <param name="Refusals">Why not; never empty.</param>
public sealed record LeftBehind(OpportunityId Opportunity, IReadOnlyList<Refusal> Refusals);

/// <summary>What came of reopening a disqualified lead.</summary>
public sealed record ReopenResult : Outcome
{
    internal ReopenResult(IReadOnlyList<Refusal> refusals, LeadId lead)
        : base(refusals) => Lead = lead;

    /// <summary>The lead that was to be reopened.</summary>
    public LeadId Lead { get; }
}

/// <summary>What came of locking or unlocking.</summary>
public sealed record LockResult : Outcome
{
    internal LockResult(IReadOnlyList<Refusal> refusals, LeadId lead)
        : base(refusals) => Lead = lead;

    /// <summary>The lead that was to be locked or unlocked.</summary>
    public LeadId Lead { get; }

    /// <summary>The lock that it has now; null for none.</summary>
    public LeadLock? Lock { get; init; }
}
