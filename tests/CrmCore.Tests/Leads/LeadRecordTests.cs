using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads;

/// <summary>What a lead remembers of what happened to it.</summary>
public class LeadRecordTests
{
    private static FollowUp Call(double day, DateTimeOffset? nextStepDue = null) =>
        new(Some.Day(day), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached, NextStepDue: nextStepDue);

    [Fact]
    public void The_latest_of_all_happenings_is_when_it_changed()
    {
        Lead lead = Some.OwnedLead();
        Check(1, l => l.FollowUp(Call(1)));
        Check(2, l => l.Discover(Need.Explicit("Reports", Some.Day(2))));
        Check(3, l => l.LockBy(Some.Anna, "talks", Some.Day(3)));
        Check(4, l => l.Unlock(Some.Day(4), Some.Anna));
        Check(5, l => l.AssignTo(Some.Bo, "transfer", Some.Day(5)));
        Check(6, l => l.Qualify(Some.Day(6)));
        Check(6, l => l.FollowUp(Call(2)));
        lead.TouchedBy(LeadSource.Web, Some.Day(7));
        Assert.Equal(Some.Day(7), lead.ChangedAt);
        lead.TouchedBy(LeadSource.Web, Some.Day(6));
        Assert.Equal(Some.Day(7), lead.ChangedAt);

        void Check(int day, Func<Lead, LeadChange> change)
        {
            Assert.True(change(lead).Succeeded);
            Assert.Equal(Some.Day(day), lead.ChangedAt);
        }
    }

    [Fact]
    public void The_first_response_is_the_earliest_follow_up_and_the_next_step_that_of_the_last()
    {
        Lead lead = Some.OwnedLead();
        Assert.Equal((null, null, null), (lead.FirstResponseAt, lead.ResponseTime, lead.NextStepDue));
        lead.FollowUp(Call(3, Some.Day(9))).EnsureSucceeded();
        lead.FollowUp(Call(1, Some.Day(5))).EnsureSucceeded();
        Assert.Equal((Some.Day(1), TimeSpan.FromDays(1), Some.Day(5)), (lead.FirstResponseAt, lead.ResponseTime, lead.NextStepDue));
        lead.Disqualify("junk", Some.Day(4)).EnsureSucceeded();
        Assert.Equal((Some.Day(1), null), (lead.FirstResponseAt, lead.NextStepDue));
    }

