using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <content>The outbox of the tenant at hand.</content>
public sealed partial class InMemoryStore : IOutbox
{
    /// <summary>The events of every commit of the tenant at hand, in the order of the commits, without those that were pruned.</summary>
    public IReadOnlyList<OutboxMessage> Outbox => Locked(static t => t.Outbox.Messages);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default) =>
        WithOutbox(o => o.Lease(Guard.Against.Null(lease)), cancellationToken);

    /// <inheritdoc/>
    public Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default) =>
        WithOutbox(o => o.Settle(Guard.Against.Null(settlements)), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default) =>
        StreamAsync(Locked(static t => t.Outbox.DeadLetters().ToList()), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RedeliverAsync(string eventId, CancellationToken cancellationToken = default) =>
        WithOutbox(o => o.Redeliver(Guard.Against.NullOrWhiteSpace(eventId)), cancellationToken);

    /// <inheritdoc/>
    public Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken = default) => WithOutbox(o => o.Figures(), cancellationToken);

    /// <inheritdoc/>
    public Task<int> PruneAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken = default) => WithOutbox(o => o.Prune(deliveredBefore), cancellationToken);

    private Task<T> WithOutbox<T>(Func<InMemoryOutbox, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Locked(t => work(t.Outbox)));
    }
}
