using CrmCore.Forecasting;
using CrmCore.Leads;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class LeadConversionAnalysisTests
{
    private static readonly DateTimeOffset End = Some.Day(100_000);

    [Fact]
    public void By_source_campaign_and_owner()
    {
        LeadSnapshot[] leads =
        [
            Lead(1, LeadSourceKind.Web, "spring", 10),
            Lead(2, LeadSourceKind.Web, "spring", null),
            Lead(3, LeadSourceKind.Referral, null, 20),
            Lead(4, LeadSourceKind.Web, null, 30, withOpportunity: false),
            Lead(5, LeadSourceKind.Web, null, null) with { Status = LeadStatus.Merged },
            Lead(6, LeadSourceKind.Web, null, null) with { Status = LeadStatus.Disqualified, ChangedAt = Some.Day(3) },
        ];
        LeadConversionAnalysis analysis = LeadConversionAnalysis.Of(leads, Some.Day(40));
        Assert.Equal(new(2, 5), analysis.Total.Rate);
        Assert.Equal((5, 2, 2, 1), (analysis.Total.Time.Count, analysis.Total.Time.Happened, analysis.Total.Time.Prevented, analysis.Total.Time.Open));
        Assert.Equal(10, analysis.Total.Time.MedianDays);
        Assert.Equal([("Web", 1, 4), ("Referral", 1, 1)], analysis.By(LeadDimension.Source).Select(g => (g.Key, g.Rate.Converted, g.Rate.Leads)));
        Assert.Equal([(null, 1, 3), ("spring", 1, 2)], analysis.By(LeadDimension.Campaign).Select(g => (g.Key, g.Rate.Converted, g.Rate.Leads)));
        Assert.Equal([("anna", 2, 5)], analysis.By(LeadDimension.Owner).Select(g => (g.Key, g.Rate.Converted, g.Rate.Leads)));
        Assert.Equal(new(1, 5), LeadConversionAnalysis.Of(leads, Some.Day(15)).Total.Rate);
        Assert.Equal(0, LeadConversionAnalysis.Of(leads, End, ForecastPeriod.MonthOf(new(2026, 2, 1))).Total.Rate.Leads);
        Assert.True(new ConversionRate(1, 19).IsSmall);
        Assert.Equal(0.5, new ConversionRate(1, 2).Interval()!.Value.Value);
        Assert.Null(new ConversionRate(0, 0).Value);
    }

    [Law]
    public void The_groups_add_up_to_the_whole(Lead[] leads)
    {
        LeadConversionAnalysis analysis = LeadConversionAnalysis.Of(leads.Select(l => l.ToSnapshot()), End);
        Assert.Equal(leads.Count(l => l.Status != LeadStatus.Merged), analysis.Total.Rate.Leads);
        foreach (LeadDimension dimension in Enum.GetValues<LeadDimension>())
        {
            IReadOnlyList<LeadConversionGroup> groups = analysis.By(dimension);
            Assert.Equal(analysis.Total.Rate, new ConversionRate(groups.Sum(g => g.Rate.Converted), groups.Sum(g => g.Rate.Leads)));
            Assert.Equal(analysis.Total.Time.Open, groups.Sum(g => g.Time.Open));
        }
    }

    private static LeadSnapshot Lead(int number, LeadSourceKind kind, string? campaign, double? convertedAfter, bool withOpportunity = true) => Some.OwnedLead(number).ToSnapshot() with
    {
        Source = new(kind, Campaign: campaign),
        Status = convertedAfter is null ? LeadStatus.Working : LeadStatus.Converted,
        Conversion = convertedAfter is { } days ? new("k", null, null, withOpportunity ? OpportunityId.From(Some.Guid(number)) : null, Some.Day(days), Some.Anna) : null,
    };
}
