using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Pools;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pools;

/// <summary>Who may act on a lead is judged by the pool that the lead belongs to, whatever pool the caller names.</summary>
public class PoolAdminTests
{
    private static readonly UserId EastChief = new("east-chief");

    private static readonly UserId WestChief = new("west-chief");

    private static readonly Pool East = new(new() { Key = "east", Name = "East", Admins = [EastChief] });

    private static readonly Pool West = new(new() { Key = "west", Name = "West", Admins = [WestChief], LocksPerPerson = 1 });

    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();

    private PoolService Service => new(_store, _store, _clock);

    [Fact]
    public async Task The_admin_of_another_pool_takes_no_lead_out_of_its_own()
    {
        Lead lying = Lead.Capture(LeadId.From(Some.Guid(1)), Some.Details, LeadSource.Web, Custody.InPool(West.Id), Some.Start);
        Lead held = Lead.Capture(LeadId.From(Some.Guid(2)), Some.Details, LeadSource.Web, Custody.InPool(West.Id), Some.Start);
        await _store.SaveAsync(lying, held);
        Assert.True((await Service.ClaimAsync(held.Id, West, Some.Anna)).Succeeded);
        string before = await _store.DumpAsync();
        TransferService transfers = new(_store, _store, _store, new(Some.Sale), _clock);
        foreach (Lead lead in (Lead[])[lying, held])
        {
            Assert.Contains("pool.other-pool", Codes(await Service.ReleaseAsync(lead.Id, East, "ours now", EastChief)));
            Assert.Contains("pool.other-pool", Codes(await Service.LockAsync(lead.Id, East, "ours now", EastChief)));
            Assert.Contains("pool.other-pool", Codes(await Service.UnlockAsync(lead.Id, East, EastChief)));
            Assert.Contains("pool.other-pool", Codes(await transfers.TransferAsync(lead.Id, East, Some.Bo, EastChief)));
        }

        Assert.Equal(before, await _store.DumpAsync());
    }

    [Fact]
    public async Task Its_owner_passes_no_limit_by_naming_another_pool()
    {
        Lead[] leads = [.. Enumerable.Range(1, 2).Select(i => Lead.Capture(LeadId.From(Some.Guid(i)), Some.Details, LeadSource.Web, Custody.InPool(West.Id), Some.Start))];
        await _store.SaveAsync(leads);
        Assert.True((await Service.ClaimAsync(leads[0].Id, West, Some.Anna)).Succeeded);
        Assert.True((await Service.ClaimAsync(leads[1].Id, West, Some.Anna)).Succeeded);
        Assert.True((await Service.LockAsync(leads[0].Id, West, "tender", Some.Anna)).Succeeded);
        Assert.Equal(["pool.locks-reached"], Codes(await Service.LockAsync(leads[1].Id, West, "tender", Some.Anna)));
        LockResult elsewhere = await Service.LockAsync(leads[1].Id, East, "tender", Some.Anna);
        Assert.Equal(["pool.other-pool"], Codes(elsewhere));
        Assert.Contains("west", elsewhere.Refusals[0].Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_pool_is_known_of_a_lead_the_one_that_is_named_decides()
    {
        Lead imported = Some.OwnedLead();
        await _store.SaveAsync(imported);
        Assert.Equal(["pool.not-theirs"], Codes(await Service.ReleaseAsync(imported.Id, East, "sort them out", WestChief)));
        Assert.True((await Service.ReleaseAsync(imported.Id, East, "sort them out", EastChief)).Succeeded);
    }

    private static string[] Codes(Outcome outcome) => [.. outcome.Refusals.Select(r => r.Code).Order(StringComparer.Ordinal)];
}
