using CrmCore.Forecasting.Accounting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting.Accounting;

public class PastDealsTests
{
    private static readonly PipelineCatalog Pipelines = new(Some.Sale);

    [Fact]
    public void A_deal_and_pipelines_are_needed()
    {
        OpportunitySnapshot deal = Some.Deal().ToSnapshot();
        Assert.Equal("deal", Assert.Throws<ArgumentNullException>(() => PastDeals.AsOf(null!, Some.Start, Pipelines)).ParamName);
        Assert.Equal("pipelines", Assert.Throws<ArgumentNullException>(() => PastDeals.AsOf(deal, Some.Start, null!)).ParamName);
    }

    [Fact]
    public void Activities_up_to_the_instant_are_known()
    {
        OpportunitySnapshot deal = Some.Deal().ToSnapshot() with { Activities = [new("call", Some.Day(1)), new("visit", Some.Day(2)), new("mail", Some.Day(2).AddTicks(1))] };
        Assert.Equal(["call", "visit"], PastDeals.AsOf(deal, Some.Day(2), Pipelines)!.Activities!.Select(a => a.Kind));
    }

    [Fact]
    public void What_changes_after_the_end_does_not_change_when_and_from_where_a_deal_was_closed()
    {
        OpportunitySnapshot deal = Some.ClosedDeal(1, StageKind.Won, day: 10).ToSnapshot();
        deal = deal with { History = [.. deal.History, Change(deal.History[^1], Some.Day(20))] };
        Assert.Equal(new OpportunityClosing(StageKind.Won, Some.Day(10), "evaluation", null, null), PastDeals.AsOf(deal, Some.Day(30), Pipelines)!.Closing);
    }

    [Theory]
    [InlineData(3, "won", 2)]
    [InlineData(5, "renewed", 2)]
    [InlineData(7, "gone", 6)]
    public void Between_ends_of_one_kind_the_first_tells_when_and_from_where_a_deal_was_closed(int day, string stage, int closed)
    {
        Pipeline pipeline = Two(1).Won("won", new("Won")).Won("renewed", new("Renewed")).Lost("lost", new("Lost")).Lost("gone", new("Gone")).Build();
        HistoryEntry created = new() { Kind = HistoryKind.Created, At = Some.Start, To = "talk" };
        HistoryEntry Entered(string from, string to, int day) => new() { Kind = HistoryKind.Moved, At = Some.Day(day), From = from, To = to, Move = MoveKind.Close };
        OpportunitySnapshot deal = Opportunity.Create(new(OpportunityId.From(Some.Guid(1)), "D"), pipeline, Some.Start).ToSnapshot() with
        {
            History = [created, Entered("talk", "won", 2), Entered("won", "renewed", 4), Entered("renewed", "gone", 6)],
        };
        OpportunitySnapshot then = PastDeals.AsOf(deal, Some.Day(day), new(pipeline))!;
        Assert.Equal((stage, Some.Day(closed)), (then.Stage, then.Closing!.At));
        Assert.Equal(day < 6 ? "talk" : "renewed", then.Closing.LastOpenStage);
    }

    [Fact]
    public void A_deal_that_was_stored_as_won_from_the_start_was_closed_then()
    {
        OpportunitySnapshot deal = Some.Deal().ToSnapshot();
        HistoryEntry created = deal.History[0] with { To = "won" };
        deal = deal with { Stage = "won", StageKind = StageKind.Won, History = [created, Change(created, Some.Day(3))] };
        Assert.Equal(new OpportunityClosing(StageKind.Won, Some.Start, "won", null, null), PastDeals.AsOf(deal, Some.Day(5), Pipelines)!.Closing);
    }

    [Fact]
    public void A_stage_means_what_it_means_in_the_version_of_the_deal()
    {
        Pipeline first = Two(1).Won("won", new("Won")).Lost("lost", new("Lost")).Lost("parked", new("Parked")).Build();
        Pipeline second = Two(2).Open("parked", new("Parked"), 60).Won("won", new("Won")).Lost("lost", new("Lost")).Build();
        OpportunitySnapshot deal = Opportunity.TakeOver(new(OpportunityId.From(Some.Guid(1)), "D"), second, Some.Start, new PastMove("parked", Some.Day(1))).ToSnapshot();
        Assert.Equal(StageKind.Open, PastDeals.AsOf(deal, Some.Day(2), new(first, second))!.StageKind);
        Assert.Equal(StageKind.Lost, PastDeals.AsOf(deal with { Pipeline = first.Reference }, Some.Day(2), new(first, second))!.StageKind);
    }

    private static PipelineBuilder Two(int version) => Pipeline.Define("two", new("Two"), version).Open("talk", new("Talk"), 20);

    private static HistoryEntry Change(HistoryEntry last, DateTimeOffset at) => last with { Kind = HistoryKind.OwnerChanged, At = at, From = last.To, Move = null, Owner = Some.Bo };
}
