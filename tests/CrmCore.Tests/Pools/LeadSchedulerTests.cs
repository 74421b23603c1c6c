using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pools;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pools;

/// <summary>Batches change how often is committed, and nothing else.</summary>
public class LeadSchedulerTests
{
    private static readonly Pool Rules = new(new PoolDefinition
    {
        Key = "default",
        Name = "Pool",
        Protection = new() { Days = 5, RemindDays = 2 },
        Recycle = new() { When = RecycleCondition.Of(RecycleRule.NoFollowUp, 4, LeadClock.LastFollowUp) },
    });

    [Law]
    public void A_batch_of_any_size_does_what_one_lead_after_the_other_does(byte[] leads, byte size) => RunAsync(leads, size).GetAwaiter().GetResult();

    [Fact]
    public async Task A_batch_in_which_somebody_writes_meanwhile_is_done_lead_by_lead()
    {
        InMemoryStore store = new();
        await store.SaveAsync([.. Enumerable.Range(1, 20).Select(i => (Aggregate)ProtectedLead(i, 0))]);
        int commits = 0;
        Meddling storage = new(store, async () =>
        {
            if (++commits == 1)
            {
                await using IUnitOfWork other = store.Begin();
                Lead followed = (await other.Leads.FindAsync(LeadId.From(Some.Guid(7))))!;
                followed.FollowUp(new(Some.Day(5), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached)).EnsureSucceeded();
                other.Leads.Update(followed);
                await other.CommitAsync();
            }
        });
        List<RecycleEntry> entries = await new LeadScheduler(storage, store, store, new(Rules), batchSize: 20).RecycleAsync(Some.Day(6)).ToListAsync();
        Assert.Equal(21, commits);
        Assert.Equal(20, entries.Select(e => e.Lead).Distinct().Count());
        Assert.Equal((LeadId.From(Some.Guid(7)), Some.Day(9)), Assert.Single(entries, e => e.Action == RecycleAction.Postponed) is var kept ? (kept.Lead, kept.Date!.Value) : default);
        List<LeadSnapshot> after = await store.ReadLeadsAsync().ToListAsync();
        Assert.All(after, l => Assert.Single(l.Holdings!));
        Assert.Equal(19, after.Count(l => l.Custody.Pool is not null));
        Assert.Empty(await new LeadScheduler(store, store, store, new(Rules)).RecycleAsync(Some.Day(6)).ToListAsync());
    }

    [Fact]
    public async Task A_run_that_is_stopped_has_done_whole_batches_and_the_next_does_the_rest()
    {
        InMemoryStore store = new();
        await store.SaveAsync([.. Enumerable.Range(1, 20).Select(i => (Aggregate)ProtectedLead(i, 0))]);
        LeadScheduler scheduler = new(store, store, store, new(Rules), batchSize: 6);
        await using (IAsyncEnumerator<RecycleEntry> first = scheduler.RecycleAsync(Some.Day(5)).GetAsyncEnumerator())
        {
            Assert.True(await first.MoveNextAsync());
        }

        Assert.Equal(6, await store.ReadLeadsAsync(new() { Pool = Rules.Id }).CountAsync());
        Assert.Equal(14, await scheduler.RecycleAsync(Some.Day(5)).CountAsync());
        Assert.All(await store.ReadLeadsAsync().ToListAsync(), l => Assert.Equal(Rules.Id, l.Custody.Pool));
        Assert.ThrowsAny<ArgumentException>(() => new LeadScheduler(store, store, store, new(Rules), batchSize: 0));
    }

    private static async Task RunAsync(byte[] leads, byte size)
    {
        (InMemoryStore Store, LeadScheduler Scheduler)[] both = [Of(1), Of(1 + (size % 9))];
        List<string> told = [];
        foreach ((InMemoryStore store, LeadScheduler scheduler) in both)
        {
            await store.SaveAsync([.. leads.Select((b, i) => (Aggregate)ProtectedLead(i + 1, b % 8))]);
            foreach (int day in (int[])[3, 5, 8])
            {
                told.Add(string.Join('\n', await scheduler.RemindAsync(Some.Day(day)).Select(l => l.ToJson()).ToListAsync()));
                List<RecycleEntry> preview = await scheduler.PreviewRecycleAsync(Some.Day(day)).ToListAsync();
                List<RecycleEntry> done = await scheduler.RecycleAsync(Some.Day(day)).ToListAsync();
                Assert.Equal(preview, done);
                told.Add(string.Join('\n', done));
            }
        }

        Assert.Equal(told[..6], told[6..]);
        Assert.Equal(await both[0].Store.DumpAsync(), await both[1].Store.DumpAsync());

        static (InMemoryStore Store, LeadScheduler Scheduler) Of(int batchSize)
        {
            InMemoryStore store = new();
            return (store, new(store, store, store, new(Rules), batchSize));
        }
    }

    private static Lead ProtectedLead(int number, int followedUpOnDay)
    {
        Lead lead = Some.OwnedLead(number);
        lead.Protect(Rules.ProtectionFrom(Some.Start)).EnsureSucceeded();
        if (followedUpOnDay > 0)
        {
            lead.FollowUp(new(Some.Day(followedUpOnDay / 2.0), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached)).EnsureSucceeded();
        }

        return lead;
    }

    /// <summary>Storage in which something happens just before each commit.</summary>
    private sealed class Meddling(IUnitOfWorkFactory inner, Func<Task> before) : IUnitOfWorkFactory
    {
        public IUnitOfWork Begin() => new Unit(inner.Begin(), before);

        private sealed class Unit(IUnitOfWork inner, Func<Task> before) : IUnitOfWork
        {
            public ILeadRepository Leads => inner.Leads;

            public IOpportunityRepository Opportunities => inner.Opportunities;

            public CrmCore.Customers.IAccountRepository Accounts => inner.Accounts;

            public CrmCore.Customers.IContactRepository Contacts => inner.Contacts;

            public IOwnerLedgerRepository Ledgers => inner.Ledgers;

            public async Task CommitAsync(CancellationToken cancellationToken = default)
            {
                await before();
                await inner.CommitAsync(cancellationToken);
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
