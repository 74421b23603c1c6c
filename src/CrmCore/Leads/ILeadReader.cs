namespace CrmCore.Leads;

/// <summary>Which leads to read; null means no restriction.</summary>
public sealed record LeadQuery
{
    /// <summary>Those of one of these statuses.</summary>
    public IReadOnlySet<LeadStatus>? Statuses { get; init; }

    /// <summary>Those of an owner.</summary>
    public UserId? Owner { get; init; }

    /// <summary>Those in a pool.</summary>
    public PoolId? Pool { get; init; }

    /// <summary>Those after an id, to read on where a page ended.</summary>
    public LeadId? After { get; init; }

    /// <summary>At most so many.</summary>
    public int? Limit { get; init; }
}

/// <summary>Reads leads in bulk, outside any unit of work, in the order of their ids. Thread-safe.</summary>
public interface ILeadReader
{
    /// <summary>Streams the leads of a query without holding them all in memory.</summary>
    IAsyncEnumerable<LeadSnapshot> ReadLeadsAsync(LeadQuery? query = null, CancellationToken cancellationToken = default);
}
