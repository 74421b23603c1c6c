using CrmCore.Forecasting;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class WinLossAnalysisTests
{
    private static readonly DateTimeOffset End = Some.Day(100_000);

    [Fact]
    public void By_reason_stage_competitor_source_owner_and_size()
    {
        OpportunitySnapshot[] deals =
        [
            Closed(1, "won", "evaluation", 1_000, "service", null, LeadSourceKind.Referral),
            Closed(2, "lost", "quotation", 9_000, "price", "Rival", LeadSourceKind.Web),
            Closed(3, "lost", "inquiry", 20_000, "price", "Rival", LeadSourceKind.Web),
            Closed(4, "lost", "evaluation", null, null, null, null),
            Closed(5, "invalid", "inquiry", 7_777, "test", null, LeadSourceKind.Web),
        ];
        WinLossAnalysis analysis = WinLossAnalysis.Of(deals, Currency.Eur, End, sizeEdges: [5_000, 10_000]);
        Assert.Equal(new(null, new(1, 3), Some.Eur(1_000), Some.Eur(29_000)), analysis.Total);
        Assert.Equal(1, analysis.Invalid);
        Assert.Equal([("price", 0, 2), (null, 0, 1), ("service", 1, 0)], Shape(WinLossDimension.Reason));
        Assert.Equal([(null, 1, 1), ("Rival", 0, 2)], Shape(WinLossDimension.Competitor));
        Assert.Equal([("evaluation", 1, 1), ("inquiry", 0, 1), ("quotation", 0, 1)], Shape(WinLossDimension.Stage));
        Assert.Equal([("Web", 0, 2), (null, 0, 1), ("Referral", 1, 0)], Shape(WinLossDimension.Source));
        Assert.Equal([("anna", 1, 3)], Shape(WinLossDimension.Owner));
        Assert.Equal([("..5000", 1, 0), ("5000..10000", 0, 1), ("10000..", 0, 1), (null, 0, 1)], Shape(WinLossDimension.Size));
        Assert.All(analysis.By(WinLossDimension.Reason), g => Assert.True(g.Rate.IsSmall));

        WinLossAnalysis january = WinLossAnalysis.Of(deals, Currency.Eur, End, ForecastPeriod.MonthOf(new(2026, 1, 1)));
        Assert.Equal(4, january.Total.Rate.Closed);
        Assert.Equal(0, WinLossAnalysis.Of(deals, Currency.Eur, Some.Day(5)).Total.Rate.Closed);

        IEnumerable<(string?, int, int)> Shape(WinLossDimension dimension) => analysis.By(dimension).Select(g => (g.Key, g.Rate.Won, g.Rate.Lost));
    }

    [Fact]
    public void Bands_are_quartiles_rounded_to_two_digits_unless_they_are_given()
    {
        OpportunitySnapshot[] deals = [.. Enumerable.Range(1, 40).Select(i => Some.ClosedDeal(i, StageKind.Won, (1_111 * i) + 0.5m).ToSnapshot())];
        Assert.Equal([12_000, 23_000, 34_000], WinLossAnalysis.Of(deals, Currency.Eur, End).SizeEdges);
        Assert.Empty(WinLossAnalysis.Of(deals.Take(3), Currency.Eur, End).SizeEdges);
        Assert.Equal(["..12000", "12000..23000", "23000..34000", "34000.."], WinLossAnalysis.Of(deals, Currency.Eur, End).By(WinLossDimension.Size).Select(g => g.Key));
    }

    [Fact]
    public void By_campaign_and_by_the_competitor_that_was_known_before_the_end()
    {
        OpportunitySnapshot deal = Closed(1, "lost", "evaluation", 100, "price", null, LeadSourceKind.Web);
        OpportunitySnapshot[] deals =
        [
            deal with { Source = deal.Source! with { Campaign = "spring" }, Competitors = [new("First"), new("Second")] },
            Closed(2, "lost", "evaluation", 100, "price", "Named", null) with { Competitors = [new("First")] },
            Closed(3, "won", "evaluation", 100, "price", null, LeadSourceKind.Web),
        ];
        WinLossAnalysis analysis = WinLossAnalysis.Of(deals, Currency.Eur, End);
        Assert.Equal([null, "spring"], analysis.By(WinLossDimension.Campaign).Select(g => g.Key));
        Assert.Equal([null, "First", "Named"], analysis.By(WinLossDimension.Competitor).Select(g => g.Key));
        Assert.Throws<System.ComponentModel.InvalidEnumArgumentException>(() => analysis.By((WinLossDimension)99));
    }

    [Theory]
    [InlineData(0.01, 0.01)]
    [InlineData(0.994, 0.99)]
    [InlineData(9.96, 10)]
    [InlineData(12.34, 12)]
    [InlineData(99.6, 100)]
    [InlineData(105, 100)]
    [InlineData(115, 120)]
    [InlineData(987654, 990000)]
    public void An_edge_has_two_digits(double amount, double edge)
    {
        OpportunitySnapshot[] deals = [.. Enumerable.Range(1, 4).Select(i => Some.ClosedDeal(i, StageKind.Won, (decimal)amount).ToSnapshot())];
        Assert.Equal([(decimal)edge], WinLossAnalysis.Of(deals, Currency.Eur, End).SizeEdges);
    }

    [Fact]
    public void An_amount_on_an_edge_is_in_the_band_above_it_and_nothing_is_in_none()
    {
        OpportunitySnapshot[] deals = [.. new decimal[] { 0, 4999, 5000, 5001 }.Select((a, i) => Some.ClosedDeal(i + 1, StageKind.Won, a).ToSnapshot())];
        Assert.Equal([("..5000", 1), ("5000..", 2), (null, 1)], WinLossAnalysis.Of(deals, Currency.Eur, End, sizeEdges: [5000, 5000]).By(WinLossDimension.Size).Select(g => (g.Key, g.Rate.Closed)));
        Assert.Equal([(null, 1), ("..", 3)], WinLossAnalysis.Of(deals, Currency.Eur, End, sizeEdges: []).By(WinLossDimension.Size).OrderBy(g => g.Key).Select(g => (g.Key, g.Rate.Closed)));
    }

    [Fact]
    public void Amounts_of_nothing_make_no_bands_and_an_empty_list_of_competitors_names_none()
    {
        OpportunitySnapshot[] deals = [.. new decimal[] { 0, 1, 2, 3 }.Select((a, i) => Some.ClosedDeal(i + 1, StageKind.Won, a).ToSnapshot() with { Competitors = [] })];
        WinLossAnalysis analysis = WinLossAnalysis.Of(deals, Currency.Eur, End);
        Assert.Empty(analysis.SizeEdges);
        Assert.Null(analysis.By(WinLossDimension.Competitor).Single().Key);
    }

    [Law]
    public void The_groups_of_every_dimension_add_up_to_the_whole(Opportunity[] deals, int seed)
    {
        OpportunitySnapshot[] snapshots = [.. deals.Select(d => d.ToSnapshot())];
        WinLossAnalysis analysis = WinLossAnalysis.Of(snapshots, Currency.Eur, End);
        Assert.Equal(WinRate.Of(snapshots), analysis.Total.Rate);
        foreach (WinLossDimension dimension in Enum.GetValues<WinLossDimension>())
        {
            IReadOnlyList<WinLossGroup> groups = analysis.By(dimension);
            Assert.Equal(groups.Count, groups.Select(g => g.Key).Distinct().Count());
            Assert.Equal(analysis.Total.Rate, new WinRate(groups.Sum(g => g.Rate.Won), groups.Sum(g => g.Rate.Lost)));
            Assert.Equal(analysis.Total.Won, Money.Sum(groups.Select(g => g.Won), Currency.Eur));
            Assert.Equal(analysis.Total.Lost, Money.Sum(groups.Select(g => g.Lost), Currency.Eur));
            new Random(seed).Shuffle(snapshots);
            Assert.Equal(groups, WinLossAnalysis.Of(snapshots, Currency.Eur, End).By(dimension));
        }
    }

    private static OpportunitySnapshot Closed(int number, string end, string from, decimal? amount, string? reason, string? competitor, LeadSourceKind? source) => Opportunity.TakeOver(
        new(OpportunityId.From(Some.Guid(number)), $"Deal {number}")
        {
            Amount = amount is { } a ? Some.Eur(a) : null,
            Owner = Some.Anna,
            Source = source is { } kind ? new(kind) : null,
        },
        Some.Sale,
        Some.Start,
        new PastMove(from, Some.Day(5)),
        new PastMove(end, Some.Day(10), reason, competitor)).ToSnapshot();
}
