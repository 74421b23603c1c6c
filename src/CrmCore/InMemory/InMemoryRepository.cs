using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <summary>How an aggregate of one kind is stored.</summary>
internal sealed record Mapping<TAggregate, TId, TSnapshot>(
    Func<TAggregate, TId> IdOf, Func<TAggregate, TSnapshot> ToSnapshot, Func<TSnapshot, TAggregate> FromSnapshot, Func<TSnapshot, long, TSnapshot> WithVersion);

/// <summary>A repository of one kind within a unit of work.</summary>
internal abstract class InMemoryRepository<TAggregate, TId, TSnapshot>(
    InMemoryStore store, InMemoryTable<TId, TSnapshot> table, Mapping<TAggregate, TId, TSnapshot> mapping, InMemoryWrites writes) : IRepository<TAggregate, TId>
    where TAggregate : Aggregate
    where TId : struct, IEntityId<TId>
    where TSnapshot : class
{
    public Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(store.Find(table, id) is { } snapshot ? mapping.FromSnapshot(snapshot) : null);
    }

    public Task<IReadOnlyDictionary<TId, TAggregate>> FindManyAsync(IReadOnlyCollection<TId> ids, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Dictionary<TId, TAggregate> found = [];
        foreach (TId id in Guard.Against.Null(ids))
        {
            if (!found.ContainsKey(id) && store.Find(table, id) is { } snapshot)
            {
                found.Add(id, mapping.FromSnapshot(snapshot));
            }
        }

        return Task.FromResult<IReadOnlyDictionary<TId, TAggregate>>(found);
    }

    public Task<IReadOnlyDictionary<ExternalKey, TId>> FindByExternalKeysAsync(IReadOnlyCollection<ExternalKey> keys, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyDictionary<ExternalKey, TId>>(store.FindKeys(table, Guard.Against.Null(keys)));
    }

    public void Add(TAggregate aggregate) => Stage(aggregate, WriteKind.Add);

    public void Update(TAggregate aggregate) => Stage(aggregate, WriteKind.Update);

    public void Remove(TAggregate aggregate) => Stage(aggregate, WriteKind.Remove);

    private void Stage(TAggregate aggregate, WriteKind kind)
    {
        Guard.Against.Null(aggregate);
        writes.Add(aggregate, kind == WriteKind.Remove, () => new InMemoryWrite<TAggregate, TId, TSnapshot>(table, mapping, aggregate, kind));
    }
}

/// <summary>Leads in memory.</summary>
internal sealed class InMemoryLeads(InMemoryStore store, InMemoryTenant tenant, InMemoryWrites writes)
    : InMemoryRepository<Lead, LeadId, LeadSnapshot>(store, tenant.Leads, Mapping, writes), ILeadRepository
{
    private static readonly Mapping<Lead, LeadId, LeadSnapshot> Mapping = new(l => l.Id, l => l.ToSnapshot(), Lead.FromSnapshot, (s, v) => s with { Version = v });
}

/// <summary>Opportunities in memory.</summary>
internal sealed class InMemoryOpportunities(InMemoryStore store, InMemoryTenant tenant, InMemoryWrites writes)
    : InMemoryRepository<Opportunity, OpportunityId, OpportunitySnapshot>(store, tenant.Opportunities, Mapping, writes), IOpportunityRepository
{
    private static readonly Mapping<Opportunity, OpportunityId, OpportunitySnapshot> Mapping =
        new(o => o.Id, o => o.ToSnapshot(), Opportunity.FromSnapshot, (s, v) => s with { Version = v });
}

/// <summary>Accounts in memory.</summary>
internal sealed class InMemoryAccounts(InMemoryStore store, InMemoryTenant tenant, InMemoryWrites writes)
    : InMemoryRepository<Account, AccountId, AccountSnapshot>(store, tenant.Accounts, Mapping, writes), IAccountRepository
{
    private static readonly Mapping<Account, AccountId, AccountSnapshot> Mapping = new(a => a.Id, a => a.ToSnapshot(), Account.FromSnapshot, (s, v) => s with { Version = v });
}

/// <summary>Contacts in memory.</summary>
internal sealed class InMemoryContacts(InMemoryStore store, InMemoryTenant tenant, InMemoryWrites writes)
    : InMemoryRepository<Contact, ContactId, ContactSnapshot>(store, tenant.Contacts, Mapping, writes), IContactRepository
{
    private static readonly Mapping<Contact, ContactId, ContactSnapshot> Mapping = new(c => c.Id, c => c.ToSnapshot(), Contact.FromSnapshot, (s, v) => s with { Version = v });
}

/// <summary>Ledgers in memory.</summary>
internal sealed class InMemoryLedgers(InMemoryStore store, InMemoryTenant tenant, InMemoryWrites writes)
    : InMemoryRepository<OwnerLedger, OwnerLedgerId, OwnerLedgerSnapshot>(store, tenant.Ledgers, Mapping, writes), IOwnerLedgerRepository
{
    private static readonly Mapping<OwnerLedger, OwnerLedgerId, OwnerLedgerSnapshot> Mapping =
        new(l => l.Id, l => l.ToSnapshot(), OwnerLedger.FromSnapshot, (s, v) => s with { Version = v });
}

/// <summary>The inbox in memory.</summary>
internal sealed class InMemoryInbox(InMemoryStore store, InMemoryTenant tenant, InMemoryWrites writes)
    : InMemoryRepository<InboxEntry, InboxEntryId, InboxEntrySnapshot>(store, tenant.Inbox, Mapping, writes), IInbox
{
    private static readonly Mapping<InboxEntry, InboxEntryId, InboxEntrySnapshot> Mapping = new(e => e.Id, e => e.ToSnapshot(), InboxEntry.FromSnapshot, (s, v) => s with { Version = v });
}
