using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Opportunities;

public class OpportunityMoveTests
{
    [Fact]
    public void The_way_of_a_sale_to_won()
    {
        Opportunity deal = Some.Deal();
        Assert.Equal(["gate.amount"], Codes(deal.MoveTo("quotation", Some.Sale, Some.Day(1), Some.Anna)));
        deal.SetAmount(Some.Eur(5000), Some.Sale, Some.Day(1)).EnsureSucceeded();
        MoveResult moved = deal.MoveTo("quotation", Some.Sale, Some.Day(3), Some.Anna);
        Assert.Equal(MoveKind.Next, moved.Move!.Kind);
        Assert.Equal(40, deal.Probability.Percent);
        deal.SetCloseDate(new(2026, 2, 1), Some.Sale, Some.Day(4)).EnsureSucceeded();
        deal.MoveTo("evaluation", Some.Sale, Some.Day(10), Some.Anna).EnsureSucceeded();
        deal.Win(Some.Sale, Some.Day(20), Some.Anna).EnsureSucceeded();
        Assert.Equal((StageKind.Won, Probability.One, false), (deal.StageKind, deal.Probability, deal.IsOpen));
        Assert.Equal(new(StageKind.Won, Some.Day(20), "evaluation", null, null), deal.Closing);
        Assert.Equal([3, 7, 10], deal.History.Where(h => h.Kind == HistoryKind.Moved).Select(h => h.Duration.TotalDays));
    }

    [Fact]
    public void Losing_needs_a_reason_and_keeps_the_competitor()
    {
        Opportunity deal = Some.Deal();
        Assert.Equal(["gate.reason"], Codes(deal.MoveTo("lost", Some.Sale, Some.Day(1), Some.Anna)));
        deal.Lose("price", Some.Sale, Some.Day(1), Some.Anna, "Acme").EnsureSucceeded();
        Assert.Equal(("price", "Acme"), (deal.Closing!.Reason, deal.Closing.Competitor));
        Assert.Equal(Probability.Zero, deal.Probability);
    }

    [Fact]
    public void Going_back_needs_a_reason()
    {
        Opportunity deal = Some.Deal(amount: Some.Eur(1));
        deal.MoveTo("quotation", Some.Sale, Some.Day(1), Some.Anna).EnsureSucceeded();
        Assert.Equal(["opportunity.back-needs-reason"], Codes(deal.MoveTo("inquiry", Some.Sale, Some.Day(2), Some.Anna)));
        deal.Move(new("inquiry", Some.Day(2), Some.Anna) { Reason = "They want another product" }, Some.Sale).EnsureSucceeded();
        Assert.Equal(MoveKind.Back, deal.History[^1].Move);
    }

    [Fact]
    public void Every_reason_against_a_change_is_listed()
    {
        Opportunity deal = Some.Deal();
        Assert.Equal(["gate.amount", "gate.close-date", "opportunity.before-last-change"], Codes(deal.Win(Some.Sale, Some.Day(-1), Some.Anna)));
        deal.Lose("price", Some.Sale, Some.Day(1), Some.Anna).EnsureSucceeded();
        Assert.Equal(
            ["opportunity.amount-negative", "opportunity.before-last-change", "opportunity.closed"],
            Codes(deal.SetAmount(Some.Eur(-1), Some.Sale, Some.Day(0))));
    }

    [Law]
    public void A_probability_set_by_hand_holds_until_the_next_move(Probability byHand)
    {
        Opportunity deal = Some.Deal(amount: Some.Eur(1));
        deal.SetProbability(byHand, Some.Sale, Some.Day(1)).EnsureSucceeded();
        deal.SetAmount(Some.Eur(2), Some.Sale, Some.Day(2)).EnsureSucceeded();
        Assert.Equal((byHand, true), (deal.Probability, deal.IsProbabilityManual));
        deal.MoveTo("quotation", Some.Sale, Some.Day(3), Some.Anna).EnsureSucceeded();
        Assert.Equal((40, false), (deal.Probability.Percent, deal.IsProbabilityManual));
        deal.SetProbability(byHand, Some.Sale, Some.Day(4)).EnsureSucceeded();
        deal.SetProbability(null, Some.Sale, Some.Day(5)).EnsureSucceeded();
        Assert.Equal((40, false), (deal.Probability.Percent, deal.IsProbabilityManual));
    }

    [Law]
    public void Reopening_undoes_closing_but_for_the_history(Opportunity deal, bool won)
    {
        if (!deal.IsOpen)
        {
            return;
        }

        OpportunitySnapshot before = deal.ToSnapshot();
        DateTimeOffset later = deal.ChangedAt.AddDays(1);
        MoveResult closed = won ? deal.Win(Some.Sale, later, Some.Anna) : deal.Lose("price", Some.Sale, later, Some.Anna);
        if (!closed.Succeeded)
        {
            Assert.Equal(before.ToJson(), deal.ToSnapshot().ToJson());
            return;
        }

        Assert.Equal("opportunity.reopen-elsewhere", Assert.Single(deal.Move(new(Other(before.Stage), later, Some.Anna), Some.Sale).Refusals).Code);
        deal.Reopen(Some.Sale, later, Some.Anna).EnsureSucceeded();
        Assert.Equal(before.ToJson(), (deal.ToSnapshot() with
        {
            History = before.History,
            EventCount = before.EventCount,
            StageEnteredAt = before.StageEnteredAt,
            ChangedAt = before.ChangedAt,
            Probability = before.IsProbabilityManual ? before.Probability : deal.Probability,
            IsProbabilityManual = before.IsProbabilityManual,
        }).ToJson());
        Assert.Equal([MoveKind.Close, MoveKind.Reopen], deal.History.TakeLast(2).Select(h => h.Move!.Value));
        Assert.Equal(before.History, deal.History.SkipLast(2));
    }

    [Fact]
    public void An_open_deal_cannot_be_reopened() =>
        Assert.Equal(["opportunity.not-closed"], Codes(Some.Deal().Reopen(Some.Sale, Some.Day(1), Some.Anna)));

    [Fact]
    public void Another_pipeline_is_a_fault_of_the_caller()
    {
        Pipeline other = Pipeline.Define("solution-sale", "Other", 2).Open("inquiry", "A", 10).Won("won", "Won").Lost("lost", "Lost").Build();
        Opportunity deal = Some.Deal();
        Assert.Throws<ArgumentException>(() => deal.MoveTo("won", other, Some.Day(1), Some.Anna));
        Assert.Throws<ArgumentException>(() => deal.SetAmount(Some.Eur(1), other, Some.Day(1)));
        Assert.Throws<ArgumentException>(() => deal.Move(default, Some.Sale));
    }

    private static string Other(string stage) => stage == "inquiry" ? "quotation" : "inquiry";

    private static string[] Codes(Outcome outcome) => [.. outcome.Refusals.Select(r => r.Code).Order(StringComparer.Ordinal)];
}
