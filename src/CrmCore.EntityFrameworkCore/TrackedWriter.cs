using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Writes through the context's change tracker, by one save, so that what the host changed in the context is written too.</summary>
internal sealed class TrackedWriter(TenantRows tenant) : IRowWriter
{
    private const int MostLookedUp = 20;

    private readonly DbContext _context = tenant.Context;

    public async Task WriteAsync(IReadOnlyList<StagedWrite> writes, CancellationToken cancellationToken)
    {
        List<EntityEntry> tracked = [];
        Exception conflict;
        try
        {
            Track(writes, tracked);
            await SaveAsync(tracked, cancellationToken).ConfigureAwait(false);
            return;
        }
        catch (Exception failure) when (StorageConflict.Is(failure))
        {
            conflict = failure;
        }
        finally
        {
            tracked.ForEach(e => e.State = EntityState.Detached);
        }

        throw new ConcurrencyConflictException(await NamesAsync(conflict, writes, cancellationToken).ConfigureAwait(false), conflict);
    }

    /// <summary>
    /// Saves; again where a connection fails and the context's strategy is to retry. Of a commit whose answer was lost, the first row tells whether it had arrived:
    /// a commit is all or nothing.
    /// </summary>
    private async Task SaveAsync(List<EntityEntry> tracked, CancellationToken cancellationToken)
    {
        IExecutionStrategy strategy = _context.Database.CreateExecutionStrategy();
        if (!strategy.RetriesOnFailure || _context.Database.CurrentTransaction is not null)
        {
            await _context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        bool savepoints = _context.Database.AutoSavepointsEnabled;
        _context.Database.AutoSavepointsEnabled = false;
        try
        {
            await strategy.ExecuteInTransactionAsync(
                token => _context.SaveChangesAsync(acceptAllChangesOnSuccess: false, token), token => ArrivedAsync(tracked, token), cancellationToken).ConfigureAwait(false);
            _context.ChangeTracker.AcceptAllChanges();
        }
        finally
        {
            _context.Database.AutoSavepointsEnabled = savepoints;
        }
    }

    private static async Task<bool> ArrivedAsync(List<EntityEntry> tracked, CancellationToken cancellationToken)
    {
        if (tracked.Count == 0)
        {
            return false;
        }

        PropertyValues? stored = await tracked[0].GetDatabaseValuesAsync(cancellationToken).ConfigureAwait(false);
        return tracked[0].State == EntityState.Deleted
            ? stored is null
            : stored is not null && stored.GetValue<string>(nameof(AggregateRow.Json)) == tracked[0].CurrentValues.GetValue<string>(nameof(AggregateRow.Json));
    }

    /// <summary>Puts the rows into the context; a changed row is attached with the version that was read, without reading it again.</summary>
    private void Track(IReadOnlyList<StagedWrite> writes, List<EntityEntry> tracked)
    {
        bool detects = _context.ChangeTracker.AutoDetectChangesEnabled;
        _context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (EntityEntry read in _context.ChangeTracker.Entries<AggregateRow>().Where(e => e.State == EntityState.Unchanged).ToArray())
            {
                read.State = EntityState.Detached;
            }

            foreach (StagedWrite write in writes)
            {
                EntityEntry row = write.Kind switch
                {
                    WriteKind.Add => _context.Add(write.ToRow()),
                    WriteKind.Update => _context.Update(write.ToRow()),
                    _ => _context.Remove(write.ToRow()),
                };
                tracked.Add(row);
                if (write.Kind != WriteKind.Add)
                {
                    row.Property(nameof(AggregateRow.Version)).OriginalValue = write.Aggregate.Version;
                }

                tracked.AddRange(write.Messages().Select(m => _context.Add(m)));
            }
        }
        finally
        {
            _context.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <summary>
    /// The aggregates that the failure names. Some databases name everything that was sent together; the stored versions then tell, unless a transaction of the host's
    /// can't be asked any more.
    /// </summary>
    private async Task<string[]> NamesAsync(Exception failure, IReadOnlyList<StagedWrite> writes, CancellationToken cancellationToken)
    {
        HashSet<Guid> ids = failure is DbUpdateException update
            ? [.. update.Entries.Select(e => e.Entity switch { AggregateRow row => row.Id, OutboxRow row => row.AggregateId, _ => Guid.Empty })]
            : [];
        List<StagedWrite> named = [.. writes.Where(w => ids.Contains(w.Id))];
        named = named.Count > 0 ? named : [.. writes];
        List<StagedWrite> found = [];
        if (named.Count is > 1 and <= MostLookedUp && _context.Database.CurrentTransaction is null)
        {
            foreach (StagedWrite write in named)
            {
                if (await write.StoredVersion(cancellationToken).ConfigureAwait(false) != (write.Kind == WriteKind.Add ? null : write.Aggregate.Version))
                {
                    found.Add(write);
                }
            }
        }

        return [.. (found.Count > 0 ? found : named).Select(w => w.Name)];
    }
}
