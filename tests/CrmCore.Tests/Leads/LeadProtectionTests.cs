using CrmCore.Leads;
using CrmCore.Pools;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads;

public class LeadProtectionTests
{
    private static readonly LeadProtection Terms = new() { Pool = Some.Pool, Since = Some.Start, RecycleAt = Some.Day(10), ExtensionDays = 5, Latest = Some.Day(20) };

    [Law]
    public void The_recycle_date_never_moves_back_and_never_passes_the_maximum(byte days, byte extension, byte more, short[] hours)
    {
        Pool pool = new(new() { Key = "p", Name = "P", Protection = new() { Days = days, ExtensionDays = extension, MaximumDays = days + more } });
        Lead lead = Some.OwnedLead();
        lead.Protect(pool.ProtectionFrom(Some.Start)).EnsureSucceeded();
        DateTimeOffset date = lead.Protection!.RecycleAt!.Value;
        foreach (short hour in hours)
        {
            DateTimeOffset at = Some.Start.AddHours(hour);
            DateTimeOffset expected = date;
            if (lead.FollowUp(new(at, Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached)).Succeeded)
            {
                DateTimeOffset limit = Some.Day(days + more);
                DateTimeOffset extended = at.AddDays(extension) > limit ? limit : at.AddDays(extension);
                expected = extension > 0 && extended > date ? extended : date;
            }

            Assert.Equal(expected, lead.Protection!.RecycleAt);
            Assert.True(lead.Protection.RecycleAt >= date && lead.Protection.RecycleAt <= lead.Protection.Latest);
            date = expected;
        }
    }

    [Fact]
    public void Nothing_happens_before_the_capture()
    {
        Lead lead = Some.OwnedLead();
        DateTimeOffset before = Some.Day(-1);
        Assert.All(
            (LeadChange[])[lead.Work(before), lead.Qualify(before), lead.Disqualify("x", before), lead.Nurture(Some.Day(5), before), lead.AssignTo(Some.Bo, "x", before), lead.ReleaseTo(Some.Pool, "x", before), lead.LockBy(Some.Anna, "x", before)],
            change => Assert.Equal("lead.before-captured", Assert.Single(change.Refusals).Code));
    }

    [Fact]
    public void A_note_is_kept_whole_or_refused()
    {
        Lead lead = Some.OwnedLead();
        FollowUp call = new(Some.Day(1), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached, new string('x', FollowUp.MaximumNoteLength), "send a quote", Some.Day(3));
        Assert.True(lead.FollowUp(call).Succeeded);
        Assert.Equal("lead.note-too-long", Assert.Single(lead.FollowUp(call with { Note = call.Note + "x" }).Refusals).Code);
        Assert.Equal((Some.Day(1), TimeSpan.FromDays(1), Some.Day(3)), (lead.FirstResponseAt, lead.ResponseTime, lead.NextStepDue));
    }

    [Fact]
    public void Speed_to_lead_in_numbers()
    {
        Lead[] leads = [.. Enumerable.Range(1, 6).Select(i => Some.OwnedLead(i))];
        foreach ((int index, double hours) in (ReadOnlySpan<(int, double)>)[(0, 1), (1, 2), (2, 3), (3, 30)])
        {
            leads[index].FollowUp(new(Some.Start.AddHours(hours), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached)).EnsureSucceeded();
        }

        leads[4].Disqualify("junk", Some.Day(0.1)).EnsureSucceeded();
        IEnumerable<LeadSnapshot> snapshots = [.. leads.Select(l => l.ToSnapshot())];
        SpeedToLead early = SpeedToLead.Measure(snapshots, TimeSpan.FromHours(4), Some.Start.AddHours(3.5));
        Assert.Equal((6, 3, 0, 2, 1), (early.Leads, early.InTime, early.Late, early.Waiting, early.Missed));
        SpeedToLead late = SpeedToLead.Measure(snapshots, TimeSpan.FromHours(4), Some.Day(2));
        Assert.Equal((6, 3, 1, 0, 2), (late.Leads, late.InTime, late.Late, late.Waiting, late.Missed));
        Assert.Equal((TimeSpan.FromHours(2), TimeSpan.FromHours(30), 0.5), (late.Median, late.Percentile90, late.ShareInTime));
    }

    [Fact]
    public void Its_life_is_drawn()
    {
        string diagram = LeadLifecycle.ToMermaid();
        Assert.StartsWith("stateDiagram-v2\n    [*] --> New\n", diagram, StringComparison.Ordinal);
        Assert.All(LeadLifecycle.Transitions(), t => Assert.Contains($"    {t.From} --> {t.To}\n", diagram, StringComparison.Ordinal));
    }

    [Fact]
    public void A_lead_stored_by_an_earlier_version_has_its_holding_and_its_entry()
    {
        LeadSnapshot owned = Some.OwnedLead().ToSnapshot() with { Holdings = null };
        Assert.Equal(new HoldingPeriod(Some.Anna, Some.Start), Assert.Single(Lead.FromSnapshot(owned).Holdings));
        LeadSnapshot pooled = Some.PooledLead().ToSnapshot() with { EnteredPoolAt = null };
        Assert.Equal(Some.Start, Lead.FromSnapshot(pooled).EnteredPoolAt);
    }

