using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>A unit of work on a context.</summary>
internal sealed class RowUnitOfWork : IUnitOfWork
{
    private readonly DbContext _context;
    private readonly IRowWriter _writer;
    private readonly bool _ownsContext;
    private readonly StagedWrites _writes = new();

    public RowUnitOfWork(DbContext context, IRowWriter writer, bool ownsContext)
    {
        _context = context;
        _writer = writer;
        _ownsContext = ownsContext;
        Leads = new LeadRepository(context, _writes);
        Opportunities = new OpportunityRepository(context, _writes);
        Accounts = new AccountRepository(context, _writes);
        Contacts = new ContactRepository(context, _writes);
        Ledgers = new OwnerLedgerRepository(context, _writes);
        Inbox = new InboxRepository(context, _writes);
    }

    public ILeadRepository Leads { get; }

    public IOpportunityRepository Opportunities { get; }

    public IAccountRepository Accounts { get; }

    public IContactRepository Contacts { get; }

    public IOwnerLedgerRepository Ledgers { get; }

    public IInbox Inbox { get; }

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _writes.RefuseRepeats();
            await _writer.WriteAsync(_writes.All, cancellationToken).ConfigureAwait(false);
        }
        catch (ConcurrencyConflictException)
        {
            _writes.Clear();
            throw;
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
}
