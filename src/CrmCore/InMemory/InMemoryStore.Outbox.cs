using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <content>The outbox.</content>
public sealed partial class InMemoryStore : IOutbox
{
    private readonly InMemoryOutbox _outbox = new();

    /// <summary>The events of every commit, in the order of the commits, without those that were pruned.</summary>
    public IReadOnlyList<OutboxMessage> Outbox
    {
        get
        {
            lock (_gate)
            {
                return _outbox.Messages;
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default) =>
        WithOutbox(o => o.Lease(Guard.Against.Null(lease)), cancellationToken);

    /// <inheritdoc/>
    public Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default) =>
        WithOutbox(o => o.Settle(Guard.Against.Null(settlements)), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return StreamAsync([.. _outbox.DeadLetters()], cancellationToken);
        }
    }

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
        lock (_gate)
        {
            return Task.FromResult(work(_outbox));
        }
    }
}
