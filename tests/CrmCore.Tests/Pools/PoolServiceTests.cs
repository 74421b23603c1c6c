using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pools;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pools;

public class PoolServiceTests
{
    private readonly InMemoryStore _store = new();

    [Fact]
    public async Task Of_sixteen_who_claim_at_once_exactly_one_gets_the_lead_and_the_others_hear_who()
    {
        PoolService service = new(_store, _store, new TestClock());
        for (int round = 1; round <= 50; round++)
        {
            Lead lead = Some.PooledLead(round);
            await _store.SaveAsync(lead);
            using Barrier barrier = new(16);
            (UserId By, ClaimResult Change)[] claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Factory.StartNew(
                async () =>
                {
                    barrier.SignalAndWait();
                    UserId by = new($"u-{i}");
                    return (by, await service.ClaimAsync(lead.Id, Pool.Default, by));
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
            UserId winner = Assert.Single(claims, c => c.Change.Succeeded).By;
            await using IUnitOfWork unit = _store.Begin();
            Assert.Equal(winner, (await unit.Leads.FindAsync(lead.Id))!.Owner);
            Assert.All(claims.Where(c => !c.Change.Succeeded), c => Assert.Equal(winner.Value, c.Change.Refusals.Single(r => r.Code == "pool.claimed-by-another").Parameters["owner"]));
        }
    }

    [Fact]
    public async Task A_lead_released_can_be_claimed_by_another()
    {
        PoolService service = new(_store, _store, new TestClock());
        Lead lead = Some.OwnedLead();
        await _store.SaveAsync(lead);
        Assert.True((await service.ReleaseAsync(lead.Id, Pool.Default, "no time", Some.Anna)).Succeeded);
        Assert.True((await service.ClaimAsync(lead.Id, Pool.Default, Some.Bo)).Succeeded);
        Assert.False((await service.ReleaseAsync(lead.Id, Pool.Default, " ", Some.Bo)).Succeeded);
        Assert.Equal("pool.lead-not-found", Assert.Single((await service.ClaimAsync(LeadId.From(Some.Guid(99)), Pool.Default, Some.Bo)).Refusals).Code);
    }
}
