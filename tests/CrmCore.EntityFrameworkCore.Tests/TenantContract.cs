using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pools;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>Two tenants in one storage never meet, even with equal ids and keys.</summary>
public abstract class TenantContract(IStorageUnderTest storage) : StorageContract(storage)
{
    private static readonly TenantId Acme = new("acme");
    private static readonly TenantId Umbrella = new("Acme");

    [ContractFact]
    public async Task Equal_ids_keys_and_people_of_two_tenants_are_different_things()
    {
        LeadId id = LeadId.New(TimeProvider.System);
        foreach (TenantId tenant in new[] { Acme, Umbrella })
        {
            Tenant.Current = tenant;
            await AddAsync(Samples.Lead(new("web", "1"), id, name: tenant.Value));
        }

        Pool daily = new(Pool.Default.Definition with { Claims = new() { PerDay = 1 } });
        foreach (TenantId tenant in new[] { Acme, Umbrella })
        {
            Tenant.Current = tenant;
            Assert.Equal(tenant.Value, (await FindAsync(id)).Details.Name!.Full);
            Assert.True((await new PoolService(Units, Loads, TimeProvider.System).ClaimAsync(id, daily, Samples.Anna)).Succeeded);
            Assert.Equal(2, (await OutboxAsync()).Count);
            Assert.Equal(1, (await Loads.ReadLoadAsync(Samples.Anna)).Open);
        }
    }

    [ContractFact]
    public async Task What_one_tenant_has_no_other_reads_counts_finds_or_changes()
    {
        Tenant.Current = Acme;
        Lead lead = Samples.Lead(new("web", "1"));
        lead.AssignTo(Samples.Anna, "claimed", Samples.At, null, Pool.Default.ProtectionFrom(Samples.At)).EnsureSucceeded();
        Opportunity opportunity = Samples.FullOpportunity();
        Account account = Samples.FullAccount();
        await using (IUnitOfWork unit = Units.Begin())
        {
            unit.Leads.Add(lead);
            unit.Opportunities.Add(opportunity);
            unit.Accounts.Add(account);
            unit.Contacts.Add(Samples.FullContact());
            unit.Ledgers.Add(OwnerLedger.Open(Samples.Anna));
            await unit.CommitAsync();
        }

        await Definitions.PutAsync(new(StoredDefinition.Pool, "p", 1, "{}"));
        Tenant.Current = Umbrella;
        await using (IUnitOfWork unit = Units.Begin())
        {
            Assert.Null(await unit.Leads.FindAsync(lead.Id));
            Assert.Empty(await unit.Leads.FindManyAsync([lead.Id]));
            Assert.Empty(await unit.Leads.FindByExternalKeysAsync([new("web", "1")]));
            Assert.Null(await unit.Opportunities.FindAsync(opportunity.Id));
            Assert.Null(await unit.Accounts.FindAsync(account.Id));
            Assert.Null(await unit.Ledgers.FindAsync(OwnerLedgerId.Of(Samples.Anna)));
            lead.AssignTo(new("u-9"), "assigned", Samples.At).EnsureSucceeded();
            unit.Leads.Update(lead);
            await ConflictsAsync(unit);
            unit.Accounts.Remove(account);
            await ConflictsAsync(unit);
        }

        DateTimeOffset far = Samples.At.AddYears(5);
        Assert.Empty(await Leads.ReadLeadsAsync().ToListAsync());
        Assert.Empty(await Due.ReadRecycleDueAsync(far).ToListAsync());
        Assert.Empty(await Due.ReadRemindDueAsync(far).ToListAsync());
        Assert.Empty(await Loads.ReadLoadsAsync().ToListAsync());
        Assert.Equal(0, (await Loads.ReadLoadAsync(Samples.Anna)).Open);
        Assert.Empty(await Opportunities.ReadOpportunitiesAsync().ToListAsync());
        Assert.Empty(await Opportunities.ReadAsOfAsync(far).ToListAsync());
        Assert.Empty(await Customers.ReadAccountsAsync().ToListAsync());
        Assert.Empty(await Customers.ReadContactsAsync().ToListAsync());
        Assert.Empty(await OutboxAsync());
        Assert.Null(await Definitions.LatestAsync(StoredDefinition.Pool, "p"));
        Assert.Empty(await Definitions.ListAsync(StoredDefinition.Pool).ToListAsync());
        await Definitions.PutAsync(new(StoredDefinition.Pool, "p", 1, "{ }"));
        Tenant.Current = Acme;
        Assert.Equal("{}", (await Definitions.GetAsync(StoredDefinition.Pool, "p", 1))!.Json);
        Assert.Equal(Samples.Anna, (await FindAsync(lead.Id)).Owner);
    }

    [ContractFact]
    public async Task A_unit_of_work_and_a_reading_stay_with_the_tenant_they_began_for()
    {
        Tenant.Current = Acme;
        await using IUnitOfWork unit = Units.Begin();
        IAsyncEnumerable<LeadSnapshot> reading = Leads.ReadLeadsAsync();
        Tenant.Current = Umbrella;
        Lead lead = Samples.Lead();
        unit.Leads.Add(lead);
        await unit.CommitAsync();
        Assert.NotNull(await unit.Leads.FindAsync(lead.Id));
        Assert.Empty(await Leads.ReadLeadsAsync().ToListAsync());
        Tenant.Current = Acme;
        Assert.Single(await Leads.ReadLeadsAsync().ToListAsync());
        Assert.True(await reading.CountAsync() <= 1);
    }

    [ContractFact]
    public async Task Without_a_tenant_nothing_is_read_or_written()
    {
        Tenant.Current = default;
        Assert.ThrowsAny<ArgumentException>(() => Units.Begin());
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Leads.ReadLeadsAsync().ToListAsync());
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Definitions.LatestAsync("a", "b"));
    }
}

public sealed class MemoryTenantTests() : TenantContract(new MemoryUnderTest());

public sealed class SqliteTenantTests() : TenantContract(new SqliteUnderTest());

public sealed class ContextTenantTests() : TenantContract(new ContextUnderTest());

[NeedsPostgreSql]
public sealed class PostgreSqlTenantTests() : TenantContract(new PostgreSqlUnderTest());