    [Fact]
    public void Holdings_follow_one_another_without_a_gap()
    {
        Lead lead = Some.OwnedLead();
        lead.AssignTo(Some.Bo, "transfer", Some.Day(2), Some.Anna).EnsureSucceeded();
        lead.ReleaseTo(Some.Pool, "given up", Some.Day(5), Some.Bo).EnsureSucceeded();
        lead.ReleaseTo(new("other"), "moved", Some.Day(6)).EnsureSucceeded();
        lead.AssignTo(Some.Anna, "claimed", Some.Day(7), Some.Anna).EnsureSucceeded();

        Assert.Equal(
            [
                new(Some.Anna, Some.Start, Some.Day(2), Some.Anna, "transfer"), new(Some.Bo, Some.Day(2), Some.Day(5), Some.Bo, "given up"), new HoldingPeriod(Some.Anna, Some.Day(7)),
            ],
            lead.Holdings);
        Assert.Equal(Some.Day(6), lead.EnteredPoolAt);
        Assert.Equal(["lead.before-custody"], lead.AssignTo(Some.Bo, "clock of another host", Some.Day(6)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public void A_nurtured_lead_wakes_when_its_time_has_come_and_only_then()
    {
        Lead lead = Some.OwnedLead();
        Assert.Equal("lead.not-to-wake", Assert.Single(lead.WakeUp(Some.Day(9)).Refusals).Code);
        lead.Nurture(Some.Day(5), Some.Day(1)).EnsureSucceeded();
        Assert.Equal("lead.not-to-wake", Assert.Single(lead.WakeUp(Some.Day(4.9)).Refusals).Code);
        Assert.Equal(LeadStatus.Nurturing, lead.Status);
        Assert.True(lead.WakeUp(Some.Day(5)).Succeeded);
        Assert.Equal((LeadStatus.Working, (DateTimeOffset?)null), (lead.Status, lead.WakeAt));
    }

    [Fact]
    public void A_lock_is_set_once_with_a_reason_and_told_in_events()
    {
        Lead lead = Some.OwnedLead();
        Assert.Equal("lead.reason-missing", Assert.Single(lead.LockBy(Some.Anna, " ", Some.Day(1)).Refusals).Code);
        Assert.Equal("lead.not-locked", Assert.Single(lead.Unlock(Some.Day(1), Some.Anna).Refusals).Code);
        Assert.Equal("lead.has-no-owner", Assert.Single(Some.PooledLead().LockBy(Some.Anna, "x", Some.Day(1)).Refusals).Code);
        lead.LockBy(Some.Anna, " talks ", Some.Day(1)).EnsureSucceeded();
        Assert.Equal(["lead.locked"], lead.LockBy(Some.Bo, "mine", Some.Day(1)).Refusals.Select(r => r.Code));
        Assert.Equal(new(Some.Day(1), Some.Anna, "talks"), lead.Lock);
        lead.Unlock(Some.Day(2), Some.Bo).EnsureSucceeded();
        Assert.Equal(
            [(true, "talks", Some.Anna), (false, null, Some.Bo)],
            lead.PendingEvents.OfType<LeadLockChanged>().Select(e => (e.IsLocked, e.Reason, e.By!.Value)));
        Assert.Throws<ArgumentException>(() => lead.LockBy(default, "x", Some.Day(3)));
        Assert.Throws<ArgumentException>(() => lead.Unlock(Some.Day(3), default));
    }

    [Fact]
    public void A_reminder_is_due_from_its_day_on_once_and_not_while_locked()
    {
        Lead lead = Some.OwnedLead();
        Assert.Equal("lead.no-reminder-due", Assert.Single(lead.MarkReminded(Some.Day(9)).Refusals).Code);
        lead.Protect(new() { Pool = Some.Pool, Since = Some.Start, RecycleAt = Some.Day(10), RemindDays = 2 }).EnsureSucceeded();
        Assert.False(lead.MarkReminded(Some.Day(7.9)).Succeeded);
        lead.LockBy(Some.Anna, "talks", Some.Day(1)).EnsureSucceeded();
        Assert.False(lead.MarkReminded(Some.Day(8)).Succeeded);
        lead.Unlock(Some.Day(2), Some.Anna).EnsureSucceeded();
        Assert.True(lead.MarkReminded(Some.Day(8)).Succeeded);
        Assert.Equal((Some.Day(8), null), (lead.Protection!.RemindedAt, lead.Protection.RemindAt));
        Assert.Equal((Some.Anna, Some.Day(10)), lead.PendingEvents.OfType<LeadRecycleAnnounced>().Select(e => (e.Owner, e.RecycleAt)).Single());
        Assert.False(lead.MarkReminded(Some.Day(9)).Succeeded);
    }

    [Fact]
    public void What_is_closed_refuses_by_that_name()
    {
        Lead lead = Some.OwnedLead();
        lead.Disqualify("junk", Some.Day(1)).EnsureSucceeded();
        Assert.All(
            (LeadChange[])[lead.Work(Some.Day(2)), lead.Qualify(Some.Day(2)), lead.Protect(null), lead.Discover(Need.Explicit("x", Some.Day(2))), lead.LockBy(Some.Anna, "x", Some.Day(2))],
            c => Assert.Equal("lead.not-open", Assert.Single(c.Refusals).Code));
        Assert.Equal(["lead.has-no-owner"], Some.PooledLead().Protect(null).Refusals.Select(r => r.Code));
        lead.Reopen(Some.Day(3)).EnsureSucceeded();
        Assert.Equal((LeadStatus.Working, null), (lead.Status, lead.DisqualifiedReason));
        Assert.Equal("lead.not-disqualified", Assert.Single(lead.Reopen(Some.Day(4)).Refusals).Code);
        Assert.Equal(LeadStatus.Working, lead.Status);
    }

    [Fact]
    public void A_disqualified_lead_cannot_be_taken_up_before_it_was_captured_and_keeps_its_reason()
    {
        Lead lead = Some.OwnedLead();
        lead.Disqualify("junk", Some.Day(1)).EnsureSucceeded();
        Assert.Equal("lead.before-captured", Assert.Single(lead.Reopen(Some.Day(-1)).Refusals).Code);
        Assert.Equal("junk", lead.DisqualifiedReason);
    }

    [Fact]
    public void Nobody_and_nothing_are_no_arguments()
    {
        Lead lead = Some.OwnedLead();
        Assert.Throws<ArgumentNullException>(() => lead.FollowUp(null!));
        Assert.Throws<ArgumentNullException>(() => lead.Discover(null!));
        Assert.Throws<ArgumentNullException>(() => lead.MarkConverted(null!));
        Assert.Throws<ArgumentNullException>(() => lead.TouchedBy(null!, Some.Day(1)));
        Assert.Throws<ArgumentException>(() => lead.FollowUp(new(Some.Day(1), default, FollowUpKind.Call, FollowUpOutcome.None)));
        Assert.Throws<ArgumentException>(() => lead.AssignTo(default, "x", Some.Day(1)));
        Assert.Throws<ArgumentException>(() => lead.ReleaseTo(default, "x", Some.Day(1)));
        Assert.Throws<ArgumentNullException>(() => Lead.Capture(LeadId.From(Some.Guid(1)), null!, LeadSource.Web, Custody.OwnedBy(Some.Anna), Some.Start));
        Assert.Empty(lead.FollowUps);
    }

    [Fact]
    public void A_snapshot_has_no_empty_lists_and_holds_the_full_ones()
    {
        LeadSnapshot bare = Some.PooledLead().ToSnapshot();
        Assert.Equal((null, null, null, null), (bare.Touches, bare.FollowUps, bare.Discovery, bare.Holdings));
        Assert.Equal((null, null, null, Some.Start), (bare.Merges, bare.Reversals, bare.CustomFields, bare.EnteredPoolAt));

        Lead lead = Some.OwnedLead();
        lead.TouchedBy(LeadSource.Web, Some.Day(1));
        lead.FollowUp(Call(1)).EnsureSucceeded();
        lead.Discover(Need.Explicit("Reports", Some.Day(2))).EnsureSucceeded();
        LeadSnapshot full = Lead.FromSnapshot(lead.ToSnapshot()).ToSnapshot();
        Assert.Equal((1, 1, 1, 1), (full.Touches!.Count, full.FollowUps!.Count, full.Discovery!.Needs.Count, full.Holdings!.Count));
    }

    [Fact]
    public void A_lead_stored_before_pools_were_timed_entered_its_pool_when_it_came_into_custody()
    {
        LeadSnapshot pooled = Some.PooledLead().ToSnapshot() with { EnteredPoolAt = null, CustodySince = Some.Day(3) };
        Assert.Equal(Some.Day(3), Lead.FromSnapshot(pooled).EnteredPoolAt);
        Assert.Null(Lead.FromSnapshot(pooled with { Custody = Custody.OwnedBy(Some.Anna) }).EnteredPoolAt);
    }

    [Fact]
    public void The_shown_name_is_the_best_there_is()
    {
        Assert.True(PhoneNumber.TryParse("+4989123456", out PhoneNumber? phone));
        LeadDetails all = new() { Name = new("Clara Stein"), Company = "Blau", Email = EmailAddress.Parse("c@blau.example"), Phone = phone };
        Assert.Equal("Clara Stein", all.DisplayName);
        Assert.Equal("Blau", (all with { Name = null }).DisplayName);
        Assert.Equal("c@blau.example", (all with { Name = null, Company = " " }).DisplayName);
        Assert.Equal(phone.ToString(), (all with { Name = null, Company = null, Email = null }).DisplayName);
        Assert.Equal("", new LeadDetails().DisplayName);
    }
}
