namespace CrmCore.Leads;

/// <summary>What leads are read in the order of; those of equal instants come in the order of their ids.</summary>
public enum LeadOrder
{
    /// <summary>Their ids, which is about the order in which they were made.</summary>
    Id = 0,

    /// <summary>When they were captured.</summary>
    CapturedAt = 1,

    /// <summary>When they last changed. A lead that changes while others are read moves, and may then be read twice or not at all.</summary>
    ChangedAt = 2,
}

/// <summary>Which leads to read, and in what order; null means no restriction.</summary>
public sealed record LeadQuery
{
    /// <summary>Those of one of these statuses.</summary>
    public IReadOnlySet<LeadStatus>? Statuses { get; init; }

    /// <summary>Those of an owner.</summary>
    public UserId? Owner { get; init; }

    /// <summary>Those in a pool.</summary>
    public PoolId? Pool { get; init; }

    /// <summary>Those captured at or after an instant.</summary>
    public DateTimeOffset? CapturedFrom { get; init; }

    /// <summary>Those captured before an instant.</summary>
    public DateTimeOffset? CapturedBefore { get; init; }

    /// <summary>Those that changed at or after an instant.</summary>
    public DateTimeOffset? ChangedFrom { get; init; }

    /// <summary>The order they come in.</summary>
    public LeadOrder Order { get; init; }

    /// <summary>Whether the order is turned round: the latest or highest first.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Those that come after a lead in that order, to read on where a page ended; see <see cref="ReadOnAfter"/>.</summary>
    public LeadId? After { get; init; }

    /// <summary>The instant, as the order goes by, of the lead named by <see cref="After"/>; null in the order of ids.</summary>
    public DateTimeOffset? AfterAt { get; init; }

    /// <summary>At most so many; 0 for none.</summary>
    public int? Limit { get; init; }

    /// <summary>The same query from behind a lead on: the next page.</summary>
    public LeadQuery ReadOnAfter(LeadSnapshot last) => this with { After = Guard.Against.Null(last).Id, AfterAt = InstantOf(last) };

    /// <summary>Whether the query wants a lead, wherever in the order it comes.</summary>
    public bool Wants(LeadSnapshot lead)
    {
        Guard.Against.Null(lead);
        return (Statuses is null || Statuses.Contains(lead.Status))
            && (Owner is null || lead.Custody.Owner == Owner)
            && (Pool is null || lead.Custody.Pool == Pool)
            && !(lead.CapturedAt < CapturedFrom || lead.CapturedAt >= CapturedBefore || lead.ChangedAt < ChangedFrom);
    }

    /// <summary>The instant of a lead that the order goes by; null in the order of ids.</summary>
    public DateTimeOffset? InstantOf(LeadSnapshot lead) => Order switch
    {
        LeadOrder.CapturedAt => Guard.Against.Null(lead).CapturedAt,
        LeadOrder.ChangedAt => Guard.Against.Null(lead).ChangedAt,
        _ => null,
    };
}
