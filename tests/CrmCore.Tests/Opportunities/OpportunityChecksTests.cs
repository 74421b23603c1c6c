using CrmCore.Opportunities;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Opportunities;

/// <summary>What no way into an opportunity lets in, and what none of them shares with its caller.</summary>
public class OpportunityChecksTests
{
    private static readonly NewOpportunity Details = new(OpportunityId.From(Some.Guid(1)), "Deal");

    private static readonly Activity Call = new("call", Some.Start);

    public static TheoryData<string> Faults { get; } = ["amount", "activities"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_a_change_refuses_no_other_way_lets_in(string fault)
    {
        Activity[] tooMany = [.. Enumerable.Repeat(Call, 1001)];
        NewOpportunity wrong = fault == "amount" ? Details with { Amount = Some.Eur(-1) } : Details with { Activities = tooMany };
        Assert.Throws<ArgumentException>(() => Opportunity.Create(wrong, Some.Sale, Some.Start));
        Assert.Throws<ArgumentException>(() => Opportunity.TakeOver(wrong, Some.Sale, Some.Start));
        OpportunitySnapshot stored = Some.Deal().ToSnapshot();
        Assert.Throws<ArgumentException>(() => Opportunity.FromSnapshot(fault == "amount" ? stored with { Amount = Some.Eur(-1) } : stored with { Activities = tooMany }));
        Assert.Equal(1000, Opportunity.Create(Details with { Amount = Some.Eur(0), Activities = tooMany[1..] }, Some.Sale, Some.Start).Activities.Count);
    }

    [Fact]
    public void The_texts_of_a_past_move_have_the_bounds_of_a_move()
    {
        Assert.Throws<ArgumentException>(() => Opportunity.TakeOver(Details, Some.Sale, Some.Start, new PastMove("lost", Some.Day(1), new string('x', 4001))));
        Assert.Throws<ArgumentException>(() => Opportunity.TakeOver(Details, Some.Sale, Some.Start, new PastMove("lost", Some.Day(1), "price", new string('x', 401))));
        Opportunity lost = Opportunity.TakeOver(Details, Some.Sale, Some.Start, new PastMove("lost", Some.Day(1), new string('x', 4000), new string('x', 400)));
        Assert.Equal(4000, lost.Closing!.Reason!.Length);
    }

    [Fact]
    public void A_note_on_a_deal_is_a_change_that_is_told()
    {
        Opportunity deal = Some.Deal();
        int events = deal.PendingEvents.Count;
        Assert.Equal(["opportunity.before-created"], deal.Discover(Need.Explicit("Old", Some.Day(-1800))).Refusals.Select(r => r.Code));
        Assert.Equal((events, Some.Start), (deal.PendingEvents.Count, deal.ChangedAt));
        deal.Discover(Need.Explicit("Reports", Some.Day(3), notedBy: Some.Bo)).EnsureSucceeded();
        Assert.Equal(Some.Day(3), deal.ChangedAt);
        OpportunityDetailsChanged told = Assert.IsType<OpportunityDetailsChanged>(deal.PendingEvents[^1]);
        Assert.Equal(("discovery", Some.Day(3), Some.Bo), (told.Part, told.At, told.By));
        deal.Discover(Need.Explicit("Earlier", Some.Day(2))).EnsureSucceeded();
        Assert.Equal(Some.Day(3), deal.ChangedAt);
    }

    [Fact]
    public void It_shares_no_list_with_whoever_made_it()
    {
        List<Activity> activities = [Call];
        Opportunity made = Opportunity.Create(Details with { Activities = activities }, Some.Sale, Some.Start);
        List<Competitor> competitors = [new("Rot")];
        Opportunity stored = Opportunity.FromSnapshot(Some.Deal().ToSnapshot() with { Activities = activities, Competitors = competitors });
        activities.Add(Call);
        competitors.Clear();
        Assert.Equal((1, 1, 1), (made.Activities.Count, stored.Activities.Count, stored.Competitors.Count));
    }
}
