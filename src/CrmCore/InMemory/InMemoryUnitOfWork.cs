using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <summary>A unit of work on the store in memory.</summary>
internal sealed class InMemoryUnitOfWork : IUnitOfWork
{
    private readonly InMemoryStore _store;
    private readonly InMemoryTenant _tenant;
    private readonly InMemoryWrites _writes = new();

    public InMemoryUnitOfWork(InMemoryStore store, InMemoryTenant tenant)
    {
        _store = store;
        _tenant = tenant;
        Leads = new InMemoryLeads(store, tenant, _writes);
        Opportunities = new InMemoryOpportunities(store, tenant, _writes);
        Accounts = new InMemoryAccounts(store, tenant, _writes);
        Contacts = new InMemoryContacts(store, tenant, _writes);
        Ledgers = new InMemoryLedgers(store, tenant, _writes);
        Inbox = new InMemoryInbox(store, tenant, _writes);
    }

    public ILeadRepository Leads { get; }

    public IOpportunityRepository Opportunities { get; }

    public IAccountRepository Accounts { get; }

    public IContactRepository Contacts { get; }

    public IOwnerLedgerRepository Ledgers { get; }

    public IInbox Inbox { get; }

    public Task CommitAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _store.Commit(_tenant, _writes.Take());
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _writes.Clear();
        return ValueTask.CompletedTask;
    }
}
