using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads;

public class LeadLifecycleTests
{
    /// <summary>Rows: from; columns: to New, Working, Nurturing, Qualified, Converted, Disqualified, Merged.</summary>
    private static readonly Dictionary<LeadStatus, string> Table = new()
    {
        [LeadStatus.New] = "-WNQ-DM",
        [LeadStatus.Working] = "--NQ-DM",
        [LeadStatus.Nurturing] = "-W-Q-DM",
        [LeadStatus.Qualified] = "-WN-CDM",
        [LeadStatus.Converted] = "NWNQ---",
        [LeadStatus.Disqualified] = "-W-----",
        [LeadStatus.Merged] = "NWNQ---",
    };

    [Fact]
    public void The_table_of_its_life()
    {
        foreach (LeadStatus from in Enum.GetValues<LeadStatus>())
        {
            foreach (LeadStatus to in Enum.GetValues<LeadStatus>())
            {
                bool expected = Table[from][(int)to] != '-';
                Assert.True(expected == LeadLifecycle.Allows(from, to), $"{from} to {to}: expected {expected}");
                Assert.Equal(expected, LeadLifecycle.Transitions().Contains((from, to)));
            }
        }
    }

    [Fact]
    public void The_usual_way()
    {
        Lead lead = Some.OwnedLead();
        Assert.True(lead.FollowUp(new(Some.Day(1), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached)).Succeeded);
        Assert.Equal(LeadStatus.Working, lead.Status);
        Assert.True(lead.Nurture(Some.Day(30), Some.Day(2)).Succeeded);
        Assert.Equal(Some.Day(30), lead.WakeAt);
        Assert.True(lead.Work(Some.Day(30)).Succeeded);
        Assert.Null(lead.WakeAt);
        Assert.True(lead.Qualify(Some.Day(31)).Succeeded);
        Assert.True(lead.MarkConverted(new("k", null, null, null, Some.Day(32), Some.Anna)).Succeeded);
        Assert.False(lead.IsOpen);
        Assert.Equal("k", lead.Conversion!.RequestKey);
        Assert.Equal(
            ["LeadCaptured", "LeadFollowedUp", "LeadStatusChanged", "LeadStatusChanged", "LeadStatusChanged", "LeadStatusChanged", "LeadStatusChanged", "LeadConverted"],
            lead.PendingEvents.Select(e => e.GetType().Name));
    }

    [Fact]
    public void Every_reason_against_a_change_is_listed()
    {
        Lead closed = Some.OwnedLead();
        closed.Disqualify("junk", Some.Day(1)).EnsureSucceeded();
        Assert.Equal(["lead.reason-missing", "lead.status-not-allowed"], Codes(closed.Disqualify(" ", Some.Day(2))));
        Assert.Equal(["lead.not-open", "lead.reason-missing"], Codes(closed.AssignTo(Some.Bo, "", Some.Day(2))));
        Assert.Equal(["lead.status-not-allowed", "lead.wake-not-later"], Codes(closed.Nurture(Some.Day(2), Some.Day(2))));
        Assert.Equal(["lead.before-captured", "lead.not-open"], Codes(closed.FollowUp(new(Some.Day(-1), Some.Anna, FollowUpKind.Call, FollowUpOutcome.None))));
        Assert.Equal(["lead.already-there", "lead.reason-missing"], Codes(Some.OwnedLead().AssignTo(Some.Anna, "", Some.Day(1))));
    }

    [Fact]
    public void A_disqualified_lead_is_taken_up_again_and_its_reason_stays_in_its_events()
    {
        Lead lead = Some.OwnedLead();
        lead.Disqualify(" no budget ", Some.Day(1)).EnsureSucceeded();
        Assert.Equal("no budget", lead.DisqualifiedReason);
        lead.Reopen(Some.Day(2)).EnsureSucceeded();
        Assert.Equal((LeadStatus.Working, null), (lead.Status, lead.DisqualifiedReason));
        Assert.Contains(lead.PendingEvents.OfType<LeadStatusChanged>(), e => e.Reason?.Trim() == "no budget");
    }

    [Fact]
    public void The_first_source_stays()
    {
        Lead lead = Some.OwnedLead();
        lead.TouchedBy(LeadSource.PhoneConsultation, Some.Day(3));
        Assert.Equal(LeadSource.Web, lead.Source);
        Assert.Equal(LeadSource.PhoneConsultation, Assert.Single(lead.Touches).Source);
    }

    [Fact]
    public void What_was_converted_or_merged_does_not_go_back_by_itself()
    {
        Lead converted = Some.OwnedLead(1);
        converted.Qualify(Some.Day(1)).EnsureSucceeded();
        converted.MarkConverted(new("k", null, null, null, Some.Day(2), Some.Anna)).EnsureSucceeded();
        Lead merged = Some.OwnedLead(2);
        LeadMerge.Apply([Some.OwnedLead(3), merged], new() { Survivor = LeadId.From(Some.Guid(3)) }, Some.Day(2)).EnsureSucceeded();
        foreach (Lead lead in (Lead[])[converted, merged])
        {
            Assert.Equal(["lead.status-not-allowed"], Codes(lead.Nurture(Some.Day(9), Some.Day(3))));
            Assert.Equal(["lead.not-open"], Codes(lead.Work(Some.Day(3))));
            Assert.Equal(["lead.not-open"], Codes(lead.Qualify(Some.Day(3))));
        }
    }

    private static string[] Codes(LeadChange change) => [.. change.Refusals.Select(r => r.Code).Order(StringComparer.Ordinal)];
}
