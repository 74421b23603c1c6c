using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore;

/// <content>The outbox.</content>
public sealed partial class SqliteStore : IOutbox
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default)
    {
        await using CrmDbContext context = NewContext();
        return await OutboxRows.LeaseAsync(context, lease, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default)
    {
        await using CrmDbContext context = NewContext();
        return await OutboxRows.SettleAsync(context, settlements, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default) => ReadAsync(OutboxRows.DeadLettersAsync, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> RedeliverAsync(string eventId, CancellationToken cancellationToken = default)
    {
        await using CrmDbContext context = NewContext();
        return await OutboxRows.RedeliverAsync(context, eventId, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken = default)
    {
        await using CrmDbContext context = NewContext();
        return await OutboxRows.FiguresAsync(context, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<int> PruneAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken = default)
    {
        await using CrmDbContext context = NewContext();
        return await OutboxRows.PruneAsync(context, deliveredBefore, cancellationToken).ConfigureAwait(false);
    }
}
