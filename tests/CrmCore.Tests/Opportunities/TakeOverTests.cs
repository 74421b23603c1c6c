using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Opportunities;

public class TakeOverTests
{
    private static readonly NewOpportunity Details = new(OpportunityId.From(Some.Guid(1)), "Old deal") { Amount = Some.Eur(100) };

    [Fact]
    public void A_deal_comes_with_its_past_and_no_gate_is_judged()
    {
        Opportunity deal = Opportunity.TakeOver(
            Details with { Amount = null }, Some.Sale, Some.Start, new PastMove("evaluation", Some.Day(2)), new PastMove("quotation", Some.Day(3)), new PastMove("won", Some.Day(8)));
        Assert.Equal((StageKind.Won, "quotation", Some.Day(8)), (deal.StageKind, deal.Closing!.LastOpenStage, deal.Closing.At));
        Assert.Equal([MoveKind.Skip, MoveKind.Back, MoveKind.Close], deal.History.Skip(1).Select(h => h.Move!.Value));
        Assert.Equal([2, 1, 5], deal.History.Skip(1).Select(h => h.Duration.TotalDays));
        Assert.IsType<OpportunityCreated>(Assert.Single(deal.PendingEvents));
    }

    [Fact]
    public void It_starts_in_the_stage_that_was_entered_when_it_was_created()
    {
        Opportunity deal = Opportunity.TakeOver(Details, Some.Sale, Some.Start, new PastMove("quotation", Some.Start), new PastMove("lost", Some.Day(5), "price", "Acme"));
        Assert.Equal("quotation", deal.History[0].To);
        Assert.Equal(2, deal.History.Count);
        Assert.Equal(40, deal.History[0].Probability.Percent);
        Assert.Equal(("price", "Acme"), (deal.Closing!.Reason, deal.Closing.Competitor));
        Assert.Equal("quotation", ((OpportunityCreated)deal.PendingEvents[0]).Stage);
    }

    [Fact]
    public void Between_two_ends_of_one_kind_the_closing_date_stays()
    {
        Pipeline pipeline = Pipeline.Define("two", "Two").Open("a", "A", 10).Won("won", "Won").Lost("lost", "Lost").Lost("gone", "Gone").Build();
        Opportunity deal = Opportunity.TakeOver(Details, pipeline, Some.Start, new PastMove("lost", Some.Day(1)), new PastMove("gone", Some.Day(2)), new PastMove("won", Some.Day(3)));
        Assert.Equal(new(StageKind.Won, Some.Day(3), "a", null, null), deal.Closing);
        deal = Opportunity.TakeOver(Details, pipeline, Some.Start, new PastMove("lost", Some.Day(1)), new PastMove("gone", Some.Day(2)));
        Assert.Equal(Some.Day(1), deal.Closing!.At);
    }

    [Fact]
    public void Order_in_time_and_stages_are_checked()
    {
        Assert.Throws<ArgumentException>(() => Opportunity.TakeOver(Details, Some.Sale, Some.Start, new PastMove("quotation", Some.Day(2)), new PastMove("won", Some.Day(1))));
        Assert.Throws<ArgumentException>(() => Opportunity.TakeOver(Details, Some.Sale, Some.Start, new PastMove("quotation", Some.Day(-1))));
        Assert.Throws<ArgumentException>(() => Opportunity.TakeOver(Details, Some.Sale, Some.Start, new PastMove("nowhere", Some.Day(1))));
    }

    [Fact]
    public void It_goes_on_from_there()
    {
        Opportunity deal = Opportunity.TakeOver(Details, Some.Sale, Some.Start, new PastMove("lost", Some.Day(5), "price"));
        deal.Reopen(Some.Sale, Some.Day(6), Some.Anna).EnsureSucceeded();
        Assert.Equal("inquiry", deal.Stage);
        Assert.Equal(2, deal.PendingEvents[^1].Sequence);
    }
}
