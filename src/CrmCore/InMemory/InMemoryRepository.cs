using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <summary>A write that waits for the commit.</summary>
internal interface IStagedWrite
{
    /// <summary>Kind and id, for a conflict.</summary>
    string Name { get; }

    /// <summary>What no other write of the commit may take: the record, and its external key.</summary>
    IEnumerable<string> Takes { get; }

    /// <summary>Whether storage is as the write expects.</summary>
    bool Fits();

    /// <summary>Writes the record and gives the messages of its events.</summary>
    IEnumerable<OutboxMessage> Apply();
}

/// <summary>How an aggregate of one kind is stored.</summary>
internal sealed record Mapping<TAggregate, TId, TSnapshot>(
    Func<TAggregate, TId> IdOf, Func<TAggregate, TSnapshot> ToSnapshot, Func<TSnapshot, TAggregate> FromSnapshot, Func<TSnapshot, long, TSnapshot> WithVersion);

/// <summary>A repository of one kind within a unit of work.</summary>
internal abstract class InMemoryRepository<TAggregate, TId, TSnapshot>(
    InMemoryStore store, InMemoryTable<TId, TSnapshot> table, Mapping<TAggregate, TId, TSnapshot> mapping, List<IStagedWrite> writes) : IRepository<TAggregate, TId>
    where TAggregate : Aggregate
    where TId : struct, IEntityId<TId>
    where TSnapshot : class
{
    public Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(store.Find(table, id) is { } snapshot ? mapping.FromSnapshot(snapshot) : null);
    }

    public Task<IReadOnlyDictionary<ExternalKey, TId>> FindByExternalKeysAsync(IReadOnlyCollection<ExternalKey> keys, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyDictionary<ExternalKey, TId>>(store.FindKeys(table, Guard.Against.Null(keys)));
    }

    public void Add(TAggregate aggregate) => Stage(aggregate, isNew: true);

    public void Update(TAggregate aggregate) => Stage(aggregate, isNew: false);

    private void Stage(TAggregate aggregate, bool isNew)
    {
        Guard.Against.Null(aggregate);
        if (writes.OfType<StagedWrite>().All(w => w.Aggregate != aggregate))
        {
            writes.Add(new StagedWrite(table, mapping, aggregate, isNew));
        }
    }

    private sealed class StagedWrite(
        InMemoryTable<TId, TSnapshot> table, Mapping<TAggregate, TId, TSnapshot> mapping, TAggregate aggregate, bool isNew) : IStagedWrite
    {
        public TAggregate Aggregate => aggregate;

        public string Name => $"{table.Kind} {mapping.IdOf(aggregate)}";

        public IEnumerable<string> Takes =>
            table.KeyOf(mapping.ToSnapshot(aggregate)) is { } key ? [Name, $"{table.Kind} with external key {key}"] : [Name];

        public bool Fits() => table.Fits(mapping.IdOf(aggregate), mapping.ToSnapshot(aggregate), isNew);

        public IEnumerable<OutboxMessage> Apply()
        {
            OutboxMessage[] messages = [.. aggregate.PendingEvents.Select(OutboxMessage.From)];
            long version = aggregate.Version + 1;
            table.Write(mapping.IdOf(aggregate), mapping.WithVersion(mapping.ToSnapshot(aggregate), version));
            aggregate.AcceptCommit(version);
            return messages;
        }
    }
}

/// <summary>Leads in memory.</summary>
internal sealed class InMemoryLeads(InMemoryStore store, List<IStagedWrite> writes)
    : InMemoryRepository<Lead, LeadId, LeadSnapshot>(store, store.Leads, Mapping, writes), ILeadRepository
{
    private static readonly Mapping<Lead, LeadId, LeadSnapshot> Mapping = new(l => l.Id, l => l.ToSnapshot(), Lead.FromSnapshot, (s, v) => s with { Version = v });
}

/// <summary>Opportunities in memory.</summary>
internal sealed class InMemoryOpportunities(InMemoryStore store, List<IStagedWrite> writes)
    : InMemoryRepository<Opportunity, OpportunityId, OpportunitySnapshot>(store, store.Opportunities, Mapping, writes), IOpportunityRepository
{
    private static readonly Mapping<Opportunity, OpportunityId, OpportunitySnapshot> Mapping =
        new(o => o.Id, o => o.ToSnapshot(), Opportunity.FromSnapshot, (s, v) => s with { Version = v });
}

/// <summary>Accounts in memory.</summary>
internal sealed class InMemoryAccounts(InMemoryStore store, List<IStagedWrite> writes)
    : InMemoryRepository<Account, AccountId, AccountSnapshot>(store, store.Accounts, Mapping, writes), IAccountRepository
{
    private static readonly Mapping<Account, AccountId, AccountSnapshot> Mapping = new(a => a.Id, a => a.ToSnapshot(), Account.FromSnapshot, (s, v) => s with { Version = v });
}

/// <summary>Contacts in memory.</summary>
internal sealed class InMemoryContacts(InMemoryStore store, List<IStagedWrite> writes)
    : InMemoryRepository<Contact, ContactId, ContactSnapshot>(store, store.Contacts, Mapping, writes), IContactRepository
{
    private static readonly Mapping<Contact, ContactId, ContactSnapshot> Mapping = new(c => c.Id, c => c.ToSnapshot(), Contact.FromSnapshot, (s, v) => s with { Version = v });
}
