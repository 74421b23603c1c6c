using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <summary>Which opportunities to read; null means no restriction.</summary>
public sealed record OpportunityQuery
{
    /// <summary>Those in a stage of one of these kinds.</summary>
    public IReadOnlySet<StageKind>? Kinds { get; init; }

    /// <summary>Those in a stage.</summary>
    public string? Stage { get; init; }

    /// <summary>Those of an owner.</summary>
    public UserId? Owner { get; init; }

    /// <summary>Those that a lead became.</summary>
    public LeadId? SourceLead { get; init; }

    /// <summary>Those after an id, to read on where a page ended.</summary>
    public OpportunityId? After { get; init; }

    /// <summary>At most so many.</summary>
    public int? Limit { get; init; }
}

/// <summary>Reads opportunities in bulk, outside any unit of work, in the order of their ids. Thread-safe.</summary>
public interface IOpportunityReader
{
    /// <summary>Streams the opportunities of a query without holding them all in memory.</summary>
    IAsyncEnumerable<OpportunitySnapshot> ReadOpportunitiesAsync(OpportunityQuery? query = null, CancellationToken cancellationToken = default);
}
