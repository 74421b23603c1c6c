using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Writes through the context's change tracker, by one save, so that what the host changed in the context is written too.</summary>
/// <param name="context">The context.</param>
/// <param name="writesMessages">Whether it writes the messages of the events as well.</param>
internal sealed class TrackedWriter(DbContext context, bool writesMessages = true) : IRowWriter
{
    public async Task WriteAsync(IReadOnlyList<StagedWrite> writes, CancellationToken cancellationToken)
    {
        List<EntityEntry> tracked = [];
        try
        {
            Track(writes, tracked);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
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
        bool detects = context.ChangeTracker.AutoDetectChangesEnabled;
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (EntityEntry read in context.ChangeTracker.Entries<AggregateRow>().Where(e => e.State == EntityState.Unchanged).ToArray())
            {
                read.State = EntityState.Detached;
            }

            foreach (StagedWrite write in writes)
            {
                EntityEntry row = write.IsNew ? context.Add(write.ToRow()) : context.Update(write.ToRow());
                tracked.Add(row);
                if (!write.IsNew)
                {
                    row.Property(nameof(AggregateRow.Version)).OriginalValue = write.Aggregate.Version;
                }

                if (writesMessages)
                {
                    tracked.AddRange(write.Messages().Select(m => context.Add(m)));
                }
            }
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = detects;
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
