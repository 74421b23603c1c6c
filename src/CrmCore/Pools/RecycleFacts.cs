using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Pools;

/// <summary>When a condition of recycling begins to hold, and why then.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Clock">The clock it counts from.</param>
/// <param name="Start">Where that clock stands.</param>
/// <param name="Days">How many days it counts.</param>
public sealed record RecycleMoment(RecycleRule Rule, LeadClock Clock, DateTimeOffset Start, int Days)
{
    /// <summary>The moment: start plus days.</summary>
    public DateTimeOffset At => LeadProtection.Plus(Start, Days);
}

/// <summary>What the conditions of recycling look at.</summary>
public sealed record RecycleFacts
{
    /// <summary>When the protection began.</summary>
    public required DateTimeOffset Claimed { get; init; }

    /// <summary>When it came to its present owner.</summary>
    public required DateTimeOffset Assigned { get; init; }

    /// <summary>When it was captured.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The last counted follow-up of this protection; null for none.</summary>
    public DateTimeOffset? LastFollowUp { get; init; }

    /// <summary>When it last came into a pool; null if it never was in one.</summary>
    public DateTimeOffset? EnteredPool { get; init; }

    /// <summary>Whether an opportunity names it.</summary>
    public bool HasOpportunity { get; init; }

    /// <summary>Whether one of those is open.</summary>
    public bool HasOpenOpportunity { get; init; }

    /// <summary>When the last of those was won; null for none.</summary>
    public DateTimeOffset? LastWonAt { get; init; }

    /// <summary>The facts of a protected lead and of the opportunities that name it.</summary>
    public static RecycleFacts Of(Lead lead, IReadOnlyCollection<OpportunitySnapshot> opportunities)
    {
        Guard.Against.Null(lead);
        Guard.Against.Null(opportunities);
        IEnumerable<DateTimeOffset?> counted = lead.FollowUps.Where(f => lead.Protection?.Counts(f) ?? true).Select(f => (DateTimeOffset?)f.At);
        return new()
        {
            Claimed = lead.Protection?.Since ?? lead.CustodySince,
            Assigned = lead.CustodySince,
            Created = lead.CapturedAt,
            LastFollowUp = counted.Max(),
            EnteredPool = lead.EnteredPoolAt,
            HasOpportunity = opportunities.Count > 0,
            HasOpenOpportunity = opportunities.Any(o => o.StageKind == StageKind.Open),
            LastWonAt = opportunities.Where(o => o.StageKind == StageKind.Won).Max(o => o.Closing?.At),
        };
    }

    /// <summary>Where a clock stands.</summary>
    public DateTimeOffset At(LeadClock clock) => clock switch
    {
        LeadClock.Assigned => Assigned,
        LeadClock.LastFollowUp => LastFollowUp ?? Claimed,
        LeadClock.Created => Created,
        LeadClock.EnteredPool => EnteredPool ?? Claimed,
        LeadClock.LastWonDeal => LastWonAt ?? Claimed,
        _ => Claimed,
    };
}
