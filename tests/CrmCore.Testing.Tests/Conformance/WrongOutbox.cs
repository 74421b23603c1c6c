using CrmCore.Persistence;

namespace CrmCore.Testing.Tests.Conformance;

/// <summary>An outbox that does what another does, but for the functions given.</summary>
internal sealed class WrongOutbox(IOutbox inner) : IOutbox
{
    public Func<OutboxLease, OutboxLease> Asked { get; init; } = lease => lease;

    public Func<OutboxLease, IReadOnlyList<OutboxDelivery>, IReadOnlyList<OutboxDelivery>> Leased { get; init; } = (_, leased) => leased;

    public Func<OutboxSettlement, OutboxSettlement> Settled { get; init; } = settlement => settlement;

    public Func<DateTimeOffset, DateTimeOffset> Pruned { get; init; } = before => before;

    public async Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default) =>
        Leased(lease, await inner.LeaseAsync(Asked(lease), cancellationToken));

    public Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default) =>
        inner.SettleAsync([.. settlements.Select(Settled)], cancellationToken);

    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default) => inner.ReadDeadLettersAsync(cancellationToken);

    public Task<bool> RedeliverAsync(string eventId, CancellationToken cancellationToken = default) => inner.RedeliverAsync(eventId, cancellationToken);

    public Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken = default) => inner.ReadFiguresAsync(cancellationToken);

    public Task<int> PruneAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken = default) => inner.PruneAsync(Pruned(deliveredBefore), cancellationToken);
}

/// <summary>An outbox that leases all events at once, in the order of the commits, without regard to what came before them.</summary>
internal sealed class FlatOutbox(Func<IReadOnlyList<OutboxMessage>> messages) : IOutbox
{
    private readonly HashSet<string> _settled = [];

    public Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<OutboxDelivery>>(
        [.. messages().Where(m => !_settled.Contains(m.EventId)).Take(lease.Limit).Select((m, i) => new OutboxDelivery(i + 1, m, lease.Owner, lease.Until, 0))]);

    public Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default)
    {
        _settled.UnionWith(settlements.Select(s => s.Delivery.Message.EventId));
        return Task.FromResult(settlements.Count);
    }

    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<DeadLetter>();

    public Task<bool> RedeliverAsync(string eventId, CancellationToken cancellationToken = default) => Task.FromResult(false);

    public Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken = default) => Task.FromResult(new OutboxFigures(0, 0, null));

    public Task<int> PruneAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken = default) => Task.FromResult(0);
}
