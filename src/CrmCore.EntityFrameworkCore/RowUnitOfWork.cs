using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmCore.EntityFrameworkCore;

/// <summary>A unit of work on a context. A commit is one save of that context, so what the host changed in it is written with it, in its transaction.</summary>
internal sealed class RowUnitOfWork : IUnitOfWork
{
    private readonly DbContext _context;
    private readonly bool _ownsContext;
    private readonly StagedWrites _writes = new();

    public RowUnitOfWork(DbContext context, bool ownsContext)
    {
        _context = context;
        _ownsContext = ownsContext;
        Leads = new LeadRepository(context, _writes);
        Opportunities = new OpportunityRepository(context, _writes);
        Accounts = new AccountRepository(context, _writes);
        Contacts = new ContactRepository(context, _writes);
    }

    public ILeadRepository Leads { get; }

    public IOpportunityRepository Opportunities { get; }

    public IAccountRepository Accounts { get; }

    public IContactRepository Contacts { get; }

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _writes.RefuseRepeats();
        List<EntityEntry> tracked = [];
        try
        {
            Track(tracked);
            await _context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (StorageConflict.Is(failure))
        {
            string[] conflicts = NamesOf(failure);
            _writes.Clear();
            throw new ConcurrencyConflictException(conflicts, failure);
        }
        finally
        {
            tracked.ForEach(e => e.State = EntityState.Detached);
        }

        foreach (StagedWrite write in _writes.All)
        {
            write.Aggregate.AcceptCommit(write.Aggregate.Version + 1);
        }

        _writes.Clear();
    }

    public ValueTask DisposeAsync()
    {
        _writes.Clear();
        return _ownsContext ? _context.DisposeAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Puts the rows into the context. Rows are attached as changed with the version that was read, without reading them again.</summary>
    private void Track(List<EntityEntry> tracked)
    {
        bool detects = _context.ChangeTracker.AutoDetectChangesEnabled;
        _context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (EntityEntry read in _context.ChangeTracker.Entries<AggregateRow>().Where(e => e.State == EntityState.Unchanged).ToArray())
            {
                read.State = EntityState.Detached;
            }

            foreach (StagedWrite write in _writes.All)
            {
                EntityEntry row = write.IsNew ? _context.Add(write.ToRow()) : _context.Update(write.ToRow());
                tracked.Add(row);
                if (!write.IsNew)
                {
                    row.Property(nameof(AggregateRow.Version)).OriginalValue = write.Aggregate.Version;
                }

                tracked.AddRange(write.Aggregate.PendingEvents.Select(e => _context.Add(OutboxRow.From(OutboxMessage.From(e)))));
            }
        }
        finally
        {
            _context.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    private string[] NamesOf(Exception failure)
    {
        HashSet<Guid> ids = failure is DbUpdateException update
            ? [.. update.Entries.Select(e => e.Entity switch { AggregateRow row => row.Id, OutboxRow row => row.AggregateId, _ => Guid.Empty })]
            : [];
        string[] named = [.. _writes.All.Where(w => ids.Contains(w.Id)).Select(w => w.Name)];
        return named.Length > 0 ? named : [.. _writes.All.Select(w => w.Name)];
    }
}
