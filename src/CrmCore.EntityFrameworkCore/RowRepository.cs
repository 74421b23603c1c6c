using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>How an aggregate of one kind is stored; <c>ToRow</c> takes the version that the row will have.</summary>
internal sealed record RowMapping<TAggregate, TId, TRow>(
    string Kind, Func<TAggregate, TId> IdOf, Func<TAggregate, long, TRow> ToRow, Func<string, TAggregate> FromJson);

/// <summary>A repository of one kind within a unit of work. It reads the snapshots and none of the columns that repeat them.</summary>
internal abstract class RowRepository<TAggregate, TId, TRow>(TenantRows tenant, StagedWrites writes, RowMapping<TAggregate, TId, TRow> mapping) : IRepository<TAggregate, TId>
    where TAggregate : Aggregate
    where TId : struct, IEntityId<TId>
    where TRow : AggregateRow
{
    private const int KeysPerQuery = 1000;

    public async Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default) =>
        await RowById<TRow>.JsonAsync(tenant, id.Value, cancellationToken).ConfigureAwait(false) is { } json ? mapping.FromJson(json) : null;

    public async Task<IReadOnlyDictionary<TId, TAggregate>> FindManyAsync(IReadOnlyCollection<TId> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        Dictionary<TId, TAggregate> found = [];
        foreach (TId[] some in ids.Distinct().Chunk(KeysPerQuery))
        {
            List<Guid> keys = [.. some.Select(i => i.Value)];
            var rows = await tenant.Of<TRow>().Where(r => keys.Contains(r.Id)).Select(r => new { r.Id, r.Json }).ToListAsync(cancellationToken).ConfigureAwait(false);
            rows.ForEach(r => found.Add(TId.From(r.Id), mapping.FromJson(r.Json)));
        }

        return found;
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

    public void Add(TAggregate aggregate) => Stage(aggregate, WriteKind.Add);

    public void Update(TAggregate aggregate) => Stage(aggregate, WriteKind.Update);

    public void Remove(TAggregate aggregate) => Stage(aggregate, WriteKind.Remove);

    /// <summary>Adds those of a system that are known. A database that ignores case may find more than was asked for; those are left out.</summary>
    private async Task FindAsync(string system, List<string> keys, Dictionary<ExternalKey, TId> found, CancellationToken cancellationToken)
    {
        HashSet<string> wanted = new(keys, StringComparer.Ordinal);
        var rows = await tenant.Of<TRow>()
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

    private void Stage(TAggregate aggregate, WriteKind kind)
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        Guid id = mapping.IdOf(aggregate).Value;
        writes.Add(new StagedWrite(
            aggregate,
            kind,
            mapping.Kind,
            tenant.Tenant,
            id,
            () => ToRow(aggregate),
            token => tenant.Of<TRow>().Where(r => r.Id == id).Select(r => (long?)r.Version).FirstOrDefaultAsync(token)));
    }

    private TRow ToRow(TAggregate aggregate)
    {
        TRow row = mapping.ToRow(aggregate, aggregate.Version + 1);
        row.Tenant = tenant.Tenant;
        return row;
    }
}

/// <summary>Leads in rows.</summary>
internal sealed class LeadRepository(TenantRows tenant, StagedWrites writes) : RowRepository<Lead, LeadId, LeadRow>(tenant, writes, Mapping), ILeadRepository
{
    private static readonly RowMapping<Lead, LeadId, LeadRow> Mapping =
        new("Lead", l => l.Id, (l, v) => LeadRow.From(l.ToSnapshot() with { Version = v }), j => Lead.FromSnapshot(LeadSnapshot.FromJson(j)));
}

/// <summary>Opportunities in rows.</summary>
internal sealed class OpportunityRepository(TenantRows tenant, StagedWrites writes)
    : RowRepository<Opportunity, OpportunityId, OpportunityRow>(tenant, writes, Mapping), IOpportunityRepository
{
    private static readonly RowMapping<Opportunity, OpportunityId, OpportunityRow> Mapping =
        new("Opportunity", o => o.Id, (o, v) => OpportunityRow.From(o.ToSnapshot() with { Version = v }), j => Opportunity.FromSnapshot(OpportunitySnapshot.FromJson(j)));
}

/// <summary>Accounts in rows.</summary>
internal sealed class AccountRepository(TenantRows tenant, StagedWrites writes) : RowRepository<Account, AccountId, AccountRow>(tenant, writes, Mapping), IAccountRepository
{
    private static readonly RowMapping<Account, AccountId, AccountRow> Mapping =
        new("Account", a => a.Id, (a, v) => AccountRow.From(a.ToSnapshot() with { Version = v }), j => Account.FromSnapshot(AccountSnapshot.FromJson(j)));
}

/// <summary>Contacts in rows.</summary>
internal sealed class ContactRepository(TenantRows tenant, StagedWrites writes) : RowRepository<Contact, ContactId, ContactRow>(tenant, writes, Mapping), IContactRepository
{
    private static readonly RowMapping<Contact, ContactId, ContactRow> Mapping =
        new("Contact", c => c.Id, (c, v) => ContactRow.From(c.ToSnapshot() with { Version = v }), j => Contact.FromSnapshot(ContactSnapshot.FromJson(j)));
}

/// <summary>Ledgers in rows.</summary>
internal sealed class OwnerLedgerRepository(TenantRows tenant, StagedWrites writes)
    : RowRepository<OwnerLedger, OwnerLedgerId, OwnerLedgerRow>(tenant, writes, Mapping), IOwnerLedgerRepository
{
    private static readonly RowMapping<OwnerLedger, OwnerLedgerId, OwnerLedgerRow> Mapping =
        new("OwnerLedger", l => l.Id, (l, v) => OwnerLedgerRow.From(l.ToSnapshot() with { Version = v }), j => OwnerLedger.FromSnapshot(OwnerLedgerSnapshot.FromJson(j)));
}

/// <summary>The inbox in rows.</summary>
internal sealed class InboxRepository(TenantRows tenant, StagedWrites writes) : RowRepository<InboxEntry, InboxEntryId, InboxRow>(tenant, writes, Mapping), IInbox
{
    private static readonly RowMapping<InboxEntry, InboxEntryId, InboxRow> Mapping =
        new("InboxEntry", e => e.Id, (e, v) => InboxRow.From(e.ToSnapshot() with { Version = v }), j => InboxEntry.FromSnapshot(InboxEntrySnapshot.FromJson(j)));
}
