using CrmCore.Forecasting;
using CrmCore.Forecasting.Accounting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class ForecastPlanTests
{
    private static readonly ForecastPeriod Quarter = ForecastPeriod.QuarterOf(new(2026, 2, 1));

    private static readonly StageDefaultCalculator Calculator = new(new PipelineCatalog(Some.Sale));

    private static readonly ForecastGrouping[] All =
    [
        ForecastGrouping.Owner, ForecastGrouping.Pipeline, ForecastGrouping.Stage, ForecastGrouping.Product, ForecastGrouping.Source, ForecastGrouping.Account,
        ForecastGrouping.Team(new Dictionary<UserId, string> { [Some.Anna] = "north", [Some.Bo] = "north" }), ForecastGrouping.Fact("custom.region"), ForecastGrouping.By("initial", d => d.Name[..1]),
    ];

    [Law]
    public void Parts_sum_to_the_whole_by_any_grouping(Opportunity[] deals, byte[] shares)
    {
        OpportunitySnapshot[] all = [.. deals.Select((d, i) => Shared(d.ToSnapshot(), shares.ElementAtOrDefault(i)))];
        Forecast forecast = Of(new ForecastPlan(Currency.Eur, Quarter) { GroupBy = All }, all);
        Assert.Equal(All.Length, forecast.Groups.Count);
        Assert.All(forecast.Groups.Values, groups =>
        {
            ForecastLine sum = groups.Aggregate(ForecastLine.Empty(Currency.Eur), (a, g) => a + g.Line);
            Assert.Equal((forecast.Total.Won, forecast.Total.Weighted, forecast.Total.Open, forecast.Total.Recurring), (sum.Won, sum.Weighted, sum.Open, sum.Recurring));
        });
    }

    [Law]
    public void Splitting_a_deal_between_owners_keeps_the_total(Opportunity[] deals, byte[] shares)
    {
        OpportunitySnapshot[] whole = [.. deals.Select(d => d.ToSnapshot())];
        OpportunitySnapshot[] split = [.. whole.Select((d, i) => Shared(d, shares.ElementAtOrDefault(i)) with { LineItems = null, Recurring = null })];
        Assert.Equal(Of(new(Currency.Eur, Quarter), whole).Total, Of(new(Currency.Eur, Quarter), split).Total);
    }

    [Law]
    public void Cut_into_months_a_quarter_is_the_same(Opportunity[] deals)
    {
        ForecastPeriod[] months = [.. Enumerable.Range(1, 3).Select(m => FiscalCalendar.Gregorian.Of(2026, PeriodKind.Month, m))];
        ForecastResult result = Forecast.For(new ForecastPlan(Currency.Eur, months), deals.Select(d => d.ToSnapshot()), Calculator);
        Assert.Equal(Of(new(Currency.Eur, Quarter), deals.Select(d => d.ToSnapshot())).Total, result.Forecasts.Aggregate(ForecastLine.Empty(Currency.Eur), (sum, f) => sum + f.Total));
    }

    [Law]
    public void What_is_closed_or_created_later_is_not_foreseen(Opportunity[] deals)
    {
        DateTimeOffset at = new(2026, 2, 20, 0, 0, 0, TimeSpan.Zero);
        ForecastPlan plan = new(Currency.Eur, Quarter) { At = at };
        OpportunitySnapshot[] now = [.. deals.Select(d => d.ToSnapshot())];
        Forecast forecast = Of(plan, now);
        PeriodOutlook outlook = PeriodOutlook.Of(plan, now, new PeriodChances(Calculator)).Outlook!;
        decimal won = now.Sum(d => PastDeals.AsOf(d, at, new PipelineCatalog(Some.Sale)) is { StageKind: StageKind.Won } then && Quarter.Contains(DateOnly.FromDateTime(then.Closing!.At.UtcDateTime))
            ? (d.Closing?.At == then.Closing.At ? d : then).Amount?.Amount ?? 0
            : 0);
        Assert.Equal((won, won), (forecast.Total.Won.Amount, outlook.Won.Amount));
        Assert.DoesNotContain(outlook.Deals, d => now.Single(o => o.Id == d.Id).CreatedAt > at);
    }

    [Fact]
    public void A_deal_that_was_won_later_is_open_as_it_stood()
    {
        Opportunity deal = Some.Deal(amount: Some.Eur(1000), closeDate: new(2026, 3, 20));
        OpportunitySnapshot won = Won(deal.ToSnapshot(), Some.Start.AddDays(30));
        ForecastPlan plan = new(Currency.Eur, Quarter) { At = Some.Start.AddDays(10) };
        Forecast before = Of(plan, [deal.ToSnapshot()]);
        Assert.Equal(before.Total, Of(plan, [won]).Total);
        Assert.Equal(1000, Of(plan with { At = Some.Start.AddDays(30) }, [won]).Total.Won.Amount);
        Assert.Equal(1, Of(plan with { At = Some.Start }, [won]).Total.OpenCount);
        Assert.Equal(0, Of(plan with { At = Some.Start.AddTicks(-1) }, [won]).Total.OpenCount);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(3, 0, 1000)]
    [InlineData(6, 1, 0)]
    [InlineData(31, 0, 1000)]
    public void A_deal_that_was_won_reopened_and_won_again_counts_as_it_stood(int day, int open, int won)
    {
        Opportunity deal = Some.Deal(amount: Some.Eur(1000), closeDate: new(2026, 3, 20));
        Close(deal, "won", 2);
        deal.Reopen(Some.Sale, Some.Day(5), Some.Anna, "new facts").EnsureSucceeded();
        if (day < 30)
        {
            Assert.Equal((open, (decimal)won), CountedOn(day, deal.ToSnapshot()));
        }

        Close(deal, "won", 30);
        Assert.Equal((open, (decimal)won), CountedOn(day, deal.ToSnapshot()));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 0)]
    [InlineData(6, 1)]
    [InlineData(31, 0)]
    public void A_deal_that_was_lost_reopened_and_lost_again_counts_as_it_stood(int day, int open)
    {
        Opportunity deal = Some.Deal(amount: Some.Eur(1000), closeDate: new(2026, 3, 20));
        Close(deal, "lost", 2);
        deal.Reopen(Some.Sale, Some.Day(5), Some.Anna, "new facts").EnsureSucceeded();
        Close(deal, "lost", 30);
        Assert.Equal((open, 0m), CountedOn(day, deal.ToSnapshot()));
        Assert.Equal(0, Of(new ForecastPlan(Currency.Eur, Quarter) { At = Some.Day(day) }, [deal.ToSnapshot()]).Omitted.OpenCount);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void A_calculator_that_gives_no_chance_is_named(double value)
    {
        ForecastPlan plan = new(Currency.Eur, Quarter) { At = Some.Start.AddDays(1) };
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => Forecast.For(plan, [Some.Deal(amount: Some.Eur(1000), closeDate: new(2026, 3, 20)).ToSnapshot()], new Raw(value)));
        Assert.Contains("'raw'", failure.Message, StringComparison.Ordinal);
    }

    private static void Close(Opportunity deal, string stage, int day) =>
        deal.Move(new(stage, Some.Day(day), Some.Anna) { Reason = "price" }, Some.Sale).EnsureSucceeded();

    private static (int Open, decimal Won) CountedOn(int day, OpportunitySnapshot deal)
    {
        ForecastPlan plan = new(Currency.Eur, Quarter) { At = Some.Day(day) };
        ForecastLine total = Of(plan, [deal]).Total;
        PeriodOutlook outlook = PeriodOutlook.Of(plan, [deal], new PeriodChances(Calculator)).Outlook!;
        Assert.Equal((total.OpenCount, total.Won), (outlook.Deals.Count, outlook.Won));
        return (total.OpenCount, total.Won.Amount);
    }

    private sealed class Raw(double value) : IWinProbabilityCalculator
    {
        public string Name => "raw";

        public WinProbability Estimate(OpportunitySnapshot record) => throw new NotSupportedException();

        public void Estimate(ReadOnlySpan<OpportunitySnapshot> records, DateTimeOffset at, Span<double> estimates) => estimates[..records.Length].Fill(value);
    }

    [Law]
    public void A_closed_period_is_the_same_a_year_later(Opportunity[] deals, Opportunity[] later)
    {
        DateTimeOffset after = new(2026, 4, 2, 0, 0, 0, TimeSpan.Zero);
        OpportunitySnapshot[] known = [.. deals.Select(d => d.ToSnapshot()).Where(d => !(d.Closing?.At >= after))];
        IEnumerable<OpportunitySnapshot> grown = known.Select(d => d.StageKind == StageKind.Open ? Won(d, after.AddDays(200)) : d).Concat(later.Select(d => Won(d.ToSnapshot(), after.AddDays(100))));
        Forecast then = Of(new(Currency.Eur, Quarter) { At = after }, known);
        Forecast now = Of(new(Currency.Eur, Quarter) { At = after.AddYears(1) }, grown);
        Assert.Equal(then.Total, now.Total);
        Assert.Equal(then.ByOwner, now.ByOwner);
    }

    [Fact]
    public void A_day_ends_where_the_plan_says()
    {
        OpportunitySnapshot deal = Won(Some.Deal(1, Some.Eur(10)).ToSnapshot(), new(2026, 3, 31, 20, 0, 0, TimeSpan.Zero));
        Assert.Equal(Some.Eur(10), Of(new(Currency.Eur, Quarter), [deal]).Total.Won);
        Assert.Equal(Some.Eur(0), Of(new(Currency.Eur, Quarter) { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") }, [deal]).Total.Won);
    }

    [Fact]
    public void Categories_roll_up_alone_or_with_all_surer_ones()
    {
        Forecast forecast = Of(
            new(Currency.Eur, Quarter),
            [Open(1, 100, "pipeline"), Open(2, 200, "best-case"), Open(3, 400, "Commit"), Open(4, 800, "omitted"), Some.ClosedDeal(5, StageKind.Won, 1600).ToSnapshot(), Open(6, 3200, "nonsense")]);
        Assert.Equal([3300m, 200m, 400m, 0m], new[] { ForecastCategory.Pipeline, ForecastCategory.BestCase, ForecastCategory.Commit, ForecastCategory.Closed }.Select(c => forecast.Of(c).Open.Amount));
        Assert.Equal((600m, 1600m), (forecast.Of(ForecastCategory.BestCase, CategoryRollUp.Cumulative).Open.Amount, forecast.Of(ForecastCategory.BestCase, CategoryRollUp.Cumulative).Won.Amount));
        Assert.Equal((3900m, 800m), (forecast.Total.Open.Amount, forecast.Omitted.Open.Amount));
    }

    [Fact]
    public void Recurring_revenue_stands_apart_by_the_month()
    {
        OpportunitySnapshot deal = Some.Deal(1, Some.Eur(500), new(2026, 3, 1), Some.Anna).ToSnapshot() with { Recurring = new(Some.Eur(100), 12) };
        Forecast forecast = Of(new(Currency.Eur, Quarter), [deal, deal with { Amount = null }]);
        Assert.Equal((Some.Eur(500), Some.Eur(16.66m)), (forecast.Total.Open, forecast.Total.Recurring!.Open));
        Assert.Equal(1, forecast.WithoutAmount);
    }

    [Fact]
    public void Amounts_of_two_currencies_need_rates_and_their_day()
    {
        OpportunitySnapshot[] deals = [Open(1, 100, "pipeline"), Some.Deal(2, new Money(1000, Currency.Cny), new(2026, 3, 1)).ToSnapshot(), Some.Deal(3, new Money(70, Currency.Usd), new(2026, 3, 1)).ToSnapshot()];
        DateOnly day = new(2026, 1, 31);
        RatesTable rates = new([new(Currency.Cny, Currency.Eur, day.AddDays(-1), 0.125m), new(Currency.Cny, Currency.Eur, day.AddDays(1), 9m), new(Currency.Eur, Currency.Usd, day, 1.4m)]);
        ForecastPlan plan = new(Currency.Eur, Quarter);

        Forecast forecast = Of(plan with { Rates = new(rates, day) }, deals);
        Assert.Equal(Some.Eur(275), forecast.Total.Open);

        ForecastResult without = Forecast.For(plan, deals, Calculator);
        Assert.Equal(["forecast.no-rates", "forecast.no-rates"], without.Refusals.Select(r => r.Code));
        Assert.Empty(without.Forecasts);
        ForecastResult late = Forecast.For(plan with { Rates = new(rates, day.AddDays(30)) }, deals, Calculator);
        Assert.Equal(new Refusal("forecast.no-rate", ("from", "CNY"), ("to", "EUR"), ("on", "2026-03-02")), late.Refusals[0]);
    }

    [Fact]
    public void What_a_person_says_stands_beside_what_is_computed()
    {
        ForecastOverride Said(decimal value, string? key, int day) => new(Quarter, Some.Eur(value), Some.Day(day), Some.Bo, "knows the buyer") { Grouping = key is null ? null : "owner", Key = key };
        ForecastPlan plan = new(Currency.Eur, Quarter) { Overrides = [Said(900, "anna", 2), Said(700, "anna", 1), Said(5, "chen", 1)] };
        OpportunitySnapshot[] deals = [Open(1, 1000, "pipeline"), Some.Deal(2, Some.Eur(500), new(2026, 3, 1), Some.Bo).ToSnapshot()];

        Forecast forecast = Of(plan, deals);
        ForecastGroup anna = forecast.Groups["owner"].Single(g => g.Key == "anna");
        Assert.Equal((Some.Eur(200), Some.Eur(900), "knows the buyer"), (anna.Line.Expected, anna.Judged, anna.Override!.Reason));
        Assert.Equal(Some.Eur(300), forecast.Total.Expected);
        Assert.Equal(Some.Eur(900 + 100 + 5), forecast.Judged());
        Assert.Equal(Some.Eur(1), Of(plan with { Overrides = [.. plan.Overrides, Said(1, null, 3)] }, deals).Judged());
        Assert.Equal(Some.Eur(700), Of(plan with { At = Some.Day(1.5) }, deals).Groups["owner"].Single(g => g.Key == "anna").Judged);
    }

    [Fact]
    public void What_is_said_at_the_very_instant_is_known_and_a_group_of_nothing_but_what_is_said_is_no_owners_line()
    {
        ForecastOverride said = new(Quarter, Some.Eur(5), Some.Day(2), Some.Bo, "knows the buyer") { Grouping = "owner", Key = "chen" };
        ForecastPlan plan = new(Currency.Eur, Quarter) { Overrides = [said] };
        Assert.Equal(Some.Eur(5), Of(plan with { At = Some.Day(2) }, []).Judged());
        Assert.Equal(Some.Eur(0), Of(plan with { At = Some.Day(2).AddTicks(-1) }, []).Judged());
        Assert.Empty(Of(plan, []).ByOwner);
    }

    [Fact]
    public void Omitted_deals_have_a_line_of_their_own_and_are_in_no_group()
    {
        Forecast forecast = Of(new(Currency.Eur, Quarter), [Open(1, 800, "omitted")]);
        Assert.Equal((Some.Eur(800), Some.Eur(800)), (forecast.Of(ForecastCategory.Omitted).Open, forecast.Of(ForecastCategory.Omitted, CategoryRollUp.Cumulative).Open));
        Assert.Empty(forecast.Groups["owner"]);
    }

    [Fact]
    public void A_won_deal_is_closed_whatever_it_says_itself()
    {
        OpportunitySnapshot won = Some.ClosedDeal(1, StageKind.Won).ToSnapshot() with { CustomFields = new Dictionary<string, FieldValue> { ["forecast-category"] = FieldValue.Of("omitted") } };
        Assert.Equal(Some.Eur(100), Of(new(Currency.Eur, Quarter), [won]).Of(ForecastCategory.Closed).Won);
    }

    [Fact]
    public void Recurring_revenue_of_won_deals_is_won_and_of_open_ones_weighted()
    {
        OpportunitySnapshot won = Some.ClosedDeal(1, StageKind.Won).ToSnapshot() with { Recurring = new(Some.Eur(1200), 12) };
        OpportunitySnapshot open = Some.Deal(2, Some.Eur(500), new(2026, 3, 1)).ToSnapshot() with { Recurring = new(Some.Eur(600), 12) };
        Assert.Equal(new(Some.Eur(100), Some.Eur(10), Some.Eur(50)), Of(new(Currency.Eur, Quarter), [won, open]).Total.Recurring);
    }

    [Fact]
    public void Chances_are_as_of_the_instant_of_the_plan_and_without_one_as_of_the_last_change()
    {
        OpportunitySnapshot deal = Some.Deal(1, Some.Eur(100), new(2026, 3, 1)).ToSnapshot();
        ForecastPlan plan = new(Currency.Eur, Quarter);
        Assert.Equal(Some.Eur(50), Forecast.For(plan, [deal], new Dated()).Forecasts[0].Total.Weighted);
        Assert.Equal(Some.Eur(25), Forecast.For(plan with { At = Some.Day(1) }, [deal], new Dated()).Forecasts[0].Total.Weighted);
    }

    [Fact]
    public void The_rate_of_a_day_is_the_last_one_known()
    {
        DateOnly day = new(2026, 1, 31);
        RatesTable rates = new([new(Currency.Cny, Currency.Eur, day, 2), new(Currency.Cny, Currency.Eur, day.AddDays(-2), 1), new(Currency.Cny, Currency.Eur, day.AddDays(2), 3)]);
        Assert.Equal([1, 2, 2, 3, 3, null], new[] { -1, 0, 1, 2, 9, 10 }.Select(d => rates.Find(Currency.Cny, Currency.Eur, day.AddDays(d))));
        Assert.Equal("Rate", Assert.Throws<ArgumentOutOfRangeException>(() => new ExchangeRate(Currency.Cny, Currency.Eur, day, 0)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExchangeRate(Currency.Cny, Currency.Eur, day, -1));
    }

    [Fact]
    public void Periods_that_share_one_day_are_refused_and_those_that_meet_are_not()
    {
        ForecastPeriod january = ForecastPeriod.MonthOf(new(2026, 1, 1));
        Assert.Throws<ArgumentException>(() => new ForecastPlan(Currency.Eur, january, new ForecastPeriod(new(2026, 1, 31), new(2026, 2, 10))));
        Assert.Equal(2, new ForecastPlan(Currency.Eur, january, new ForecastPeriod(new(2026, 2, 1), new(2026, 2, 10))).Periods.Count);
    }

    [Fact]
    public void Periods_that_overlap_are_refused() => Assert.Throws<ArgumentException>(() => new ForecastPlan(Currency.Eur, Quarter, ForecastPeriod.MonthOf(new(2026, 3, 1))));

    [Fact]
    public async Task Deals_are_added_up_as_they_are_read()
    {
        OpportunitySnapshot[] deals = [.. Enumerable.Range(1, 1500).Select(i => Open(i, i, "pipeline"))];
        ForecastResult result = await Forecast.ForAsync(new(Currency.Eur, Quarter), deals.ToAsyncEnumerable(), Calculator);
        Assert.Equal(1500 * 1501 / 2, result.Forecasts[0].Total.Open.Amount);
        Assert.Equal(1500, result.Forecasts[0].Total.OpenCount);
    }

    /// <summary>A half as of the last change, a quarter as of any instant.</summary>
    private sealed class Dated : IWinProbabilityCalculator
    {
        public string Name => "dated";

        public WinProbability Estimate(OpportunitySnapshot record) => new(new(0.5), Name, "1", 0, []);

        public WinProbability Estimate(OpportunitySnapshot record, DateTimeOffset at) => new(new(0.25), Name, "1", 0, []);
    }

    private static Forecast Of(ForecastPlan plan, IEnumerable<OpportunitySnapshot> deals)
    {
        ForecastResult result = Forecast.For(plan, deals, Calculator);
        result.EnsureSucceeded();
        return result.Forecasts[0];
    }

    private static OpportunitySnapshot Open(int number, decimal amount, string category) =>
        Some.Deal(number, Some.Eur(amount), new(2026, 3, 1), Some.Anna).ToSnapshot() with { CustomFields = new Dictionary<string, FieldValue> { ["forecast-category"] = FieldValue.Of(category) } };

    private static OpportunitySnapshot Won(OpportunitySnapshot deal, DateTimeOffset at) =>
        deal with { StageKind = StageKind.Won, Stage = "won", Closing = new(StageKind.Won, at, "evaluation", null, null) };

    private static OpportunitySnapshot Shared(OpportunitySnapshot deal, byte share)
    {
        decimal percent = 1 + (share % 99);
        return share % 3 == 0 ? deal : deal with
        {
            Splits = [new(Some.Anna, percent / 3), new(Some.Bo, 100 - percent), new(new("chen"), percent - (percent / 3))],
            LineItems = [new("desk", 1, Some.Eur(percent)), new("chair", 3, Some.Eur(7))],
            Recurring = new(Some.Eur(percent * 10), 7),
        };
    }
}
