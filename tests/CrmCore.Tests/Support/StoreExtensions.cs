using CrmCore.InMemory;
using CrmCore.Persistence;

namespace CrmCore.Tests.Support;

public static class StoreExtensions
{
    public static async Task SaveAsync(this IUnitOfWorkFactory store, params Aggregate[] aggregates)
    {
        await using IUnitOfWork unit = store.Begin();
        foreach (Aggregate aggregate in aggregates)
        {
            switch (aggregate)
            {
                case CrmCore.Leads.Lead lead:
                    unit.Leads.Add(lead);
                    break;
                case CrmCore.Opportunities.Opportunity opportunity:
                    unit.Opportunities.Add(opportunity);
                    break;
                case CrmCore.Customers.Account account:
                    unit.Accounts.Add(account);
                    break;
                case CrmCore.Customers.Contact contact:
                    unit.Contacts.Add(contact);
                    break;
            }
        }

        await unit.CommitAsync();
    }

    public static async Task ChangeAsync(this IUnitOfWorkFactory store, OpportunityId id, Action<CrmCore.Opportunities.Opportunity> change)
    {
        await using IUnitOfWork unit = store.Begin();
        CrmCore.Opportunities.Opportunity deal = (await unit.Opportunities.FindAsync(id))!;
        change(deal);
        unit.Opportunities.Update(deal);
        await unit.CommitAsync();
    }

    /// <summary>Everything stored, in JSON: to say that nothing has changed.</summary>
    public static async Task<string> DumpAsync(this InMemoryStore store) => string.Join(
        '\n',
        [
            .. (await store.ReadLeadsAsync().ToListAsync()).Select(s => s.ToJson()),
            .. (await store.ReadOpportunitiesAsync().ToListAsync()).Select(s => s.ToJson()),
            .. (await store.ReadAccountsAsync().ToListAsync()).Select(s => s.ToJson()),
            .. (await store.ReadContactsAsync().ToListAsync()).Select(s => s.ToJson()),
            .. store.Outbox.Select(m => m.ToString()),
        ]);
}
