using CrmCore;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace OwnStore;

// docs:begin own-store-repository
/// <summary>A repository of one kind: it reads documents, and stages writes in its unit of work.</summary>
public abstract class Documents<TAggregate, TId>(
    Unit unit, string kind, Func<TAggregate, TId> idOf, Func<TAggregate, ExternalKey?> keyOf, Func<TAggregate, long, string> toJson, Func<string, TAggregate> fromJson)
    : IRepository<TAggregate, TId>
    where TAggregate : Aggregate
    where TId : struct, IEntityId<TId>
{
    public Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        List<string> found = unit.Database.Query(r => r.GetString(0), "SELECT json FROM documents WHERE kind = @kind AND id = @id", ("@kind", kind), ("@id", $"{id}"));
        return Task.FromResult(found.Count == 0 ? null : fromJson(found[0]));
    }

    public async Task<IReadOnlyDictionary<TId, TAggregate>> FindManyAsync(IReadOnlyCollection<TId> ids, CancellationToken cancellationToken = default)
    {
        Dictionary<TId, TAggregate> found = [];
        foreach (TId id in ids.Distinct())
        {
            if (await FindAsync(id, cancellationToken) is { } aggregate)
            {
                found.Add(id, aggregate);
            }
        }

        return found;
    }

    public Task<IReadOnlyDictionary<ExternalKey, TId>> FindByExternalKeysAsync(IReadOnlyCollection<ExternalKey> keys, CancellationToken cancellationToken = default)
    {
        Dictionary<ExternalKey, TId> found = [];
        foreach (ExternalKey key in keys.Distinct())
        {
            cancellationToken.ThrowIfCancellationRequested();
            unit.Database.Query(
                r => found[key] = TId.From(r.GetGuid(0)),
                "SELECT id FROM documents WHERE kind = @kind AND system = @system AND key = @key", ("@kind", kind), ("@system", key.System), ("@key", key.Key));
        }

        return Task.FromResult<IReadOnlyDictionary<ExternalKey, TId>>(found);
    }

    public void Add(TAggregate aggregate) =>
        Stage(aggregate, "INSERT INTO documents (kind, id, version, system, key, json) VALUES (@kind, @id, @next, @system, @key, @json)");

    public void Update(TAggregate aggregate) =>
        Stage(aggregate, "UPDATE documents SET version = @next, system = @system, key = @key, json = @json WHERE kind = @kind AND id = @id AND version = @version");

    public void Remove(TAggregate aggregate) => Stage(aggregate, "DELETE FROM documents WHERE kind = @kind AND id = @id AND version = @version", replaces: true);

    private void Stage(TAggregate aggregate, string sql, bool replaces = false) => unit.Stage(
        new(aggregate, $"{kind} {idOf(aggregate)}", sql, () =>
        [
            ("@kind", kind), ("@id", $"{idOf(aggregate)}"), ("@version", aggregate.Version), ("@next", aggregate.Version + 1),
            ("@system", keyOf(aggregate)?.System), ("@key", keyOf(aggregate)?.Key), ("@json", toJson(aggregate, aggregate.Version + 1)),
        ]),
        replaces);
}

public sealed class Leads(Unit unit) : Documents<Lead, LeadId>(
    unit, "Lead", l => l.Id, l => l.ExternalKey, (l, v) => (l.ToSnapshot() with { Version = v }).ToJson(), j => Lead.FromSnapshot(LeadSnapshot.FromJson(j))), ILeadRepository;

// docs:end own-store-repository
public sealed class Opportunities(Unit unit) : Documents<Opportunity, OpportunityId>(
    unit, "Opportunity", o => o.Id, o => o.ExternalKey, (o, v) => (o.ToSnapshot() with { Version = v }).ToJson(), j => Opportunity.FromSnapshot(OpportunitySnapshot.FromJson(j))), IOpportunityRepository;

public sealed class Accounts(Unit unit) : Documents<Account, AccountId>(
    unit, "Account", a => a.Id, a => a.ExternalKey, (a, v) => (a.ToSnapshot() with { Version = v }).ToJson(), j => Account.FromSnapshot(AccountSnapshot.FromJson(j))), IAccountRepository;

public sealed class Contacts(Unit unit) : Documents<Contact, ContactId>(
    unit, "Contact", c => c.Id, c => c.ExternalKey, (c, v) => (c.ToSnapshot() with { Version = v }).ToJson(), j => Contact.FromSnapshot(ContactSnapshot.FromJson(j))), IContactRepository;

public sealed class Ledgers(Unit unit) : Documents<OwnerLedger, OwnerLedgerId>(
    unit, "OwnerLedger", l => l.Id, _ => null, (l, v) => (l.ToSnapshot() with { Version = v }).ToJson(), j => OwnerLedger.FromSnapshot(OwnerLedgerSnapshot.FromJson(j))), IOwnerLedgerRepository;

public sealed class HandledEvents(Unit unit) : Documents<InboxEntry, InboxEntryId>(
    unit, "InboxEntry", e => e.Id, _ => null, (e, v) => (e.ToSnapshot() with { Version = v }).ToJson(), j => InboxEntry.FromSnapshot(InboxEntrySnapshot.FromJson(j))), IInbox;
