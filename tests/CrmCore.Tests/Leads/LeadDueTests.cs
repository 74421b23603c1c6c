using CrmCore.Leads;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads;

public class LeadDueTests
{
    private static readonly LeadSnapshot Owned = Some.OwnedLead().ToSnapshot() with
    {
        Protection = new() { Pool = Some.Pool, Since = Some.Start, RecycleAt = Some.Day(30), RemindDays = 3 },
        FollowUps =
        [
            new(Some.Day(1), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached, NextStepDue: Some.Day(2)),
            new(Some.Day(2), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached, NextStepDue: Some.Day(9)),
        ],
        WakeAt = Some.Day(5),
    };

    [Theory]
    [InlineData(LeadStatus.New, true)]
    [InlineData(LeadStatus.Working, true)]
    [InlineData(LeadStatus.Qualified, true)]
    [InlineData(LeadStatus.Converted, false)]
    [InlineData(LeadStatus.Disqualified, false)]
    [InlineData(LeadStatus.Merged, false)]
    public void An_open_lead_that_is_owned_falls_back_and_has_a_next_step(LeadStatus status, bool isOpen) =>
        Assert.Equal(
            isOpen ? new(Some.Day(30), Some.Day(27), null, Some.Day(9), false) : default,
            LeadDue.Of(Owned with { Status = status }));

    [Fact]
    public void A_nurtured_lead_is_also_woken() =>
        Assert.Equal(new(Some.Day(30), Some.Day(27), Some.Day(5), Some.Day(9), false), LeadDue.Of(Owned with { Status = LeadStatus.Nurturing }));

    [Fact]
    public void A_locked_lead_stays_with_its_owner() =>
        Assert.Equal(new(null, null, null, Some.Day(9), false), LeadDue.Of(Owned with { Lock = new(Some.Day(1), Some.Anna, "talks") }));

    [Fact]
    public void A_pooled_lead_has_nothing_to_fall_back_from() =>
        Assert.Equal(new(null, null, null, Some.Day(9), false), LeadDue.Of(Owned with { Custody = Custody.InPool(Some.Pool) }));

    [Fact]
    public void Where_no_rules_were_applied_that_is_told_of_owned_and_open_leads_only()
    {
        LeadSnapshot bare = Owned with { Protection = null, FollowUps = null };
        Assert.Equal(new(null, null, null, null, true), LeadDue.Of(bare));
        Assert.Equal(default, LeadDue.Of(bare with { Custody = Custody.InPool(Some.Pool) }));
        Assert.Equal(default, LeadDue.Of(bare with { Status = LeadStatus.Disqualified }));
        Assert.Equal(new(null, null, null, null, true), LeadDue.Of(bare with { FollowUps = [] }));
        Assert.Throws<ArgumentNullException>(() => LeadDue.Of(null!));
    }
}
