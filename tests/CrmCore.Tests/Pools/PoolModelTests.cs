using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pools;
using CrmCore.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Pools;

public enum PoolAct
{
    Claim, ClaimAgain, Assign, Release, Transfer, Lock, Unlock, FollowUp, Wait, Recycle, Disqualify, Reopen,
}

/// <summary>Something tried in a small pool of four people and five leads.</summary>
public sealed record PoolStep(PoolAct Act, int Lead, int User, int Other, int Hours)
{
    public static Arbitrary<PoolStep[]> Steps() =>
        (from act in Gen.Elements(Enum.GetValues<PoolAct>())
         from lead in Gen.Choose(0, 4)
         from user in Gen.Choose(0, 3)
         from other in Gen.Choose(0, 3)
         from hours in Gen.Choose(0, 60)
         select new PoolStep(act, lead, user, other, hours)).ArrayOf().ToArbitrary();
}

/// <summary>Holds pools against a plain model of them, over any sequence of operations.</summary>
public class PoolModelTests
{
    private const int Capacity = 2;
    private const int PerDay = 3;

    private static readonly UserId[] Users = [Some.Anna, Some.Bo, new("chen"), new("dora")];

    private static readonly Pool Rules = new(new PoolDefinition
    {
        Key = "default",
        Name = "Pool",
        Admins = [Users[3]],
        TimeZone = "Asia/Shanghai",
        Claims = new() { PerDay = PerDay, Capacity = Capacity },
        Protection = new() { Days = 5, ExtensionDays = 3, MaximumDays = 9 },
        LocksPerPerson = 1,
    });

    [Law(Arbitrary = [typeof(PoolStep)])]
    public void Custody_and_every_limit_hold_whatever_is_tried(PoolStep[] steps) => RunAsync(steps).GetAwaiter().GetResult();