    [Fact]
    public void A_follow_up_counts_by_its_kind_its_outcome_and_its_day()
    {
        LeadProtection protection = Terms with { CountedKinds = [FollowUpKind.Call, FollowUpKind.Visit], CountedOutcomes = [FollowUpOutcome.Reached] };
        FollowUp call = new(Some.Start, Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached);
        Assert.True(protection.Counts(call));
        Assert.False(protection.Counts(call with { At = Some.Start.AddTicks(-1) }));
        Assert.False(protection.Counts(call with { Kind = FollowUpKind.Email }));
        Assert.False(protection.Counts(call with { Outcome = FollowUpOutcome.None }));
        Assert.True(Terms.Counts(call with { Kind = FollowUpKind.Email, Outcome = FollowUpOutcome.None }));
        Assert.Throws<ArgumentNullException>(() => protection.Counts(null!));
        Assert.Same(protection, protection.After(call with { At = Some.Day(9), Kind = FollowUpKind.Email }));
        LeadProtection fixedDate = Terms with { ExtensionDays = 0 };
        Assert.Same(fixedDate, fixedDate.After(call with { At = Some.Day(9) }));
        Assert.Equal(Some.Day(14), Terms.After(call with { At = Some.Day(9) }).RecycleAt);
    }

    [Fact]
    public void A_later_date_is_reminded_of_anew_within_the_maximum()
    {
        LeadProtection reminded = Terms with { RemindedAt = Some.Day(8), RemindDays = 2 };
        Assert.Equal((Some.Day(14), (DateTimeOffset?)null, Some.Day(12)), Parts(reminded.Until(Some.Day(14))));
        Assert.Equal((Some.Day(20), (DateTimeOffset?)null, Some.Day(18)), Parts(reminded.Until(Some.Day(25))));
        Assert.Equal((Some.Day(25), (DateTimeOffset?)null, Some.Day(23)), Parts((reminded with { Latest = null }).Until(Some.Day(25))));
        Assert.Same(reminded, reminded.Until(Some.Day(10)));
        Assert.Same(reminded, reminded.Until(Some.Day(9)));
        LeadProtection never = reminded with { RecycleAt = null };
        Assert.Same(never, never.Until(Some.Day(14)));

        static (DateTimeOffset?, DateTimeOffset?, DateTimeOffset?) Parts(LeadProtection p) => (p.RecycleAt, p.RemindedAt, p.RemindAt);
    }

    [Fact]
    public void Days_left_are_rounded_up_and_never_below_nothing()
    {
        Assert.Equal(10, Terms.DaysLeft(Some.Start));
        Assert.Equal(1, Terms.DaysLeft(Some.Day(9.5)));
        Assert.Equal(0, Terms.DaysLeft(Some.Day(10)));
        Assert.Equal(0, Terms.DaysLeft(Some.Day(12)));
        Assert.Null((Terms with { RecycleAt = null }).DaysLeft(Some.Start));
    }

    [Fact]
    public void Dates_stay_within_the_calendar()
    {
        DateTimeOffset last = new(9999, 12, 30, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(last.AddDays(1), LeadProtection.Plus(last, 1));
        Assert.Equal(DateTimeOffset.MaxValue, LeadProtection.Plus(last, 2));
        Assert.Equal(last, LeadProtection.Plus(last, 0));
        Assert.Equal(DateTimeOffset.MaxValue, LeadProtection.Plus(DateTimeOffset.MaxValue, 0));
        DateTimeOffset first = new(1, 1, 2, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(first.AddDays(-1), LeadProtection.Plus(first, -1));
        Assert.Equal(DateTimeOffset.MinValue, LeadProtection.Plus(first, -2));
    }

    [Fact]
    public void Answers_on_the_stroke_of_the_target_are_in_time()
    {
        TimeSpan target = TimeSpan.FromHours(4);
        LeadSnapshot[] leads = [Answered(1, 6, 4), Answered(2, 1), Answered(3, 5), Some.OwnedLead(4).ToSnapshot()];
        SpeedToLead speed = SpeedToLead.Measure(leads, target, Some.Start.AddHours(4));
        Assert.Equal((2, 0, 2, 0), (speed.InTime, speed.Late, speed.Waiting, speed.Missed));
        Assert.Equal(1, speed.ShareInTime);
        speed = SpeedToLead.Measure(leads, target, Some.Start.AddHours(6));
        Assert.Equal((2, 1, 0, 1, 0.5), (speed.InTime, speed.Late, speed.Waiting, speed.Missed, speed.ShareInTime));
        Assert.Equal((TimeSpan.FromHours(4), TimeSpan.FromHours(5)), (speed.Median, speed.Percentile90));
        Assert.Null(SpeedToLead.Measure([], target, Some.Start).ShareInTime);
        Assert.Throws<ArgumentException>(() => SpeedToLead.Measure(leads, TimeSpan.Zero, Some.Start));
        Assert.Throws<ArgumentNullException>(() => SpeedToLead.Measure(null!, target, Some.Start));

        static LeadSnapshot Answered(int number, params double[] hours) =>
            Some.OwnedLead(number).ToSnapshot() with { FollowUps = [.. hours.Select(h => new FollowUp(Some.Start.AddHours(h), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached))] };
    }

    [Fact]
    public void Who_answered_first_counts_up_to_the_instant_of_the_measure()
    {
        LeadSnapshot lead = Some.OwnedLead().ToSnapshot() with
        {
            FollowUps = [new(Some.Day(2), Some.Bo, FollowUpKind.Visit, FollowUpOutcome.Reached), new(Some.Day(1), Some.Anna, FollowUpKind.Email, FollowUpOutcome.Reached)],
        };
        Assert.Equal("Email", Key(SpeedGrouping.Channel, Some.Day(1)));
        Assert.Null(Key(SpeedGrouping.Channel, Some.Day(0.9)));
        Assert.Equal("anna", Key(SpeedGrouping.Owner, Some.Day(3)));

        string? Key(SpeedGrouping by, DateTimeOffset asOf) => Assert.Single(SpeedToLead.MeasureBy([lead], by, TimeSpan.FromDays(1), asOf)).Key;
    }
}
