using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore;

/// <summary>A unit of work on a context.</summary>
internal sealed class RowUnitOfWork : IUnitOfWork
{
    private readonly TenantRows _tenant;
    private readonly IRowWriter _writer;
    private readonly bool _ownsContext;
    private readonly StagedWrites _writes = new();

    public RowUnitOfWork(TenantRows tenant, IRowWriter writer, bool ownsContext)
    {
        _tenant = tenant;
        _writer = writer;
        _ownsContext = ownsContext;
        Leads = new LeadRepository(tenant, _writes);
        Opportunities = new OpportunityRepository(tenant, _writes);
        Accounts = new AccountRepository(tenant, _writes);
        Contacts = new ContactRepository(tenant, _writes);
        Ledgers = new OwnerLedgerRepository(tenant, _writes);
        Inbox = new InboxRepository(tenant, _writes);
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
        if (_writes.All.Count == 0 && _ownsContext)
        {
            return;
        }

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
        return _ownsContext ? _tenant.Context.DisposeAsync() : ValueTask.CompletedTask;
    }
}
