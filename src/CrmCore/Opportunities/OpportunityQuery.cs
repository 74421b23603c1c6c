using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <summary>What opportunities are read in the order of; those of equal instants come in the order of their ids.</summary>
public enum OpportunityOrder
{
    /// <summary>Their ids, which is about the order in which they were made.</summary>
    Id = 0,

    /// <summary>When they were created.</summary>
    CreatedAt = 1,

    /// <summary>When they last changed. One that changes while others are read moves, and may then be read twice or not at all.</summary>
    ChangedAt = 2,

    /// <summary>When they entered their stage; the same holds for one that moves on.</summary>
    StageEnteredAt = 3,
}

/// <summary>Which opportunities to read, and in what order; null means no restriction.</summary>
public sealed record OpportunityQuery
{
    /// <summary>Those in a stage of one of these kinds.</summary>
    public IReadOnlySet<StageKind>? Kinds { get; init; }

    /// <summary>Those in a pipeline, by its key, whatever the version.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Those in a stage.</summary>
    public string? Stage { get; init; }

    /// <summary>Those of an owner.</summary>
    public UserId? Owner { get; init; }

    /// <summary>Those of an account.</summary>
    public AccountId? Account { get; init; }

    /// <summary>Those whose main contact is a person.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>Those that a lead became.</summary>
    public LeadId? SourceLead { get; init; }

    /// <summary>Those that are expected to close on or after a day.</summary>
    public DateOnly? ClosesFrom { get; init; }

    /// <summary>Those that are expected to close before a day.</summary>
    public DateOnly? ClosesBefore { get; init; }

    /// <summary>Those that changed at or after an instant.</summary>
    public DateTimeOffset? ChangedFrom { get; init; }

    /// <summary>The order they come in.</summary>
    public OpportunityOrder Order { get; init; }

    /// <summary>Whether the order is turned round: the latest or highest first.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Those that come after an opportunity in that order, to read on where a page ended; see <see cref="ReadOnAfter"/>.</summary>
    public OpportunityId? After { get; init; }

    /// <summary>The instant, as the order goes by, of the opportunity named by <see cref="After"/>; null in the order of ids.</summary>
    public DateTimeOffset? AfterAt { get; init; }

    /// <summary>At most so many; 0 for none.</summary>
    public int? Limit { get; init; }

    /// <summary>The same query from behind an opportunity on: the next page.</summary>
    public OpportunityQuery ReadOnAfter(OpportunitySnapshot last) => this with { After = Guard.Against.Null(last).Id, AfterAt = InstantOf(last) };

    /// <summary>Whether the query wants an opportunity, wherever in the order it comes.</summary>
    public bool Wants(OpportunitySnapshot opportunity)
    {
        Guard.Against.Null(opportunity);
        return (Kinds is null || Kinds.Contains(opportunity.StageKind))
            && (Pipeline is null || opportunity.Pipeline.Key == Pipeline)
            && (Stage is null || opportunity.Stage == Stage)
            && (Owner is null || opportunity.Owner == Owner)
            && (Account is null || opportunity.Account == Account)
            && (Contact is null || opportunity.Contact == Contact)
            && (SourceLead is null || opportunity.SourceLead == SourceLead)
            && (ClosesFrom is null || opportunity.CloseDate >= ClosesFrom)
            && (ClosesBefore is null || opportunity.CloseDate < ClosesBefore)
            && !(opportunity.ChangedAt < ChangedFrom);
    }

    /// <summary>The instant of an opportunity that the order goes by; null in the order of ids.</summary>
    public DateTimeOffset? InstantOf(OpportunitySnapshot opportunity) => Order switch
    {
        OpportunityOrder.CreatedAt => Guard.Against.Null(opportunity).CreatedAt,
        OpportunityOrder.ChangedAt => Guard.Against.Null(opportunity).ChangedAt,
        OpportunityOrder.StageEnteredAt => Guard.Against.Null(opportunity).StageEnteredAt,
        _ => null,
    };
}
