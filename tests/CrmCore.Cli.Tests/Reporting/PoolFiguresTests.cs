using CrmCore.Cli.Reporting;
using CrmCore.Cli.Reporting.Building;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Pools;

namespace CrmCore.Cli.Tests.Reporting;

public sealed class PoolFiguresTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly UserId Anna = new("anna");

    private static readonly Pool East = new(new PoolDefinition
    {
        Key = "east",
        Name = new("East", "华东"),
        Members = [Anna, new("bo")],
        Claims = new() { Capacity = 10, Capacities = new Dictionary<string, int> { ["anna"] = 3 } },
        Protection = new() { Days = 10 },
    });

    [Fact]
    public void Pools_load_and_leads_that_fall_back_are_those_of_the_rules()
    {
        Lead held = Held(1, daysAgo: 5);
        held.FollowUp(new(AsOf.AddDays(-4), Anna, FollowUpKind.Call, FollowUpOutcome.Reached, NextStep: "Call", NextStepDue: AsOf.AddDays(-1))).EnsureSucceeded();
        Lead overdue = Held(2, daysAgo: 20);
        Lead locked = Held(3, daysAgo: 9);
        locked.LockBy(Anna, "a tender", AsOf.AddDays(-1)).EnsureSucceeded();
        Lead selling = Held(4, daysAgo: 9);
        Lead waiting = Lead.Capture(IdOf(5), DetailsOf(5), LeadSource.Web, Custody.InPool(East.Id), AsOf.AddDays(-30));
        Opportunity deal = Opportunity.Create(
            new(OpportunityId.New(TimeProvider.System), "Deal") { SourceLead = selling.Id, Owner = Anna, Amount = new(500, Currency.Eur) }, ReadyPipelines.SolutionSale, AsOf.AddDays(-2));
        LeadSnapshot[] leads = [.. new[] { held, overdue, locked, selling, waiting }.Select(l => l.ToSnapshot())];

        PoolFigures figures = new(leads, [deal.ToSnapshot()], new(East), AsOf);
        Assert.Equal(new PoolLoad("east", East.Name, 1, 30, 2, 1), Assert.Single(figures.Pools()));
        Assert.Equal(new OwnerLoad("anna", "anna", 4, 3, 1, 500, 1), Assert.Single(figures.Owners()));
        Assert.Equal(
            [("Company 2", new DateOnly(2026, 2, 19), 0), ("Company 1", new DateOnly(2026, 3, 6), 5)],
            figures.Recycling().Select(r => (r.Name, r.Date, r.DaysLeft)));
        Assert.All(figures.Recycling(), r => Assert.Equal(("anna", East.Name), (r.Owner, r.Pool)));
        Pool off = new(East.Definition with { Recycle = new() { Off = true } });
        Assert.Empty(new PoolFigures(leads, [], new(off), AsOf).Recycling());
    }

    private static Lead Held(int number, int daysAgo)
    {
        Lead lead = Lead.Capture(IdOf(number), DetailsOf(number), LeadSource.Web, Custody.InPool(East.Id), AsOf.AddDays(-40));
        DateTimeOffset at = AsOf.AddDays(-daysAgo);
        lead.AssignTo(Anna, "claimed", at, Anna, East.ProtectionFrom(at)).EnsureSucceeded();
        return lead;
    }

    private static LeadId IdOf(int number) => LeadId.From(new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

    private static LeadDetails DetailsOf(int number) => new() { Company = $"Company {number}" };
}