    private static async Task RunAsync(PoolStep[] steps)
    {
        InMemoryStore store = new();
        TestClock clock = new();
        PoolService pools = new(store, store, clock);
        TransferService transfers = new(store, store, store, new(Some.Sale), clock);
        LeadScheduler scheduler = new(store, store, store, new(Rules));
        LeadId[] ids = [.. Enumerable.Range(1, 5).Select(i => LeadId.From(Some.Guid(i)))];
        await store.SaveAsync([.. Enumerable.Range(1, 5).Select(i => Some.PooledLead(i))]);
        UserId?[] owners = new UserId?[5];
        bool[] isOpen = [true, true, true, true, true];
        Dictionary<(UserId, DateOnly), int> claims = [];
        foreach (PoolStep step in steps)
        {
            LeadId id = ids[step.Lead];
            UserId user = Users[step.User];
            UserId other = Users[step.Other];
            bool isAdmin = step.User == 3;
            (UserId, DateOnly) today = (user, Rules.DayOf(clock.GetUtcNow()));
            LeadSnapshot before = await ReadAsync(store, id);
            switch (step.Act)
            {
                case PoolAct.Claim or PoolAct.ClaimAgain:
                    bool mayClaim = owners[step.Lead] is null && isOpen[step.Lead] && Owned(user) < Capacity && (isAdmin || claims.GetValueOrDefault(today) < PerDay);
                    Assert.Equal(mayClaim, (await pools.ClaimAsync(id, Rules, user)).Succeeded);
                    if (mayClaim)
                    {
                        owners[step.Lead] = user;
                        claims[today] = claims.GetValueOrDefault(today) + 1;
                    }

                    if (step.Act == PoolAct.ClaimAgain && mayClaim)
                    {
                        Assert.True((await pools.ReleaseAsync(id, Rules, "back", user)).Succeeded);
                        owners[step.Lead] = null;
                    }

                    break;
                case PoolAct.Assign:
                    bool mayAssign = isAdmin && owners[step.Lead] is null && isOpen[step.Lead] && Owned(other) < Capacity;
                    Assert.Equal(mayAssign, (await pools.AssignAsync(id, Rules, other, user)).Succeeded);
                    owners[step.Lead] = mayAssign ? other : owners[step.Lead];
                    break;
                case PoolAct.Release:
                    bool mayRelease = owners[step.Lead] is { } owner && (isAdmin || owner == user) && isOpen[step.Lead];
                    Assert.Equal(mayRelease, (await pools.ReleaseAsync(id, Rules, "no time", user)).Succeeded);
                    owners[step.Lead] = mayRelease ? null : owners[step.Lead];
                    break;
                case PoolAct.Transfer:
                    bool mayTransfer = owners[step.Lead] is { } from && from != other && (isAdmin || from == user) && isOpen[step.Lead] && Owned(other) < Capacity;
                    Assert.Equal(mayTransfer, (await transfers.TransferAsync(id, Rules, other, user)).Succeeded);
                    owners[step.Lead] = mayTransfer ? other : owners[step.Lead];
                    break;
                case PoolAct.Lock:
                    await pools.LockAsync(id, Rules, "waiting for them", user);
                    break;
                case PoolAct.Unlock:
                    await pools.UnlockAsync(id, Rules, user);
                    break;
                case PoolAct.FollowUp or PoolAct.Disqualify:
                    await using (IUnitOfWork unit = store.Begin())
                    {
                        Lead lead = (await unit.Leads.FindAsync(id))!;
                        bool changed = step.Act == PoolAct.FollowUp
                            ? lead.FollowUp(new(clock.GetUtcNow().AddHours(-step.Hours), user, FollowUpKind.Call, FollowUpOutcome.Reached)).Succeeded
                            : lead.Disqualify("junk", clock.GetUtcNow()).Succeeded;
                        if (changed)
                        {
                            unit.Leads.Update(lead);
                            await unit.CommitAsync();
                            isOpen[step.Lead] &= step.Act == PoolAct.FollowUp;
                        }
                    }

                    LeadSnapshot after = await ReadAsync(store, id);
                    Assert.True(after.Protection?.RecycleAt >= before.Protection?.RecycleAt || before.Protection is null);
                    break;
                case PoolAct.Reopen:
                    UserId? holder = owners[step.Lead];
                    bool isFree = holder is null || (Owned(holder.Value) < Capacity && (before.Lock is null || (await store.ReadLoadAsync(holder.Value)).Locked == 0));
                    bool mayReopen = !isOpen[step.Lead] && (isAdmin || holder == user) && isFree;
                    Assert.Equal(mayReopen, (await pools.ReopenAsync(id, Rules, user)).Succeeded);
                    isOpen[step.Lead] |= mayReopen;
                    break;
                case PoolAct.Wait:
                    clock.Advance(TimeSpan.FromHours(step.Hours));
                    break;
                default:
                    List<RecycleEntry> entries = await scheduler.RecycleAsync(clock.GetUtcNow()).ToListAsync();
                    Assert.All(entries, e => Assert.Equal((RecycleAction.Recycled, true), (e.Action, e.Date <= clock.GetUtcNow())));
                    Assert.Empty(await scheduler.RecycleAsync(clock.GetUtcNow()).ToListAsync());
                    foreach (RecycleEntry entry in entries)
                    {
                        int index = Array.IndexOf(ids, entry.Lead);
                        Assert.Equal(owners[index], entry.Owner);
                        owners[index] = null;
                    }

                    break;
            }

            await CheckAsync();
        }

        int Owned(UserId who) => Enumerable.Range(0, 5).Count(i => owners[i] == who && isOpen[i]);

        async Task CheckAsync()
        {
            for (int i = 0; i < ids.Length; i++)
            {
                LeadSnapshot lead = await ReadAsync(store, ids[i]);
                Assert.Equal(owners[i], lead.Custody.Owner);
                Assert.True(lead.Custody.Owner is null ^ lead.Custody.Pool is null);
                Assert.False(lead.Protection?.RecycleAt > lead.Protection?.Latest);
                HoldingPeriod[] open = [.. lead.Holdings?.Where(h => h.To is null) ?? []];
                Assert.Equal(lead.Custody.Owner is { } owner ? [owner] : [], open.Select(h => h.Owner));
                Assert.All(lead.Holdings ?? [], h => Assert.True(h.To is null || (h.From <= h.To && h.Reason is not null)));
            }

            foreach (UserId user in Users)
            {
                LeadLoad load = await store.ReadLoadAsync(user);
                Assert.Equal(Owned(user), load.Open);
                Assert.True(load.Open <= Capacity);
                Assert.True(load.Locked <= 1);
            }

            Assert.All(claims.Where(c => c.Key.Item1 != Users[3]), c => Assert.True(c.Value <= PerDay));
        }
    }

    private static async Task<LeadSnapshot> ReadAsync(InMemoryStore store, LeadId id)
    {
        await using IUnitOfWork unit = store.Begin();
        return (await unit.Leads.FindAsync(id))!.ToSnapshot();
    }
}
