using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Persistence;
using CrmCore.Pools;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pools;

/// <summary>What leads that ended still count for.</summary>
public class PoolEndedLeadTests
{
    private static readonly Pool Rules = new(new() { Key = "default", Name = "Pool", Claims = new() { Capacity = 2 }, LocksPerPerson = 1 });

    private readonly InMemoryStore _store = new();
    private readonly TestClock _clock = new();

    private PoolService Service => new(_store, _store, _clock);

    [Theory]
    [InlineData(LeadStatus.Converted)]
    [InlineData(LeadStatus.Disqualified)]
    [InlineData(LeadStatus.Merged)]
    public async Task A_lock_of_a_lead_that_ended_is_given_back(LeadStatus end)
    {
        await _store.SaveAsync(Some.OwnedLead(1), Some.OwnedLead(2), Some.OwnedLead(3));
        Assert.True((await Service.LockAsync(Id(1), Rules, "tender", Some.Anna)).Succeeded);
        Assert.Equal(["pool.locks-reached"], (await Service.LockAsync(Id(2), Rules, "tender", Some.Anna)).Refusals.Select(r => r.Code));
        await ChangeAsync(async unit =>
        {
            Lead lead = (await unit.Leads.FindAsync(Id(1)))!;
            Lead other = (await unit.Leads.FindAsync(Id(3)))!;
            switch (end)
            {
                case LeadStatus.Converted:
                    lead.Qualify(Some.Day(1)).EnsureSucceeded();
                    lead.MarkConverted(new("k", null, null, null, Some.Day(1), Some.Anna)).EnsureSucceeded();
                    break;
                case LeadStatus.Disqualified:
                    lead.Disqualify("junk", Some.Day(1)).EnsureSucceeded();
                    break;
                default:
                    LeadMerge.Apply([lead, other], new() { Survivor = other.Id }, Some.Day(1)).EnsureSucceeded();
                    unit.Leads.Update(other);
                    break;
            }

            unit.Leads.Update(lead);
        });
        Assert.Equal(0, (await _store.ReadLoadAsync(Some.Anna)).Locked);
        Assert.True((await Service.LockAsync(Id(2), Rules, "tender", Some.Anna)).Succeeded);
    }

    [Fact]
    public async Task A_disqualified_lead_is_reopened_within_the_capacity_only()
    {
        await _store.SaveAsync(Some.OwnedLead(1), Some.OwnedLead(2), Some.PooledLead(3));
        await ChangeAsync(unit => DisqualifyAsync(unit, 1));
        Assert.True((await Service.ClaimAsync(Id(3), Rules, Some.Anna)).Succeeded);
        string before = await _store.DumpAsync();
        Assert.Equal(["pool.capacity-reached"], Codes(await Service.ReopenAsync(Id(1), Rules, Some.Anna)));
        Assert.Equal(["pool.not-theirs", "pool.capacity-reached"], Codes(await Service.ReopenAsync(Id(1), Rules, Some.Bo)));
        Assert.Equal(["lead.not-disqualified"], Codes(await Service.ReopenAsync(Id(2), Rules, Some.Anna)));
        Assert.Equal(["pool.lead-not-found"], Codes(await Service.ReopenAsync(Id(9), Rules, Some.Anna)));
        Assert.Equal(before, await _store.DumpAsync());
        Assert.True((await Service.ReleaseAsync(Id(3), Rules, "no time", Some.Anna)).Succeeded);
        long ledger = await LedgerVersionAsync();
        ReopenResult reopened = await Service.ReopenAsync(Id(1), Rules, Some.Anna);
        Assert.Equal((true, Id(1), ledger + 1), (reopened.Succeeded, reopened.Lead, await LedgerVersionAsync()));
        Assert.Equal(2, (await _store.ReadLoadAsync(Some.Anna)).Open);
        Assert.Equal(["pool.capacity-reached"], Codes(await Service.ClaimAsync(Id(3), Rules, Some.Anna)));
    }

    [Fact]
    public async Task A_lead_that_counts_although_it_is_disqualified_is_not_counted_twice()
    {
        Pool pool = new(Rules.Definition with { Claims = new() { Capacity = 1, Counted = [LeadStatus.New, LeadStatus.Working, LeadStatus.Disqualified] } });
        await _store.SaveAsync(Some.OwnedLead(1));
        await ChangeAsync(unit => DisqualifyAsync(unit, 1));
        Assert.True((await Service.ReopenAsync(Id(1), pool, Some.Anna)).Succeeded);
    }

    [Fact]
    public async Task A_locked_lead_is_reopened_within_the_locks_only_and_one_in_a_pool_by_an_admin()
    {
        Pool pool = new(Rules.Definition with { Admins = [new("chief")] });
        await _store.SaveAsync(Some.OwnedLead(1), Some.OwnedLead(2), Some.PooledLead(3));
        Assert.True((await Service.LockAsync(Id(1), pool, "tender", Some.Anna)).Succeeded);
        await ChangeAsync(unit => DisqualifyAsync(unit, 1));
        await ChangeAsync(unit => DisqualifyAsync(unit, 3));
        Assert.True((await Service.LockAsync(Id(2), pool, "tender", Some.Anna)).Succeeded);
        Assert.Equal(["pool.locks-reached"], Codes(await Service.ReopenAsync(Id(1), pool, Some.Anna)));
        Assert.True((await Service.UnlockAsync(Id(1), pool, Some.Anna)).Succeeded);
        Assert.True((await Service.ReopenAsync(Id(1), pool, Some.Anna)).Succeeded);
        Assert.Equal(["pool.not-theirs"], Codes(await Service.ReopenAsync(Id(3), pool, Some.Anna)));
        Assert.True((await Service.ReopenAsync(Id(3), pool, new("chief"))).Succeeded);
    }

    private static string[] Codes(Outcome outcome) => [.. outcome.Refusals.Select(r => r.Code)];

    private static async Task DisqualifyAsync(IUnitOfWork unit, int number)
    {
        Lead lead = (await unit.Leads.FindAsync(Id(number)))!;
        lead.Disqualify("junk", Some.Start).EnsureSucceeded();
        unit.Leads.Update(lead);
    }

    private async Task<long> LedgerVersionAsync()
    {
        await using IUnitOfWork unit = _store.Begin();
        return (await unit.Ledgers.FindAsync(OwnerLedgerId.Of(Some.Anna)))?.Version ?? 0;
    }

    private static LeadId Id(int number) => LeadId.From(Some.Guid(number));

    private async Task ChangeAsync(Func<IUnitOfWork, Task> change)
    {
        await using IUnitOfWork unit = _store.Begin();
        await change(unit);
        await unit.CommitAsync();
    }
}
