using CrmCore.Conversion;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore.Tests.Faults;

/// <summary>Says whether each lead of a store is untouched or completely converted, and nothing else is there.</summary>
internal static class Conversions
{
    public static async Task AddLeadsAsync(IUnitOfWorkFactory units, int count, int from = 0)
    {
        await using IUnitOfWork unit = units.Begin();
        for (int i = 0; i < count; i++)
        {
            unit.Leads.Add(ConvertingProcess.QualifiedLead(from + i));
        }

        await unit.CommitAsync();
    }

    /// <summary>Checks every lead, account, contact, opportunity and event; gives the number of converted leads.</summary>
    public static async Task<int> CheckAsync(ILeadReader leads, IOpportunityReader deals, ICustomerReader customers, IReadOnlyCollection<OutboxMessage> outbox)
    {
        (int before, int after) = await EventsOfOneAsync();
        List<LeadSnapshot> all = await leads.ReadLeadsAsync().ToListAsync();
        List<LeadSnapshot> converted = [.. all.Where(l => l.Conversion is not null)];
        Assert.All(all, l => Assert.Equal(l.Conversion is not null, l.Status == LeadStatus.Converted));
        Assert.Equal(converted.Select(l => l.Conversion!.Account!.Value).Order(), (await customers.ReadAccountsAsync().ToListAsync()).Select(a => a.Id));
        Assert.Equal(converted.Select(l => l.Conversion!.Contact!.Value).Order(), (await customers.ReadContactsAsync().ToListAsync()).Select(c => c.Id));
        List<OpportunitySnapshot> opportunities = await deals.ReadOpportunitiesAsync().ToListAsync();
        Assert.Equal(converted.Select(l => (l.Conversion!.Opportunity!.Value, l.Id)).Order(), opportunities.Select(o => (o.Id, o.SourceLead!.Value)).Order());
        Assert.Equal((all.Count * before) + (converted.Count * (after - before)), outbox.Count);
        Assert.Equal(outbox.Count, outbox.Select(m => m.EventId).Distinct().Count());
        return converted.Count;
    }

    public static async Task<int> CheckAsync(RelationalStore store) => await CheckAsync(store, store, store, await store.ReadOutboxAsync().ToListAsync());

    /// <summary>How many events a lead has before and after it is converted.</summary>
    private static async Task<(int Before, int After)> EventsOfOneAsync()
    {
        InMemoryStore store = new();
        await AddLeadsAsync(store, 1);
        int before = store.Outbox.Count;
        LeadId lead = (await store.ReadLeadsAsync().SingleAsync()).Id;
        (await ConvertingProcess.ServiceOn(store).ConvertAsync(new ConversionRequest(lead, "r", Samples.Anna))).EnsureSucceeded();
        return (before, store.Outbox.Count);
    }
}
