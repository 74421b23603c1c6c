using CrmCore.Leads;
using CrmCore.Pools;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads;

public class LeadProtectionTests
{
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
}
