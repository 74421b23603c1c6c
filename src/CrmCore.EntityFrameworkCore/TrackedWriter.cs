using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Writes through the context's change tracker, by one save, so that what the host changed in the context is written too.</summary>
/// <param name="tenant">The rows, and the context that they are in.</param>
/// <param name="writesMessages">Whether it writes the messages of the events as well.</param>
internal sealed class TrackedWriter(TenantRows tenant, bool writesMessages = true) : IRowWriter
{
    private readonly DbContext _context = tenant.Context;

    public async Task WriteAsync(IReadOnlyList<StagedWrite> writes, CancellationToken cancellationToken)
    {
        List<EntityEntry> tracked = [];
        try
        {
            Track(writes, tracked);
            await _context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (StorageConflict.Is(failure))
        {
            throw new ConcurrencyConflictException(NamesOf(failure, writes), failure);
        }
        finally
        {
            tracked.ForEach(e => e.State = EntityState.Detached);
        }
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

                if (writesMessages)
                {
                    tracked.AddRange(write.Messages().Select(m => _context.Add(m)));
                }
            }
        }
        finally
        {
            _context.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    private static string[] NamesOf(Exception failure, IReadOnlyList<StagedWrite> writes)
    {
        HashSet<Guid> ids = failure is DbUpdateException update
            ? [.. update.Entries.Select(e => e.Entity switch { AggregateRow row => row.Id, OutboxRow row => row.AggregateId, _ => Guid.Empty })]
            : [];
        string[] named = [.. writes.Where(w => ids.Contains(w.Id)).Select(w => w.Name)];
        return named.Length > 0 ? named : [.. writes.Select(w => w.Name)];
    }
}
