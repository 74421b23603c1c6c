namespace CrmCore.Opportunities;

/// <summary>An opportunity, and how it stood at an instant.</summary>
/// <param name="Now">As it is stored.</param>
/// <param name="Then">As its history tells of that instant.</param>
public sealed record PastState(OpportunitySnapshot Now, OpportunityState Then);

/// <summary>
/// Reads opportunities in bulk, outside any unit of work: what is committed, of the tenant at hand. Thread-safe, unless storage is a host's own context, which belongs to
/// one thread at a time.
/// </summary>
public interface IOpportunityReader
{
    /// <summary>
    /// Streams the opportunities of a query in its order without holding them all in memory. Others may write meanwhile: an opportunity is read as it is when its turn
    /// comes, and those that keep their place in the order are read exactly once. Storage that keeps instants to the microsecond orders by that.
    /// </summary>
    /// <exception cref="ArgumentException">The query names an opportunity to read on after but not its instant, which its order goes by; or a negative limit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it is looked at before each opportunity.</exception>
    IAsyncEnumerable<OpportunitySnapshot> ReadOpportunitiesAsync(OpportunityQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Streams those that had been created by an instant, in the order of their ids, each with the stage, owner, amount, dates and probability it had then.</summary>
    /// <param name="instant">The instant; changes made exactly then had happened.</param>
    /// <param name="after">Only those after an id, to read on.</param>
    /// <param name="cancellationToken">Cancels the reading; it is looked at before each opportunity.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IAsyncEnumerable<PastState> ReadAsOfAsync(DateTimeOffset instant, OpportunityId? after = null, CancellationToken cancellationToken = default);
}
