using CrmCore.Forecasting;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class ForecastGroupingTests
{
    private static readonly ForecastPeriod Quarter = ForecastPeriod.QuarterOf(new(2026, 2, 1));
    private static readonly StageDefaultCalculator Calculator = new(new PipelineCatalog(Some.Sale));
    private static readonly OpportunitySnapshot Deal = Some.Deal(1, Some.Eur(100), new(2026, 3, 1), Some.Anna).ToSnapshot();

    [Fact]
    public void A_deal_is_in_one_group_of_each_kind()
    {
        OpportunitySnapshot deal = Deal with
        {
            Source = new(LeadSourceKind.Referral) { Campaign = "spring" },
            Account = AccountId.From(Some.Guid(7)),
            CustomFields = new Dictionary<string, FieldValue> { ["region"] = FieldValue.Of("north") },
            LineItems = [new("desk", 1, Some.Eur(100))],
        };
        Assert.Equal("anna", Key(ForecastGrouping.Owner, deal));
        Assert.Equal(Some.Sale.Key, Key(ForecastGrouping.Pipeline, deal));
        Assert.Equal("inquiry", Key(ForecastGrouping.Stage, deal));
        Assert.Equal("desk", Key(ForecastGrouping.Product, deal));
        Assert.Equal("Referral", Key(ForecastGrouping.Source, deal));
        Assert.Equal(Some.Guid(7).ToString(), Key(ForecastGrouping.Account, deal));
        Assert.Equal("north", Key(ForecastGrouping.Fact("custom.region"), deal));
        Assert.Equal("spring", Key(ForecastGrouping.Fact("campaign"), deal));
        Assert.Equal("east", Key(ForecastGrouping.Team(new Dictionary<UserId, string> { [Some.Anna] = "east" }), deal));
        Assert.Equal("D", Key(ForecastGrouping.By("initial", d => d.Name[..1]), deal));
        Assert.Equal(["owner", "pipeline", "stage", "product", "source", "account", "team", "custom.region"], new[]
        {
            ForecastGrouping.Owner, ForecastGrouping.Pipeline, ForecastGrouping.Stage, ForecastGrouping.Product, ForecastGrouping.Source, ForecastGrouping.Account,
            ForecastGrouping.Team(new Dictionary<UserId, string>()), ForecastGrouping.Fact("custom.region"),
        }.Select(g => g.Name));
    }

    [Fact]
    public void A_deal_that_tells_nothing_is_in_the_group_without_a_name()
    {
        OpportunitySnapshot deal = Deal with { Owner = null };
        foreach (ForecastGrouping grouping in (ForecastGrouping[])
            [
                ForecastGrouping.Owner, ForecastGrouping.Product, ForecastGrouping.Source, ForecastGrouping.Account, ForecastGrouping.Fact("custom.region"),
                ForecastGrouping.Team(new Dictionary<UserId, string>()), ForecastGrouping.By("none", _ => null), ForecastGrouping.ByShares("shares", _ => null), ForecastGrouping.ByShares("empty", _ => []),
            ])
        {
            Assert.Null(Key(grouping, deal));
        }

        Assert.Null(Key(ForecastGrouping.Team(new Dictionary<UserId, string>()), Deal));
        Assert.Equal("fact", Assert.Throws<ArgumentException>(() => ForecastGrouping.Fact(" ")).ParamName);
        Assert.Equal("teams", Assert.Throws<ArgumentNullException>(() => ForecastGrouping.Team(null!)).ParamName);
        Assert.Throws<ArgumentException>(() => ForecastGrouping.By(" ", _ => null));
    }

    [Fact]
    public void A_deal_is_shared_by_splits_line_items_teams_or_shares_of_ones_own()
    {
        OpportunitySnapshot split = Deal with { Splits = [new(Some.Anna, 33.33m), new(Some.Bo, 33.33m), new(new("chen"), 33.34m)] };
        Assert.Equal([("anna", 33.33m), ("bo", 33.33m), ("chen", 33.34m)], Shares(ForecastGrouping.Owner, split));
        Assert.Equal([(null, 33.34m), ("east", 66.66m)], Shares(ForecastGrouping.Team(new Dictionary<UserId, string> { [Some.Anna] = "east", [Some.Bo] = "east" }), split));

        OpportunitySnapshot items = Deal with { LineItems = [new("desk", 1, Some.Eur(30)), new("chair", 2, Some.Eur(30)), new("lamp", 1, Some.Eur(0))] };
        Assert.Equal([("chair", 66.67m), ("desk", 33.33m), ("lamp", 0m)], Shares(ForecastGrouping.Product, items));
        OpportunitySnapshot free = Deal with { LineItems = [new("desk", 1, Some.Eur(0)), new("chair", 2, Some.Eur(0))] };
        Assert.Equal([("chair", 50m), ("desk", 50m)], Shares(ForecastGrouping.Product, free));
        Assert.Equal([("a", 25m), ("b", 75m)], Shares(ForecastGrouping.ByShares("own", _ => [new("a", 1), new("b", 3)]), Deal));
    }

    [Theory]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1025)]
    public void Deals_are_weighed_in_batches_and_none_is_left(int count)
    {
        ForecastPlan plan = new(Currency.Eur, Quarter);
        OpportunitySnapshot[] deals = [.. Enumerable.Range(1, count).Select(i => Deal with { Id = OpportunityId.From(Some.Guid(i)), Amount = Some.Eur(i) })];
        decimal sum = count * (count + 1) / 2m;
        foreach (ForecastPlan asked in (ForecastPlan[])[plan, plan with { At = Some.Day(1) }])
        {
            ForecastLine line = Forecast.For(asked, deals, Calculator).Forecasts[0].Total;
            Assert.Equal((count, sum, sum * 0.2m), (line.OpenCount, line.Open.Amount, line.Weighted.Amount));
        }
    }

    [Fact]
    public void Open_deals_of_a_period_that_is_over_are_told_apart()
    {
        ForecastPeriod[] months = [.. Enumerable.Range(1, 3).Select(m => FiscalCalendar.Gregorian.Of(2026, PeriodKind.Month, m))];
        OpportunitySnapshot[] deals =
        [
            Deal with { CloseDate = new(2026, 1, 31) }, Deal with { CloseDate = new(2026, 1, 1), Amount = null }, Deal with { CloseDate = new(2026, 2, 1) },
            Deal with { CloseDate = null }, Deal with { CloseDate = new(2026, 4, 1) }, Deal with { CloseDate = new(2025, 12, 31) }, Some.ClosedDeal(2, StageKind.Lost).ToSnapshot(),
        ];
        ForecastResult result = Forecast.For(new ForecastPlan(Currency.Eur, months) { At = new(2026, 2, 28, 0, 0, 0, TimeSpan.Zero) }, deals, Calculator);
        Assert.Equal(1, result.WithoutDate);
        Assert.Equal([(100m, 0m), (0m, 100m), (0m, 0m)], result.Forecasts.Select(f => (f.Overdue.Open.Amount, f.Total.Open.Amount)));
        Assert.Equal(1, Forecast.For(new ForecastPlan(Currency.Eur, months) { At = new(2026, 1, 31, 23, 0, 0, TimeSpan.Zero) }, deals, Calculator).Forecasts[0].Total.OpenCount);
    }

    [Fact]
    public void Periods_may_come_in_any_order_and_leave_gaps()
    {
        ForecastPeriod[] months = [FiscalCalendar.Gregorian.Of(2026, PeriodKind.Month, 5), FiscalCalendar.Gregorian.Of(2026, PeriodKind.Month, 1), FiscalCalendar.Gregorian.Of(2026, PeriodKind.Month, 3)];
        OpportunitySnapshot[] deals = [.. new DateOnly[] { new(2026, 1, 1), new(2026, 1, 31), new(2026, 2, 1), new(2026, 2, 28), new(2026, 3, 1), new(2026, 3, 31), new(2026, 4, 30), new(2026, 5, 1), new(2026, 5, 31), new(2026, 6, 1) }
            .Select(day => Deal with { CloseDate = day })];
        Assert.Equal([2, 2, 2], Forecast.For(new ForecastPlan(Currency.Eur, months), deals, Calculator).Forecasts.Select(f => f.Total.OpenCount));
        Assert.Equal(months, Forecast.For(new ForecastPlan(Currency.Eur, months), deals, Calculator).Forecasts.Select(f => f.Period));
    }

    private static string? Key(ForecastGrouping grouping, OpportunitySnapshot deal) => Groups(grouping, deal).Single().Key;

    private static IEnumerable<(string? Key, decimal Open)> Shares(ForecastGrouping grouping, OpportunitySnapshot deal) => Groups(grouping, deal).Select(g => (g.Key, g.Line.Open.Amount));

    private static IReadOnlyList<ForecastGroup> Groups(ForecastGrouping grouping, OpportunitySnapshot deal) =>
        Forecast.For(new ForecastPlan(Currency.Eur, Quarter) { GroupBy = [grouping] }, [deal], Calculator).Forecasts[0].Groups[grouping.Name];
}
