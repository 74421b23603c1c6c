using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Privacy;

/// <summary>The records of the person behind a lead.</summary>
internal sealed record PersonOnRecord(
    IReadOnlyCollection<Lead> Leads, IReadOnlyCollection<Contact> Contacts, IReadOnlyCollection<Account> Accounts, IReadOnlyCollection<Opportunity> Opportunities)
{
    /// <summary>Follows the lead to the one that it was merged into, and from there to all that were merged and to what they became; null where there is no such lead.</summary>
    public static async Task<PersonOnRecord?> FindAsync(IUnitOfWork unit, LeadId id, CancellationToken cancellationToken)
    {
        Lead? lead = await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false);
        while (lead is { MergedInto: { } survivor } && await unit.Leads.FindAsync(survivor, cancellationToken).ConfigureAwait(false) is { } next)
        {
            lead = next;
        }

        if (lead is null)
        {
            return null;
        }

        Dictionary<LeadId, Lead> leads = new() { [lead.Id] = lead };
        Queue<Lead> open = new([lead]);
        while (open.TryDequeue(out Lead? one))
        {
            LeadId[] merged = [.. one.Merges.SelectMany(m => m.Merged).Select(m => m.Lead).Where(m => !leads.ContainsKey(m)).Distinct()];
            foreach ((LeadId key, Lead found) in await unit.Leads.FindManyAsync(merged, cancellationToken).ConfigureAwait(false))
            {
                leads.Add(key, found);
                open.Enqueue(found);
            }
        }

        LeadConversion[] conversions = [.. leads.Values.SelectMany(l => l.Reversals.Select(r => r.Conversion).Append(l.Conversion)).OfType<LeadConversion>()];
        return new(
            leads.Values,
            await ReadAsync(unit.Contacts, conversions.Select(c => c.Contact), cancellationToken).ConfigureAwait(false),
            await ReadAsync(unit.Accounts, conversions.Select(c => c.Account), cancellationToken).ConfigureAwait(false),
            await ReadAsync(unit.Opportunities, conversions.Select(c => c.Opportunity), cancellationToken).ConfigureAwait(false));
    }

    private static async Task<IReadOnlyCollection<TAggregate>> ReadAsync<TAggregate, TId>(IRepository<TAggregate, TId> records, IEnumerable<TId?> ids, CancellationToken cancellationToken)
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId> =>
        [.. (await records.FindManyAsync([.. ids.OfType<TId>().Distinct()], cancellationToken).ConfigureAwait(false)).Values];
}
