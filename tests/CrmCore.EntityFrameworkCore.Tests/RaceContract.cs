using System.Collections.Concurrent;
using CrmCore.Conversion;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Qualification;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>Many at once: exactly one wins, and nothing happens twice.</summary>
public abstract class RaceContract(IStorageUnderTest storage) : StorageContract(storage)
{
    [ContractFact]
    public async Task Of_sixteen_writers_on_one_row_exactly_one_wins()
    {
        Lead lead = Samples.Lead();
        await AddAsync(lead);
        using Barrier barrier = new(16);
        bool[] won = await RunAsync(16, async worker =>
        {
            await using IUnitOfWork unit = Units.Begin();
            Lead mine = (await unit.Leads.FindAsync(lead.Id))!;
            mine.AssignTo(new($"u-{worker}"), "assigned", Samples.At).EnsureSucceeded();
            unit.Leads.Update(mine);
            barrier.SignalAndWait();
            try
            {
                await unit.CommitAsync();
                return true;
            }
            catch (ConcurrencyConflictException)
            {
                return false;
            }
        });
        Assert.Single(won, w => w);
        Lead now = await FindAsync(lead.Id);
        Assert.Equal((2, new UserId($"u-{Array.IndexOf(won, true)}")), (now.Version, now.Owner));
        Assert.Equal(2, (await OutboxAsync()).Count);
    }

    [ContractFact]
    public async Task Eight_workers_claim_each_of_500_leads_exactly_once()
    {
        Lead[] leads = [.. Enumerable.Range(0, 500).Select(_ => Samples.Lead())];
        await AddAsync(leads);
        PoolService pools = new(Units, Loads, TimeProvider.System);
        ConcurrentBag<(LeadId Lead, UserId By)> claimed = [];
        await RunAsync(8, async worker =>
        {
            UserId by = new($"u-{worker}");
            foreach (Lead lead in leads)
            {
                ClaimResult change = await pools.ClaimAsync(lead.Id, Pool.Default, by);
                if (change.Succeeded)
                {
                    claimed.Add((lead.Id, by));
                }
                else
                {
                    Assert.Equal("pool.claimed-by-another", Assert.Single(change.Refusals).Code);
                }
            }

            return true;
        });
        Assert.Equal(leads.Select(l => l.Id).Order(), claimed.Select(c => c.Lead).Order());
        Dictionary<LeadId, UserId?> owners = await Leads.ReadLeadsAsync().ToDictionaryAsync(l => l.Id, l => l.Custody.Owner);
        Assert.All(claimed, c => Assert.Equal(c.By, owners[c.Lead]));
        Assert.Equal(1000, (await OutboxAsync()).Count);
    }

    [ContractFact]
    public async Task A_qualified_lead_is_converted_in_one_commit()
    {
        Lead lead = Samples.FullLead();
        await AddAsync(lead);
        ConversionResult result = await Conversion().ConvertAsync(new(lead.Id, "r-1", Samples.Anna) { Amount = new Money(500_000m, Currency.Cny) });
        result.EnsureSucceeded();
        Lead read = await FindAsync(lead.Id);
        Assert.Equal((LeadStatus.Converted, result.Conversion), (read.Status, read.Conversion));
        Assert.Equal(result.Conversion!.Account, (await Customers.ReadAccountsAsync().SingleAsync()).Id);
        Assert.Equal(result.Conversion.Contact, (await Customers.ReadContactsAsync().SingleAsync()).Id);
        Opportunities.OpportunitySnapshot opportunity = await Opportunities.ReadOpportunitiesAsync().SingleAsync();
        Assert.Equal((result.Conversion.Opportunity, (LeadId?)lead.Id), (opportunity.Id, opportunity.SourceLead));
        Assert.Equal(lead.Discovery.Needs, opportunity.Discovery!.Needs);
        ConversionResult again = await Conversion().ConvertAsync(new(lead.Id, "r-1", Samples.Anna));
        Assert.True(again.IsRepeat);
        Assert.Equal(result.Conversion, again.Conversion);
    }

    [ContractFact]
    public async Task One_request_sent_eight_times_at_once_gives_one_conversion()
    {
        Lead lead = Samples.FullLead();
        await AddAsync(lead);
        ConversionResult[] results = await RunAsync(8, _ => Conversion().ConvertAsync(new(lead.Id, "r-1", Samples.Anna)));
        Assert.All(results, r => Assert.True(r.Succeeded));
        Assert.Single(results.Select(r => r.Conversion).Distinct());
        Assert.Single(results, r => !r.IsRepeat);
        Assert.Equal(1, await Opportunities.ReadOpportunitiesAsync().CountAsync());
        Assert.Equal(1, await Customers.ReadContactsAsync().CountAsync());
    }

    private ConversionService Conversion() => new(Units, new PipelineCatalog(ReadyPipelines.SolutionSale), ReadyPolicies.Default, TimeProvider.System);

    private static Task<T[]> RunAsync<T>(int workers, Func<int, Task<T>> work) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Factory.StartNew(() => work(worker), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
}

public sealed class MemoryRaceTests() : RaceContract(new MemoryUnderTest());

public sealed class SqliteRaceTests() : RaceContract(new SqliteUnderTest());

public sealed class ContextRaceTests() : RaceContract(new ContextUnderTest());

[NeedsPostgreSql]
public sealed class PostgreSqlRaceTests() : RaceContract(new PostgreSqlUnderTest());
