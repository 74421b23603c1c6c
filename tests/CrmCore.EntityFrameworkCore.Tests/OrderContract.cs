using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>Reading in an order, by pages, within dates, several at once, as of an instant; definitions; removal.</summary>
public abstract class OrderContract(IStorageUnderTest storage) : StorageContract(storage)
{
    [ContractFact]
    public async Task Leads_come_in_the_order_asked_for_and_pages_leave_none_out()
    {
        Random random = new(11);
        Lead[] leads = [.. Enumerable.Range(0, 230).Select(_ => CapturedAt(Samples.At.AddMinutes(random.Next(40))))];
        await AddAsync(leads);
        foreach (bool descending in new[] { false, true })
        {
            foreach (LeadOrder order in Enum.GetValues<LeadOrder>())
            {
                LeadQuery query = new() { Order = order, IsDescending = descending, Limit = 50 };
                (DateTimeOffset?, LeadId)[] expected = [.. leads.Select(l => l.ToSnapshot()).Select(l => (query.InstantOf(l), l.Id)).Order()];
                if (descending)
                {
                    Array.Reverse(expected);
                }

                List<LeadSnapshot> read = [];
                List<LeadSnapshot> page;
                do
                {
                    page = await Leads.ReadLeadsAsync(read.Count == 0 ? query : query.ReadOnAfter(read[^1])).ToListAsync();
                    read.AddRange(page);
                }
                while (page.Count == 50);
                Assert.Equal(expected, read.Select(l => (query.InstantOf(l), l.Id)));
            }
        }

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Leads.ReadLeadsAsync(new() { Order = LeadOrder.CapturedAt, After = leads[0].Id }).ToListAsync());
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Leads.ReadLeadsAsync(new() { Limit = -1 }).ToListAsync());
    }

    [ContractFact]
    public async Task Dates_are_judged_to_the_tick()
    {
        Lead[] leads = [.. Enumerable.Range(-2, 5).Select(ticks => CapturedAt(Samples.At.AddTicks(ticks)))];
        await AddAsync(leads);
        Assert.Equal(3, await Leads.ReadLeadsAsync(new() { CapturedFrom = Samples.At }).CountAsync());
        Assert.Equal(2, await Leads.ReadLeadsAsync(new() { CapturedBefore = Samples.At }).CountAsync());
        Assert.Equal(1, await Leads.ReadLeadsAsync(new() { ChangedFrom = Samples.At.AddTicks(2) }).CountAsync());
        Lead napping = Samples.Lead(owner: Samples.Anna);
        napping.Nurture(Samples.At.AddDays(3), Samples.At, Samples.Anna).EnsureSucceeded();
        await AddAsync(napping);
        Assert.Empty(await Due.ReadWakeDueAsync(Samples.At.AddDays(3).AddTicks(-1)).ToListAsync());
        Assert.Equal(napping.Id, (await Due.ReadWakeDueAsync(Samples.At.AddDays(3)).SingleAsync()).Id);
    }

    [ContractFact]
    public async Task Opportunities_come_in_the_order_asked_for_and_within_close_dates()
    {
        Opportunity[] deals = [.. Enumerable.Range(0, 60).Select(i => Deal(i))];
        await using IUnitOfWork unit = Units.Begin();
        Array.ForEach(deals, unit.Opportunities.Add);
        await unit.CommitAsync();
        foreach (OpportunityOrder order in Enum.GetValues<OpportunityOrder>())
        {
            OpportunityQuery query = new() { Order = order, IsDescending = true, Limit = 25 };
            List<OpportunitySnapshot> first = await Opportunities.ReadOpportunitiesAsync(query).ToListAsync();
            List<OpportunitySnapshot> rest = await Opportunities.ReadOpportunitiesAsync(query.ReadOnAfter(first[^1]) with { Limit = null }).ToListAsync();
            Assert.Equal(
                deals.Select(d => d.ToSnapshot()).OrderByDescending(d => (query.InstantOf(d), d.Id)).Select(d => d.Id),
                first.Concat(rest).Select(d => d.Id));
        }

        Assert.Equal(10, await Opportunities.ReadOpportunitiesAsync(new() { ClosesFrom = new(2026, 5, 11), ClosesBefore = new(2026, 5, 21) }).CountAsync());
        Assert.Equal(60, await Opportunities.ReadOpportunitiesAsync(new() { Pipeline = ReadyPipelines.SolutionSale.Reference.Key }).CountAsync());
        Assert.Equal(0, await Opportunities.ReadOpportunitiesAsync(new() { Pipeline = "other" }).CountAsync());
        deals[3].Rename("Changed", Samples.At.AddDays(200).AddTicks(2)).EnsureSucceeded();
        unit.Opportunities.Update(deals[3]);
        await unit.CommitAsync();
        Assert.Equal(deals[3].Id, (await Opportunities.ReadOpportunitiesAsync(new() { ChangedFrom = Samples.At.AddDays(200).AddTicks(2) }).SingleAsync()).Id);
        Assert.Empty(await Opportunities.ReadOpportunitiesAsync(new() { ChangedFrom = Samples.At.AddDays(200).AddTicks(3) }).ToListAsync());
        Assert.Equal(deals[7].Id, (await Opportunities.ReadOpportunitiesAsync(new() { Account = deals[7].Account }).SingleAsync()).Id);
        Assert.Equal(deals[7].Id, (await Opportunities.ReadOpportunitiesAsync(new() { Contact = deals[7].Contact }).SingleAsync()).Id);
    }

    [ContractFact]
    public async Task The_past_is_read_as_it_was()
    {
        Opportunity deal = Deal(0);
        deal.SetProbability(new Probability(0.5), ReadyPipelines.SolutionSale, Samples.At.AddDays(2), Samples.Anna).EnsureSucceeded();
        Opportunity later = Deal(100);
        await using IUnitOfWork unit = Units.Begin();
        unit.Opportunities.Add(deal);
        unit.Opportunities.Add(later);
        await unit.CommitAsync();
        Assert.Empty(await Opportunities.ReadAsOfAsync(Samples.At.AddTicks(-1)).ToListAsync());
        PastState before = await Opportunities.ReadAsOfAsync(Samples.At.AddDays(2).AddTicks(-1)).SingleAsync(p => p.Now.Id == deal.Id);
        PastState after = await Opportunities.ReadAsOfAsync(Samples.At.AddDays(2)).SingleAsync(p => p.Now.Id == deal.Id);
        Assert.Equal((0.2, 0.5), (before.Then.Probability.Value, after.Then.Probability.Value));
        Assert.Equal(deal.ToSnapshot().ToJson(), before.Now.ToJson());
        OpportunityId[] ids = [.. new[] { deal.Id, later.Id }.Order()];
        Assert.Equal([ids[1]], await Opportunities.ReadAsOfAsync(Samples.At.AddDays(9), ids[0]).Select(p => p.Now.Id).ToListAsync());
    }

    [ContractFact]
    public async Task Several_are_found_at_once()
    {
        Lead[] leads = [.. Enumerable.Range(0, 1100).Select(_ => Samples.Lead())];
        await AddAsync(leads);
        await using IUnitOfWork unit = Units.Begin();
        IReadOnlyDictionary<LeadId, Lead> found = await unit.Leads.FindManyAsync([.. leads.Select(l => l.Id), leads[0].Id, LeadId.New(TimeProvider.System)]);
        Assert.Equal(leads.Select(l => l.Id).Order(), found.Keys.Order());
        Assert.All(leads, l => Assert.Equal(l.ToSnapshot().ToJson(), found[l.Id].ToSnapshot().ToJson()));
        Assert.Empty(await unit.Leads.FindManyAsync([]));
    }

    [ContractFact]
    public async Task A_removed_aggregate_is_gone_and_its_events_stay()
    {
        Lead lead = Samples.Lead(new("web", "1"), owner: Samples.Anna);
        await AddAsync(lead);
        Lead stale = await FindAsync(lead.Id);
        lead.Qualify(Samples.At).EnsureSucceeded();
        await using (IUnitOfWork unit = Units.Begin())
        {
            unit.Leads.Update(lead);
            await unit.CommitAsync();
            unit.Leads.Remove(stale);
            Assert.Equal([$"Lead {lead.Id}"], (await ConflictsAsync(unit)).Conflicts);
            Assert.Equal(2, (await FindAsync(lead.Id)).Version);
            lead.AssignTo(new("u-2"), "assigned", Samples.At).EnsureSucceeded();
            unit.Leads.Update(lead);
            unit.Leads.Remove(lead);
            await unit.CommitAsync();
            Assert.Null(await unit.Leads.FindAsync(lead.Id));
            Assert.Empty(await unit.Leads.FindByExternalKeysAsync([new("web", "1")]));
            unit.Leads.Update(stale);
            await ConflictsAsync(unit);
        }

        Assert.Equal(3, (await OutboxAsync()).Count);
        Assert.Empty(await Loads.ReadLoadsAsync().ToListAsync());
        await AddAsync(Samples.Lead(new("web", "1")));
    }

    [ContractFact]
    public async Task A_version_of_a_definition_is_never_written_over()
    {
        StoredDefinition first = new(StoredDefinition.Pipeline, "sale 销售", 1, "{\"n\": 1.10}");
        await Definitions.PutAsync(first);
        await Definitions.PutAsync(first);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => Definitions.PutAsync(new(first.Kind, first.Key, 1, "{\"n\": 1.1}")));
        StoredDefinition tenth = new(first.Kind, first.Key, 10, "{}");
        await Definitions.PutAsync(tenth);
        await Definitions.PutAsync(new(first.Kind, first.Key, 9, "{}"));
        await Definitions.PutAsync(new(first.Kind, "Sale", 1, "{}"));
        await Definitions.PutAsync(new(StoredDefinition.Pool, first.Key, 11, "{}"));
        Assert.Equal(first, await Definitions.GetAsync(first.Kind, first.Key, 1));
        Assert.Equal(tenth, await Definitions.LatestAsync(first.Kind, first.Key));
        Assert.Null(await Definitions.GetAsync(first.Kind, first.Key, 2));
        Assert.Null(await Definitions.LatestAsync(first.Kind, "SALE"));
        Assert.Equal([("Sale", 1), ("sale 销售", 1), ("sale 销售", 9), ("sale 销售", 10)], await Definitions.ListAsync(first.Kind).Select(d => (d.Key, d.Version)).ToListAsync());
        ConcurrencyConflictException?[] conflicts = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await Definitions.PutAsync(new(first.Kind, "race", 1, $"{{\"by\":{i}}}"));
                return null;
            }
            catch (ConcurrencyConflictException conflict)
            {
                return conflict;
            }
        }));
        Assert.Equal(7, conflicts.Count(c => c is not null));
    }

    [ContractFact]
    public async Task A_cancelled_reading_ends()
    {
        await AddAsync(Enumerable.Range(0, 30).Select(_ => Samples.Lead()));
        using CancellationTokenSource cancellation = new();
        int seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (LeadSnapshot lead in Leads.ReadLeadsAsync(null, cancellation.Token))
            {
                if (++seen == 10)
                {
                    await cancellation.CancelAsync();
                }
            }
        });
        Assert.Equal(10, seen);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Definitions.LatestAsync("a", "b", new(canceled: true)));
    }

    private static Lead CapturedAt(DateTimeOffset at) =>
        Lead.Capture(LeadId.New(TimeProvider.System), new() { Name = new PersonName("n") }, LeadSource.Web, Custody.InPool(Samples.Pool), at);

    private static Opportunity Deal(int day) => Opportunity.Create(
        new(OpportunityId.New(TimeProvider.System), $"deal {day}") { CloseDate = new DateOnly(2026, 5, 1).AddDays(day), Account = AccountId.New(TimeProvider.System), Contact = ContactId.New(TimeProvider.System) },
        ReadyPipelines.SolutionSale,
        Samples.At.AddHours(day * 7 % 60));
}

public sealed class MemoryOrderTests() : OrderContract(new MemoryUnderTest());

public sealed class SqliteOrderTests() : OrderContract(new SqliteUnderTest());

public sealed class ContextOrderTests() : OrderContract(new ContextUnderTest());

[NeedsPostgreSql]
public sealed class PostgreSqlOrderTests() : OrderContract(new PostgreSqlUnderTest());
