using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <summary>A unit of work on the store in memory.</summary>
internal sealed class InMemoryUnitOfWork(InMemoryStore store, InMemoryTenant tenant) : IUnitOfWork
{
    private readonly InMemoryWrites _writes = new();

    public ILeadRepository Leads => field ??= new InMemoryLeads(store, tenant, _writes);

    public IOpportunityRepository Opportunities => field ??= new InMemoryOpportunities(store, tenant, _writes);

    public IAccountRepository Accounts => field ??= new InMemoryAccounts(store, tenant, _writes);

    public IContactRepository Contacts => field ??= new InMemoryContacts(store, tenant, _writes);

    public IOwnerLedgerRepository Ledgers => field ??= new InMemoryLedgers(store, tenant, _writes);

    public IInbox Inbox => field ??= new InMemoryInbox(store, tenant, _writes);

    public Task CommitAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        store.Commit(tenant, _writes.Take());
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _writes.Clear();
        return ValueTask.CompletedTask;
    }
}
