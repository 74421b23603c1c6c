using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <summary>A unit of work on the store in memory.</summary>
internal sealed class InMemoryUnitOfWork : IUnitOfWork
{
    private readonly InMemoryStore _store;
    private readonly InMemoryWrites _writes = new();

    public InMemoryUnitOfWork(InMemoryStore store)
    {
        _store = store;
        Leads = new InMemoryLeads(store, _writes);
        Opportunities = new InMemoryOpportunities(store, _writes);
        Accounts = new InMemoryAccounts(store, _writes);
        Contacts = new InMemoryContacts(store, _writes);
        Ledgers = new InMemoryLedgers(store, _writes);
        Inbox = new InMemoryInbox(store, _writes);
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
        _store.Commit(_writes.Take());
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _writes.Clear();
        return ValueTask.CompletedTask;
    }
}
