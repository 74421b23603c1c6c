using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>Reading in bulk: order, pages, filters, keys.</summary>
public abstract class ReadingContract(IStorageUnderTest storage) : StorageContract(storage)
{
    [ContractFact]
    public async Task Leads_come_in_the_order_of_their_ids_whole_and_by_pages()
    {
        Random random = new(7);
        byte[] bytes = new byte[16];
        Lead[] leads = [.. Enumerable.Range(0, 1234).Select(_ =>
        {
            random.NextBytes(bytes);
            return Samples.Lead(id: LeadId.From(new Guid(bytes)));
        })];
        await AddAsync(leads);
        LeadId[] expected = [.. leads.Select(l => l.Id).Order()];
        Assert.Equal(expected, await Leads.ReadLeadsAsync().Select(l => l.Id).ToListAsync());

        List<LeadId> paged = [];
        List<LeadSnapshot> page;
        do
        {
            page = await Leads.ReadLeadsAsync(new() { After = paged.Count > 0 ? paged[^1] : null, Limit = 100 }).ToListAsync();
            paged.AddRange(page.Select(l => l.Id));
        }
        while (page.Count == 100);
        Assert.Equal(expected, paged);
        Assert.Equal(1100, await Leads.ReadLeadsAsync(new() { Limit = 1100 }).CountAsync());
        Assert.Empty(await Leads.ReadLeadsAsync(new() { Limit = 0 }).ToListAsync());
    }

    [ContractFact]
    public async Task Leads_are_filtered_by_status_owner_and_pool()
    {
        Lead pooled = Samples.Lead();
        Lead owned = Samples.Lead(owner: Samples.Anna);
        Lead qualified = Samples.Lead(owner: Samples.Anna);
        qualified.Qualify(Samples.At).EnsureSucceeded();
        await AddAsync(pooled, owned, qualified, Samples.Lead(owner: new("U-安娜")));
        Assert.Equal([pooled.Id], await IdsAsync(new LeadQuery { Pool = Samples.Pool }));
        Assert.Equal(new[] { owned.Id, qualified.Id }.Order(), await IdsAsync(new LeadQuery { Owner = Samples.Anna }));
        Assert.Equal([qualified.Id], await IdsAsync(new LeadQuery { Statuses = new HashSet<LeadStatus> { LeadStatus.Qualified, LeadStatus.Merged } }));
        Assert.Empty(await IdsAsync(new LeadQuery { Statuses = new HashSet<LeadStatus>() }));
        Assert.Empty(await IdsAsync(new LeadQuery { Pool = Samples.Pool, Owner = Samples.Anna }));
    }

    [ContractFact]
    public async Task Opportunities_are_filtered_by_kind_stage_and_owner()
    {
        Opportunity lost = Samples.FullOpportunity();
        Opportunity open = Opportunity.Create(new(OpportunityId.New(TimeProvider.System), "open"), ReadyPipelines.SolutionSale, Samples.At);
        await using IUnitOfWork unit = Units.Begin();
        unit.Opportunities.Add(lost);
        unit.Opportunities.Add(open);
        await unit.CommitAsync();
        Assert.Equal([open.Id], await IdsAsync(new OpportunityQuery { Kinds = new HashSet<StageKind> { StageKind.Open } }));
        Assert.Equal([open.Id], await IdsAsync(new OpportunityQuery { Stage = "inquiry" }));
        Assert.Equal([lost.Id], await IdsAsync(new OpportunityQuery { Owner = Samples.Anna }));
        Assert.Equal([new[] { lost.Id, open.Id }.Order().Last()], await IdsAsync(new OpportunityQuery { After = new[] { lost.Id, open.Id }.Order().First() }));
    }

    [ContractFact]
    public async Task External_keys_find_their_aggregates()
    {
        Lead[] leads = [.. Enumerable.Range(0, 1400).Select(i => Samples.Lead(new(i % 5 == 0 ? "fifth" : "other 其他", $"行-{i}")))];
        await AddAsync(leads);
        await using IUnitOfWork unit = Units.Begin();
        ExternalKey[] asked = [.. leads.Select(l => l.ExternalKey!), new("fifth", "行-1"), new("FIFTH", "行-0"), leads[0].ExternalKey!];
        IReadOnlyDictionary<ExternalKey, LeadId> found = await unit.Leads.FindByExternalKeysAsync(asked);
        Assert.Equal(1400, found.Count);
        Assert.All(leads, l => Assert.Equal(l.Id, found[l.ExternalKey!]));
        Assert.Empty(await unit.Opportunities.FindByExternalKeysAsync(asked));
    }

    [ContractFact]
    public async Task Writing_goes_on_while_reading()
    {
        await AddAsync(Enumerable.Range(0, 1200).Select(_ => Samples.Lead()));
        int seen = 0;
        await foreach (LeadSnapshot snapshot in Leads.ReadLeadsAsync())
        {
            if (seen++ % 100 == 0)
            {
                await using IUnitOfWork unit = Units.Begin();
                Lead lead = (await unit.Leads.FindAsync(snapshot.Id))!;
                lead.AssignTo(Samples.Anna, "assigned", Samples.At).EnsureSucceeded();
                unit.Leads.Update(lead);
                await unit.CommitAsync();
            }
        }

        Assert.Equal(1200, seen);
        Assert.Equal(12, await Leads.ReadLeadsAsync(new() { Owner = Samples.Anna }).CountAsync());
    }

    private Task<List<LeadId>> IdsAsync(LeadQuery query) => Leads.ReadLeadsAsync(query).Select(l => l.Id).ToListAsync().AsTask();

    private Task<List<OpportunityId>> IdsAsync(OpportunityQuery query) => Opportunities.ReadOpportunitiesAsync(query).Select(o => o.Id).ToListAsync().AsTask();
}

public sealed class MemoryReadingTests() : ReadingContract(new MemoryUnderTest());

public sealed class SqliteReadingTests() : ReadingContract(new SqliteUnderTest());

public sealed class ContextReadingTests() : ReadingContract(new ContextUnderTest());

[NeedsPostgreSql]
public sealed class PostgreSqlReadingTests() : ReadingContract(new PostgreSqlUnderTest());
