using CrmCore.Leads;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads;

public class SpeedToLeadTests
{
    private static readonly TimeSpan Target = TimeSpan.FromHours(4);

    [Law]
    public void Groups_part_the_leads_without_rest(Lead[] leads, SpeedGrouping grouping, byte days)
    {
        LeadSnapshot[] snapshots = [.. leads.Select(l => l.ToSnapshot())];
        SpeedToLead all = SpeedToLead.Measure(snapshots, Target, Some.Day(days));
        IReadOnlyList<SpeedToLeadGroup> groups = SpeedToLead.MeasureBy(snapshots, grouping, Target, Some.Day(days));
        Assert.Equal(groups.Count, groups.Select(g => g.Key).Distinct().Count());
        Assert.Equal((all.Leads, all.InTime, all.Late, all.Waiting, all.Missed), (Sum(g => g.Leads), Sum(g => g.InTime), Sum(g => g.Late), Sum(g => g.Waiting), Sum(g => g.Missed)));
        Assert.All(groups, g => Assert.True(g.Speed.Leads > 0 && g.Speed.Leads == g.Speed.InTime + g.Speed.Late + g.Speed.Waiting + g.Speed.Missed));

        int Sum(Func<SpeedToLead, int> of) => groups.Sum(g => of(g.Speed));
    }

    [Fact]
    public void Leads_are_grouped_by_source_owner_channel_and_campaign()
    {
        Lead called = Lead.Capture(LeadId.From(Some.Guid(1)), Some.Details, new(LeadSourceKind.MarketingEvent, "Fair", "spring"), Custody.OwnedBy(Some.Anna), Some.Start);
        called.FollowUp(new(Some.Start.AddHours(1), Some.Bo, FollowUpKind.Call, FollowUpOutcome.Reached)).EnsureSucceeded();
        called.FollowUp(new(Some.Start.AddHours(2), Some.Anna, FollowUpKind.Visit, FollowUpOutcome.Reached)).EnsureSucceeded();
        LeadSnapshot[] leads = [called.ToSnapshot(), Some.OwnedLead(2).ToSnapshot(), Some.PooledLead(3).ToSnapshot()];
        Assert.Equal([("Web", 2), ("MarketingEvent", 1)], By(SpeedGrouping.Source));
        Assert.Equal([(null, 1), ("anna", 1), ("bo", 1)], By(SpeedGrouping.Owner));
        Assert.Equal([(null, 2), ("Call", 1)], By(SpeedGrouping.Channel));
        Assert.Equal([(null, 2), ("spring", 1)], By(SpeedGrouping.Campaign));
        Assert.Equal(TimeSpan.FromHours(1), SpeedToLead.MeasureBy(leads, SpeedGrouping.Channel, Target, Some.Day(1))[1].Speed.Median);

        IEnumerable<(string?, int)> By(SpeedGrouping grouping) => SpeedToLead.MeasureBy(leads, grouping, Target, Some.Day(1)).Select(g => (g.Key, g.Speed.Leads));
    }
}
