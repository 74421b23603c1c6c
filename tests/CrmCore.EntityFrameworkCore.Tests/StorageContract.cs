using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>What every storage does alike. Each class of cases that derives from this one runs on each storage.</summary>
public abstract class StorageContract(IStorageUnderTest storage) : IDisposable
{
    protected IUnitOfWorkFactory Units => storage.Units;

    protected ILeadReader Leads => storage.Leads;

    protected ILeadLoadReader Loads => (ILeadLoadReader)storage.Leads;

    protected ILeadDueReader Due => (ILeadDueReader)storage.Leads;

    protected IOpportunityReader Opportunities => storage.Opportunities;

    protected ICustomerReader Customers => storage.Customers;

    protected IDefinitionStore Definitions => storage.Definitions;

    protected ChosenTenant Tenant => storage.Tenant;

    public void Dispose()
    {
        storage.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task<List<OutboxMessage>> OutboxAsync() => storage.OutboxAsync();

    protected async Task AddAsync(params IEnumerable<Lead> leads)
    {
        await using IUnitOfWork unit = Units.Begin();
        foreach (Lead lead in leads)
        {
            unit.Leads.Add(lead);
        }

        await unit.CommitAsync();
    }

    protected async Task<Lead> FindAsync(LeadId id)
    {
        await using IUnitOfWork unit = Units.Begin();
        return Assert.IsType<Lead>(await unit.Leads.FindAsync(id));
    }

    protected static async Task<ConcurrencyConflictException> ConflictsAsync(IUnitOfWork unit) =>
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => unit.CommitAsync());
}
