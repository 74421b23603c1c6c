using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <summary>The data of one tenant. Not thread-safe: the store locks around it.</summary>
internal sealed class InMemoryTenant
{
    public InMemoryTenant() => Leads = new("Lead", s => s.Version, s => s.ExternalKey, LeadIndex.Write);

    public LeadIndex LeadIndex { get; } = new();

    public InMemoryTable<LeadId, LeadSnapshot> Leads { get; }

    public InMemoryTable<OwnerLedgerId, OwnerLedgerSnapshot> Ledgers { get; } = new("OwnerLedger", s => s.Version, _ => null);

    public InMemoryTable<OpportunityId, OpportunitySnapshot> Opportunities { get; } = new("Opportunity", s => s.Version, s => s.ExternalKey);

    public InMemoryTable<AccountId, AccountSnapshot> Accounts { get; } = new("Account", s => s.Version, s => s.ExternalKey);

    public InMemoryTable<ContactId, ContactSnapshot> Contacts { get; } = new("Contact", s => s.Version, s => s.ExternalKey);

    public InMemoryDefinitions Definitions { get; } = new();

    public InMemoryTable<InboxEntryId, InboxEntrySnapshot> Inbox { get; } = new("InboxEntry", s => s.Version, _ => null);

    public InMemoryOutbox Outbox { get; } = new();

    /// <summary>Checks every write against storage and against each other, then makes all of them.</summary>
    /// <exception cref="ConcurrencyConflictException">Some do not fit; nothing was written.</exception>
    public void Commit(IReadOnlyList<IInMemoryWrite> writes)
    {
        if (Conflicts(writes) is { Length: > 0 } conflicts)
        {
            throw new ConcurrencyConflictException(conflicts);
        }

        foreach (IInMemoryWrite write in writes)
        {
            write.Apply();
            Outbox.Add(write.Events);
        }
    }

    private static string[] Conflicts(IReadOnlyList<IInMemoryWrite> writes)
    {
        if (writes.Count == 1)
        {
            return writes[0].Fits() ? [] : [writes[0].Name];
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<(string, ExternalKey)> keys = [];
        return [.. writes.Where(w => !names.Add(w.Name) | (w.ExternalKey is { } key && !keys.Add(key)) || !w.Fits()).Select(w => w.Name)];
    }
}
