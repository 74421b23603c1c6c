namespace CrmCore.Leads;

/// <summary>
/// Reads leads in bulk, outside any unit of work: what is committed, of the tenant at hand. Thread-safe, unless storage is a host's own context, which belongs to one
/// thread at a time.
/// </summary>
public interface ILeadReader
{
    /// <summary>
    /// Streams the leads of a query in its order without holding them all in memory. Others may write meanwhile: a lead is read as it is when its turn comes,
    /// and those that keep their place in the order are read exactly once. Storage that keeps instants to the microsecond orders by that.
    /// </summary>
    /// <exception cref="ArgumentException">The query names a lead to read on after but not its instant, which its order goes by; or a negative limit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it is looked at before each lead.</exception>
    IAsyncEnumerable<LeadSnapshot> ReadLeadsAsync(LeadQuery? query = null, CancellationToken cancellationToken = default);
}
