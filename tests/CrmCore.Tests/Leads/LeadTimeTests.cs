using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Merging;
using CrmCore.Opportunities;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads;

/// <summary>Recorded time never runs back.</summary>
public class LeadTimeTests
{
    [Fact]
    public void Nobody_is_given_a_lead_before_the_one_who_has_it()
    {
        Lead lead = Some.OwnedLead();
        lead.AssignTo(Some.Bo, "transfer", Some.Day(11)).EnsureSucceeded();
        string before = lead.ToSnapshot().ToJson();
        Assert.Equal(["lead.before-custody"], lead.AssignTo(Some.Anna, "transfer", Some.Day(3)).Refusals.Select(r => r.Code));
        Assert.Equal(["lead.before-custody"], lead.ReleaseTo(Some.Pool, "given up", Some.Day(3)).Refusals.Select(r => r.Code));
        Assert.Equal(before, lead.ToSnapshot().ToJson());
        Assert.True(lead.AssignTo(Some.Anna, "back", Some.Day(11)).Succeeded);
        Assert.Equal([Some.Day(11), Some.Day(11), null], lead.Holdings.Select(h => h.To));
    }

    [Fact]
    public void A_date_that_was_mistyped_into_the_future_is_refused_where_the_present_is_given()
    {
        Lead lead = Some.OwnedLead();
        lead.Protect(new() { Pool = Some.Pool, Since = Some.Start, RecycleAt = Some.Day(10), ExtensionDays = 5 }).EnsureSucceeded();
        string before = lead.ToSnapshot().ToJson();
        DateTimeOffset typed = new(2062, 3, 1, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal(["lead.in-the-future"], Codes(lead.FollowUp(Call(typed), recordedAt: Some.Day(1))));
        Assert.Equal(["lead.in-the-future"], Codes(lead.Discover(Need.Explicit("Reports", typed), recordedAt: Some.Day(1))));
        Assert.Equal(before, lead.ToSnapshot().ToJson());
        Assert.Equal(["opportunity.in-the-future"], Codes(Some.Deal().Discover(Need.Explicit("Reports", typed), recordedAt: Some.Day(1))));
    }

    [Fact]
    public void What_is_recorded_late_keeps_its_date_and_changes_the_lead_when_it_is_recorded()
    {
        Lead lead = Some.OwnedLead();
        Assert.True(lead.FollowUp(Call(Some.Day(1)), recordedAt: Some.Day(4)).Succeeded);
        Assert.Equal((Some.Day(1), Some.Day(4), Some.Day(1)), (lead.FollowUps[0].At, lead.ChangedAt, lead.PendingEvents.OfType<LeadFollowedUp>().Single().At));
        Assert.True(lead.Discover(Need.Explicit("Reports", Some.Day(5), notedBy: Some.Bo), recordedAt: Some.Day(5)).Succeeded);
        LeadDiscovered told = Assert.IsType<LeadDiscovered>(lead.PendingEvents[^1]);
        Assert.Equal((lead.Discovery.Notes[0].Id, Some.Day(5), Some.Bo, Some.Day(5)), (told.Note, told.At, told.By, lead.ChangedAt));
        Opportunity deal = Some.Deal();
        Assert.True(deal.Discover(Need.Explicit("Reports", Some.Day(1)), recordedAt: Some.Day(3)).Succeeded);
        Assert.Equal(Some.Day(3), deal.ChangedAt);
    }

    [Fact]
    public void A_touch_is_a_change_like_others()
    {
        Lead lead = Some.OwnedLead();
        Assert.Equal(["lead.before-captured"], Codes(lead.TouchedBy(LeadSource.Web, Some.Day(-1800))));
        Assert.True(lead.TouchedBy(LeadSource.PhoneConsultation, Some.Day(2), Some.Bo).Succeeded);
        LeadTouched told = Assert.IsType<LeadTouched>(lead.PendingEvents[^1]);
        Assert.Equal((LeadSource.PhoneConsultation, Some.Day(2), Some.Bo), (told.Source, told.At, told.By));
        lead.Disqualify("junk", Some.Day(3)).EnsureSucceeded();
        Assert.Equal(["lead.not-open"], Codes(lead.TouchedBy(LeadSource.Web, Some.Day(4))));
        Assert.Single(lead.Touches);
    }

    [Fact]
    public void A_merge_is_neither_made_before_the_capture_nor_undone_before_it_was_made()
    {
        Lead old = Some.OwnedLead(1);
        Lead young = Lead.Capture(LeadId.From(Some.Guid(2)), Some.Details, LeadSource.Web, Custody.OwnedBy(Some.Anna), Some.Day(5));
        Assert.Equal(["lead.before-captured"], Codes(LeadMerge.Apply([old, young], null, Some.Day(4))));
        Assert.Equal(LeadStatus.New, young.Status);
        LeadMerge.Apply([old, young], null, Some.Day(6)).EnsureSucceeded();
        Assert.Equal(["lead.before-merge"], Codes(LeadMerge.Undo(old, [young], Some.Day(5))));
        Assert.True(LeadMerge.Undo(old, [young], Some.Day(7)).Succeeded);
        Assert.Equal((Some.Day(7), Some.Day(7)), (old.ChangedAt, young.ChangedAt));
    }

    [Fact]
    public void A_follow_up_without_a_next_step_says_that_nothing_is_planned()
    {
        Lead lead = Some.OwnedLead();
        lead.FollowUp(Call(Some.Day(1)) with { NextStep = "Send a quote", NextStepDue = Some.Day(5) }).EnsureSucceeded();
        Assert.Equal(Some.Day(5), lead.NextStepDue);
        lead.FollowUp(Call(Some.Day(2))).EnsureSucceeded();
        Assert.Null(lead.NextStepDue);
        Assert.Null(LeadDue.Of(lead.ToSnapshot()).NextStep);
    }

    [Fact]
    public async Task Readers_of_what_changed_see_that_a_merge_was_undone()
    {
        InMemoryStore store = new();
        await store.SaveAsync(Some.OwnedLead(1), Some.OwnedLead(2));
        TestClock clock = new();
        LeadMergeService merges = new(store, clock);
        LeadMergePreview merged = await merges.MergeAsync([LeadId.From(Some.Guid(1)), LeadId.From(Some.Guid(2))]);
        clock.Advance(TimeSpan.FromDays(2));
        DateTimeOffset undoneAt = clock.GetUtcNow();
        Assert.True((await merges.UndoAsync(merged.Survivor)).Succeeded);
        Assert.Equal(2, await store.ReadLeadsAsync(new() { ChangedFrom = undoneAt }).CountAsync());
    }

    private static FollowUp Call(DateTimeOffset at) => new(at, Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached);

    private static string[] Codes(Outcome outcome) => [.. outcome.Refusals.Select(r => r.Code)];
}
