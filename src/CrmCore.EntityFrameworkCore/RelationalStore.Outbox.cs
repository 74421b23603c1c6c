using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore;

/// <content>The outbox of the tenant at hand.</content>
public abstract partial class RelationalStore : IOutbox
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default) =>
        WithAsync(tenant => OutboxRows.LeaseAsync(tenant, lease, cancellationToken));

    /// <inheritdoc/>
    public Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default) =>
        WithAsync(tenant => OutboxRows.SettleAsync(tenant, settlements, cancellationToken));

    /// <inheritdoc/>
    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default) => ReadAsync(OutboxRows.DeadLettersAsync, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RedeliverAsync(string eventId, CancellationToken cancellationToken = default) =>
        WithAsync(tenant => OutboxRows.RedeliverAsync(tenant, eventId, cancellationToken));

    /// <inheritdoc/>
    public Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken = default) => WithAsync(tenant => OutboxRows.FiguresAsync(tenant, cancellationToken));

    /// <inheritdoc/>
    public Task<int> PruneAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken = default) =>
        WithAsync(tenant => OutboxRows.PruneAsync(tenant, deliveredBefore, cancellationToken));
}
