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
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConversionRate(5, 2));
        Assert.ThrowsAny<ArgumentException>(() => new ConversionRate(0, -1));
    }

    [Fact]
    public void What_happens_at_the_very_instant_is_known()
    {
        LeadSnapshot converted = Lead(1, LeadSourceKind.Web, null, 10);
        Assert.Equal(new(0, 1), LeadConversionAnalysis.Of([converted], Some.Start).Total.Rate);
        Assert.Equal(new(0, 0), LeadConversionAnalysis.Of([converted], Some.Start.AddTicks(-1)).Total.Rate);
        Assert.Equal(new(1, 1), LeadConversionAnalysis.Of([converted], Some.Day(10)).Total.Rate);
        Assert.Equal(new(0, 1), LeadConversionAnalysis.Of([converted], Some.Day(10).AddTicks(-1)).Total.Rate);
        LeadSnapshot dropped = Lead(2, LeadSourceKind.Web, null, null) with { Status = LeadStatus.Disqualified, ChangedAt = Some.Day(3) };
        Assert.Equal(1, LeadConversionAnalysis.Of([dropped], Some.Day(3)).Total.Time.Prevented);
        Assert.Equal(0, LeadConversionAnalysis.Of([dropped], Some.Day(3).AddTicks(-1)).Total.Time.Prevented);
    }

    [Fact]
    public void Groups_of_the_same_size_stand_by_key_and_there_is_no_other_dimension()
    {
        LeadConversionAnalysis analysis = LeadConversionAnalysis.Of([Lead(1, LeadSourceKind.Web, "spring", null), Lead(2, LeadSourceKind.Web, "autumn", null), Lead(3, LeadSourceKind.Web, "summer", null)], End);
        Assert.Equal(["autumn", "spring", "summer"], analysis.By(LeadDimension.Campaign).Select(g => g.Key));
        Assert.Throws<System.ComponentModel.InvalidEnumArgumentException>(() => analysis.By((LeadDimension)99));
    }

    [Fact]
    public void A_rate_is_a_share_and_twenty_leads_are_enough()
    {
        Assert.Equal(0.25, new ConversionRate(5, 20).Value);
        Assert.False(new ConversionRate(5, 20).IsSmall);
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
