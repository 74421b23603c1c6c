using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>How an aggregate of one kind is stored; <c>ToRow</c> takes the version that the row will have.</summary>
internal sealed record RowMapping<TAggregate, TId, TRow>(
    string Kind, Func<TAggregate, TId> IdOf, Func<TAggregate, long, TRow> ToRow, Func<TRow, TAggregate> FromRow);

/// <summary>A repository of one kind within a unit of work.</summary>
internal abstract class RowRepository<TAggregate, TId, TRow>(DbContext context, StagedWrites writes, RowMapping<TAggregate, TId, TRow> mapping) : IRepository<TAggregate, TId>
    where TAggregate : Aggregate
    where TId : struct, IEntityId<TId>
    where TRow : AggregateRow
{
    private const int KeysPerQuery = 1000;

    public async Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default)
    {
        Guid key = id.Value;
        TRow? row = await context.Set<TRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == key, cancellationToken).ConfigureAwait(false);
        return row is null ? null : mapping.FromRow(row);
    }

    public async Task<IReadOnlyDictionary<ExternalKey, TId>> FindByExternalKeysAsync(IReadOnlyCollection<ExternalKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Dictionary<ExternalKey, TId> found = [];
        foreach (IGrouping<string, ExternalKey> ofSystem in keys.Distinct().GroupBy(k => k.System, StringComparer.Ordinal))
        {
            foreach (ExternalKey[] some in ofSystem.Chunk(KeysPerQuery))
            {
                await FindAsync(ofSystem.Key, [.. some.Select(k => k.Key)], found, cancellationToken).ConfigureAwait(false);
            }
        }

        return found;
    }

    public void Add(TAggregate aggregate) => Stage(aggregate, isNew: true);

    public void Update(TAggregate aggregate) => Stage(aggregate, isNew: false);

    /// <summary>Adds those of a system that are known. A database that ignores case may find more than was asked for; those are left out.</summary>
    private async Task FindAsync(string system, List<string> keys, Dictionary<ExternalKey, TId> found, CancellationToken cancellationToken)
    {
        HashSet<string> wanted = new(keys, StringComparer.Ordinal);
        var rows = await context.Set<TRow>()
            .Where(r => r.ExternalSystem == system && keys.Contains(r.ExternalKey!))
            .Select(r => new { r.Id, r.ExternalSystem, r.ExternalKey })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (var row in rows)
        {
            if (row.ExternalSystem == system && wanted.Contains(row.ExternalKey!))
            {
                found[new ExternalKey(system, row.ExternalKey!)] = TId.From(row.Id);
            }
        }
    }

    private void Stage(TAggregate aggregate, bool isNew)
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        writes.Add(new StagedWrite(aggregate, isNew, mapping.Kind, mapping.IdOf(aggregate).Value, () => mapping.ToRow(aggregate, aggregate.Version + 1)));
    }
}

/// <summary>Leads in rows.</summary>
internal sealed class LeadRepository(DbContext context, StagedWrites writes) : RowRepository<Lead, LeadId, LeadRow>(context, writes, Mapping), ILeadRepository
{
    private static readonly RowMapping<Lead, LeadId, LeadRow> Mapping =
        new("Lead", l => l.Id, (l, v) => LeadRow.From(l.ToSnapshot() with { Version = v }), r => Lead.FromSnapshot(r.ToSnapshot()));
}

/// <summary>Opportunities in rows.</summary>
internal sealed class OpportunityRepository(DbContext context, StagedWrites writes)
    : RowRepository<Opportunity, OpportunityId, OpportunityRow>(context, writes, Mapping), IOpportunityRepository
{
    private static readonly RowMapping<Opportunity, OpportunityId, OpportunityRow> Mapping =
        new("Opportunity", o => o.Id, (o, v) => OpportunityRow.From(o.ToSnapshot() with { Version = v }), r => Opportunity.FromSnapshot(r.ToSnapshot()));
}

/// <summary>Accounts in rows.</summary>
internal sealed class AccountRepository(DbContext context, StagedWrites writes) : RowRepository<Account, AccountId, AccountRow>(context, writes, Mapping), IAccountRepository
{
    private static readonly RowMapping<Account, AccountId, AccountRow> Mapping =
        new("Account", a => a.Id, (a, v) => AccountRow.From(a.ToSnapshot() with { Version = v }), r => Account.FromSnapshot(r.ToSnapshot()));
}

/// <summary>Contacts in rows.</summary>
internal sealed class ContactRepository(DbContext context, StagedWrites writes) : RowRepository<Contact, ContactId, ContactRow>(context, writes, Mapping), IContactRepository
{
    private static readonly RowMapping<Contact, ContactId, ContactRow> Mapping =
        new("Contact", c => c.Id, (c, v) => ContactRow.From(c.ToSnapshot() with { Version = v }), r => Contact.FromSnapshot(r.ToSnapshot()));
}

/// <summary>Ledgers in rows.</summary>
internal sealed class OwnerLedgerRepository(DbContext context, StagedWrites writes)
    : RowRepository<OwnerLedger, OwnerLedgerId, OwnerLedgerRow>(context, writes, Mapping), IOwnerLedgerRepository
{
    private static readonly RowMapping<OwnerLedger, OwnerLedgerId, OwnerLedgerRow> Mapping =
        new("OwnerLedger", l => l.Id, (l, v) => OwnerLedgerRow.From(l.ToSnapshot() with { Version = v }), r => OwnerLedger.FromSnapshot(r.ToSnapshot()));
}

/// <summary>The inbox in rows.</summary>
internal sealed class InboxRepository(DbContext context, StagedWrites writes) : RowRepository<InboxEntry, InboxEntryId, InboxRow>(context, writes, Mapping), IInbox
{
    private static readonly RowMapping<InboxEntry, InboxEntryId, InboxRow> Mapping =
        new("InboxEntry", e => e.Id, (e, v) => InboxRow.From(e.ToSnapshot() with { Version = v }), r => InboxEntry.FromSnapshot(InboxEntrySnapshot.FromJson(r.Json)));
}
