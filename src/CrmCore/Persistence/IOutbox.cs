namespace CrmCore.Persistence;

/// <summary>
/// The events that were committed, as a relay takes them to deliver. Of each aggregate only the earliest event that is still to be delivered can be
/// leased, so whoever delivers what it leases delivers in order, and an event that fails holds back the later ones of its aggregate and no others.
/// Several relays may share one outbox: a lease belongs to one owner until it is settled or runs out. Instants are given by the caller, whose clocks must
/// not differ by more than a small part of a lease. Thread-safe, unless it is an outbox on a host's own context.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Leases events that are due and not leased, the oldest first: of each aggregate at most one, the earliest that is neither delivered nor dead. No event
    /// is leased to two owners at one time; a lease that ran out can be taken by another.
    /// </summary>
    /// <returns>At most as many as asked for. None where nothing is due, or where others were faster.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; what may have been leased is free again when the lease runs out.</exception>
    Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default);

    /// <summary>
    /// Notes what came of leased events and ends their leases. What another has leased meanwhile, or has settled, stays as it is. Settling twice changes nothing.
    /// </summary>
    /// <returns>How many were still the owner's and are settled now.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; some may be settled.</exception>
    Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default);

    /// <summary>Streams the events that were given up, the oldest first.</summary>
    IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes an event out of the dead letters to be delivered again, with no failures counted. It comes after later ones of its aggregate that were delivered meanwhile.</summary>
    /// <param name="eventId">Its id; see <see cref="OutboxMessage.EventId"/>.</param>
    /// <param name="cancellationToken">Cancels it; nothing is changed then.</param>
    /// <returns>Whether it was a dead letter.</returns>
    Task<bool> RedeliverAsync(string eventId, CancellationToken cancellationToken = default);

    /// <summary>Counts what waits and what was given up.</summary>
    Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes the events that were delivered before an instant. Those that wait and dead letters stay.</summary>
    /// <returns>How many were removed.</returns>
    Task<int> PruneAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken = default);
}
