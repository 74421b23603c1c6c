using System.Collections.Concurrent;
using CrmCore.Leads;
using CrmCore.Pools;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>Pools under many at once: each lead claimed once, each success acknowledged once, limits held.</summary>
public abstract class PoolRaceContract(IStorageUnderTest storage, int leadCount) : StorageContract(storage)
{
    private const int Workers = 16;

    private static readonly Pool Rules = new(new PoolDefinition
    {
        Key = Pool.Default.Id.Value,
        Name = "Race",
        Protection = new() { Days = 10 },
    });

    [ContractFact]
    public async Task Sixteen_workers_claim_a_whole_pool()
    {
        Lead[] leads = [.. Enumerable.Range(0, leadCount).Select(_ => Samples.Lead())];
        await AddAsync(leads);
        PoolService pools = new(Units, Loads, TimeProvider.System);
        int capacity = leadCount / Workers;
        Pool limited = new(Rules.Definition with { Claims = new() { Capacity = capacity, PerDay = capacity } });
        ConcurrentBag<(LeadId Lead, UserId By)> claimed = [];
        await RunAsync(async worker =>
        {
            // Two windows overlap everywhere, so that every lead is fought over by at least two workers.
            int start = worker * leadCount / Workers;
            for (int i = 0; i < 2 * leadCount / Workers; i++)
            {
                Lead lead = leads[(start + i) % leadCount];
                UserId by = new($"u-{worker}");
                ClaimResult result = await pools.ClaimAsync(lead.Id, limited, by);
                if (result.Succeeded)
                {
                    claimed.Add((lead.Id, by));
                }
                else
                {
                    Assert.All(result.Refusals, r => Assert.Contains(r.Code, (string[])["pool.claimed-by-another", "pool.theirs-already", "pool.capacity-reached", "pool.daily-limit-reached"]));
                }
            }
        });
        Assert.Equal(claimed.Count, claimed.Select(c => c.Lead).Distinct().Count());
        Dictionary<LeadId, LeadSnapshot> stored = await Leads.ReadLeadsAsync().ToDictionaryAsync(l => l.Id);
        Assert.All(claimed, c => Assert.Equal(c.By, stored[c.Lead].Custody.Owner));
        Assert.Equal(claimed.Count, stored.Values.Count(l => l.Custody.Owner is not null));
        Dictionary<UserId, int> owned = await Loads.ReadLoadsAsync().ToDictionaryAsync(l => l.Owner, l => l.Open);
        Assert.All(owned.Values, count => Assert.InRange(count, 1, capacity));
        Assert.Equal(leadCount + claimed.Count, (await OutboxAsync()).Count);
        for (int i = 0; i < leadCount; i++)
        {
            int first = i / capacity % Workers;
            bool nobodyCould = owned[new($"u-{first}")] == capacity && owned[new($"u-{(first + Workers - 1) % Workers}")] == capacity;
            Assert.True(stored[leads[i].Id].Custody.Owner is not null || nobodyCould);
        }
    }

    [ContractFact]
    public async Task One_person_on_sixteen_workers_keeps_within_the_day_by_claim_and_release()
    {
        Lead[] leads = [.. Enumerable.Range(0, 64).Select(_ => Samples.Lead())];
        await AddAsync(leads);
        Pool daily = new(Rules.Definition with { Claims = new() { PerDay = 10, Capacity = 4 } });
        PoolService pools = new(Units, Loads, TimeProvider.System);
        ConcurrentBag<LeadId> claimed = [];
        await RunAsync(async worker =>
        {
            for (int i = 0; i < 4; i++)
            {
                Lead lead = leads[(worker * 4) + i];
                if ((await pools.ClaimAsync(lead.Id, daily, Samples.Anna)).Succeeded)
                {
                    claimed.Add(lead.Id);
                    Assert.True((await pools.ReleaseAsync(lead.Id, daily, "again", Samples.Anna)).Succeeded);
                }
            }
        });
        Assert.InRange(claimed.Count, 4, 10);
        int more = 0;
        foreach (Lead lead in leads)
        {
            more += (await pools.ClaimAsync(lead.Id, new(daily.Definition with { Claims = new() { PerDay = 10 } }), Samples.Anna)).Succeeded ? 1 : 0;
        }

        Assert.Equal(10, claimed.Count + more);
    }

    [ContractFact]
    public async Task What_is_due_comes_in_order_and_two_recyclers_do_it_once()
    {
        DateTimeOffset at = Samples.At;
        Lead[] leads = [.. Enumerable.Range(0, 1200).Select(_ => Samples.Lead())];
        for (int i = 0; i < leads.Length; i++)
        {
            leads[i].AssignTo(Samples.Anna, "claimed", at, null, Rules.ProtectionFrom(at.AddMinutes(i / 2)) with { RemindDays = 1 }).EnsureSucceeded();
        }

        await AddAsync(leads);
        DateTimeOffset asOf = at.AddDays(10).AddMinutes(549);
        List<LeadSnapshot> due = await Due.ReadRecycleDueAsync(asOf).ToListAsync();
        Assert.Equal(1100, due.Count);
        Assert.Equal(due.OrderBy(l => l.Protection!.RecycleAt).ThenBy(l => l.Id).Select(l => l.Id), due.Select(l => l.Id));
        Assert.Equal(1200, await Due.ReadRemindDueAsync(asOf).CountAsync());
        Assert.Equal(0, await Due.ReadUnprotectedAsync().CountAsync());
        ConcurrentBag<RecycleEntry> entries = [];
        await RunAsync(
            async _ =>
            {
                await foreach (RecycleEntry entry in new LeadScheduler(Units, Due, Opportunities, new(Rules)).RecycleAsync(asOf))
                {
                    entries.Add(entry);
                }
            },
            2);
        Assert.Equal(due.Select(l => l.Id).Order(), entries.Select(e => e.Lead).Order());
        Assert.Equal((100, 0), ((await Loads.ReadLoadAsync(Samples.Anna)).Open, await Due.ReadRecycleDueAsync(asOf).CountAsync()));
    }

    private static Task RunAsync(Func<int, Task> work, int workers = Workers) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Factory.StartNew(() => work(worker), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
}

public sealed class MemoryPoolRaceTests() : PoolRaceContract(new MemoryUnderTest(), 10_000);

public sealed class SqlitePoolRaceTests() : PoolRaceContract(new SqliteUnderTest(), 10_000);

public sealed class ContextPoolRaceTests() : PoolRaceContract(new ContextUnderTest(), 1_600);

[NeedsPostgreSql]
public sealed class PostgreSqlPoolRaceTests() : PoolRaceContract(new PostgreSqlUnderTest(), 1_600);
