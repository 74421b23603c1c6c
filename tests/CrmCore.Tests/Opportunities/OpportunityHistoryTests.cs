using CrmCore.Opportunities;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Opportunities;

public class OpportunityHistoryTests
{
    [Law]
    public void The_history_replays_to_the_present_state(Opportunity deal)
    {
        HistoryEntry last = deal.History[^1];
        Assert.Equal(
            (deal.Stage, deal.Amount, deal.Probability, deal.CloseDate, deal.Owner, deal.ChangedAt),
            (last.To, last.Amount, last.Probability, last.CloseDate, last.Owner, last.At));
        Assert.Equal(Some.Sale.Get(deal.Stage).Category, last.Category);
        Assert.Equal(Some.Sale.Get(deal.Stage).Kind, deal.StageKind);
        Assert.Equal(HistoryKind.Created, deal.History[0].Kind);
        Assert.Single(deal.History, h => h.Kind == HistoryKind.Created);
        string stage = deal.History[0].To;
        foreach (HistoryEntry entry in deal.History.Skip(1))
        {
            Assert.Equal(stage, entry.From);
            Assert.Equal(entry.Kind == HistoryKind.Moved, entry.Move is not null);
            Assert.True(entry.Kind == HistoryKind.Moved || entry.To == stage);
            stage = entry.To;
        }
    }

    [Law]
    public void Durations_fill_the_time_between_creation_and_the_last_move(Opportunity deal)
    {
        Assert.Equal(deal.StageEnteredAt - deal.CreatedAt, deal.History.Aggregate(TimeSpan.Zero, (sum, h) => sum + h.Duration));
        Assert.All(deal.History, h => Assert.True(h.Duration >= TimeSpan.Zero));
        Assert.Equal(deal.History.OrderBy(h => h.At), deal.History);
    }

    [Law]
    public void Whether_it_is_closed_is_said_by_stage_and_closing_alike(Opportunity deal)
    {
        Assert.Equal(deal.IsOpen, deal.Closing is null);
        if (deal.Closing is { } closing)
        {
            Assert.Equal(deal.StageKind, closing.Kind);
            Assert.True(Some.Sale.Get(closing.LastOpenStage).IsOpen);
            Assert.Equal(deal.StageEnteredAt, closing.At);
        }
    }

    [Law]
    public void A_refused_change_changes_nothing(DealStep[] steps)
    {
        Opportunity deal = Some.Deal();
        foreach (DealStep step in steps)
        {
            string before = deal.ToSnapshot().ToJson();
            (int events, int rows) = (deal.PendingEvents.Count, deal.History.Count);
            Outcome outcome = step.ApplyTo(deal);
            Assert.Equal(outcome.Succeeded, outcome.Refusals.Count == 0);
            Assert.All(outcome.Refusals, r => Assert.NotEqual(r.Code, r.Describe()));
            if (!outcome.Succeeded)
            {
                Assert.Equal(before, deal.ToSnapshot().ToJson());
                Assert.Equal(events, deal.PendingEvents.Count);
            }
            else
            {
                Assert.Equal(deal.PendingEvents.Count - events, deal.History.Count - rows);
                Assert.True(outcome is not MoveResult || deal.History.Count == rows + 1);
            }
        }
    }

    [Law]
    public void Its_events_are_numbered_without_a_gap(Opportunity deal)
    {
        Assert.Equal(Enumerable.Range(1, deal.PendingEvents.Count).Select(i => (long)i), deal.PendingEvents.Select(e => e.Sequence));
        Assert.Equal(deal.History.Count, deal.PendingEvents.Count);
        Assert.Equal(deal.PendingEvents.Count, deal.ToSnapshot().EventCount);
    }

    [Law]
    public void A_snapshot_is_the_whole_of_it(Opportunity deal)
    {
        string json = deal.ToSnapshot().ToJson();
        Opportunity again = Opportunity.FromSnapshot(OpportunitySnapshot.FromJson(json));
        Assert.Equal(json, again.ToSnapshot().ToJson());
        Assert.Empty(again.PendingEvents);
        Assert.Equal(deal.Get("amount"), again.Get("amount"));
    }

    [Fact]
    public void No_change_leaves_no_row()
    {
        Opportunity deal = Some.Deal(amount: Some.Eur(5), closeDate: new(2026, 3, 1), owner: Some.Anna);
        Assert.True(deal.SetAmount(Some.Eur(5.00m), Some.Sale, Some.Day(1)).Succeeded);
        Assert.True(deal.SetCloseDate(new(2026, 3, 1), Some.Sale, Some.Day(1)).Succeeded);
        Assert.True(deal.AssignTo(Some.Anna, Some.Sale, Some.Day(1)).Succeeded);
        Assert.True(deal.SetProbability(null, Some.Sale, Some.Day(1)).Succeeded);
        Assert.Single(deal.History);
    }
}
