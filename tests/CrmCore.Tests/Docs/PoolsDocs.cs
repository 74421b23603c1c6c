using CrmCore.Assignment;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Pools;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs;

/// <summary>The code of <c>docs/pools.md</c>.</summary>
public class PoolsDocs
{
    [Fact]
    public async Task Pools()
    {
        // docs:begin pools-define
        Pool east = Pool.FromJson("""
            {
              "key": "east", "version": 1, "name": { "en": "East", "zh-Hans": "华东公海" },
              "members": ["anna", "bo"], "admins": ["chief"], "timeZone": "Asia/Shanghai",
              "claims": { "perDay": 10, "capacity": 50, "coolDownDays": 7, "freezeHours": 2 },
              "protection": { "days": 15, "extensionDays": 7, "maximumDays": 60, "remindDays": 3, "countedOutcomes": ["Reached", "Interested", "Advance"] },
              "recycle": { "when": { "all": [ { "rule": "NoFollowUp", "days": 10, "clock": "LastFollowUp" }, { "rule": "NoOpportunity" } ] } },
              "masked": ["email", "phone"],
              "locksPerPerson": 2
            }
            """);
        // docs:end pools-define
        InMemoryStore store = new();
        TestClock clock = new();
        Lead lead = Lead.Capture(LeadId.From(Some.Guid(1)), Some.Details, LeadSource.Web, Custody.InPool(east.Id), clock.GetUtcNow());
        await store.SaveAsync(lead);
        UserId anna = new("anna");

        // docs:begin pools-claim
        PoolService pools = new(store, store, clock);
        ClaimResult claim = await pools.ClaimAsync(lead.Id, east, anna);
        foreach (Refusal refusal in claim.Refusals)
        {
            Console.WriteLine(refusal.Describe());
        }
        // docs:end pools-claim
        Assert.Equal("pool.frozen", Assert.Single(claim.Refusals).Code);
        clock.Advance(TimeSpan.FromHours(2));
        (await pools.ClaimAsync(lead.Id, east, anna)).EnsureSucceeded();
        clock.Advance(TimeSpan.FromDays(15));

        // docs:begin pools-recycle
        LeadScheduler scheduler = new(store, store, store, new PoolCatalog(east));
        await foreach (RecycleEntry entry in scheduler.RecycleAsync(asOf: clock.GetUtcNow()))
        {
            Console.WriteLine($"{entry.Lead} {entry.Action} by {entry.Rule}: {entry.Days} days since {entry.Clock} at {entry.ClockStart}");
        }
        // docs:end pools-recycle
        Assert.Equal(1, await store.ReadLeadsAsync(new() { Pool = east.Id }).CountAsync());

        // docs:begin pools-assign
        AssignmentPolicy policy = new(new()
        {
            Key = "east",
            Name = "East",
            Members = [new() { User = new("anna"), Capacity = 40, PerThirtyDays = 30 }, new() { User = new("bo"), Capacity = 20, Weight = 2 }],
            Rules =
            [
                new() { Key = "fair-leads", When = Condition.Equal("source", "MarketingEvent"), Strategy = AssignmentStrategy.LoadBalanced },
                new() { Key = "turns", Strategy = AssignmentStrategy.RoundRobin },
            ],
        });
        AssignmentService assignment = new(store, store, store, clock);
        AssignmentPlan preview = await assignment.PreviewAsync(east, policy);
        IReadOnlyList<AssignmentDecision> done = await assignment.AssignAsync(east, policy);
        // docs:end pools-assign
        Assert.Equal(preview.Decisions.Select(d => d.To), done.Select(d => d.To));
        Assert.Equal(("turns", anna), (done[0].Rule, done[0].To!.Value));
    }
}
