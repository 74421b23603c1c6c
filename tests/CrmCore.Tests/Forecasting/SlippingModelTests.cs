using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class SlippingModelTests
{
    private static readonly DateOnly Today = new(2026, 2, 10);

    private static readonly ForecastPeriod[] Months = [.. Enumerable.Range(2, 11).Select(m => FiscalCalendar.Gregorian.Of(2026, PeriodKind.Month, m))];

    [Fact]
    public void The_assumption_is_what_is_documented()
    {
        DateOnly expected = new(2026, 3, 31);
        Assert.Equal(0.7, SlippingModel.Assumed.ShareIn(Months[1], expected, Today), 1e-12);
        Assert.Equal(0.21, SlippingModel.Assumed.ShareIn(Months[2], expected, Today), 1e-12);
        Assert.Equal(0, SlippingModel.Assumed.ShareIn(Months[0], expected, Today));
        Assert.Equal(1, SlippingModel.Pushed(0).ShareIn(Months[1], expected, Today));
    }

    [Law]
    public void The_shares_of_all_time_add_up(byte pushed, byte days)
    {
        SlippingModel model = SlippingModel.Pushed(pushed / 300.0);
        ForecastPeriod[] ahead = [new(Today.AddDays(-50), Today.AddDays(days)), new(Today.AddDays(days + 1), Today.AddDays(days + 30)), new(Today.AddDays(days + 31), new(2200, 1, 1))];
        Assert.All((int[])[-20, 0, 20], late => Assert.Equal(1, ahead.Sum(p => model.ShareIn(p, Today.AddDays(late), Today)), 1e-9));
        Assert.Equal(0, model.ShareIn(new(Today.AddDays(-9), Today.AddDays(-1)), Today, Today));
    }

    [Fact]
    public void Slips_are_learned_from_won_deals_known_by_then()
    {
        OpportunitySnapshot[] deals = [.. Enumerable.Range(1, 60).Select(i => Late(i, i % 4 * 10))];
        SlippingModel model = SlippingModel.Train(deals, Some.Day(200));
        Assert.Equal((60, false), (model.Evidence, model.IsAssumed));
        DateOnly expected = new(2026, 6, 10);
        Assert.Equal(5 / 7.0, model.ShareIn(new(new(2026, 6, 1), new(2026, 6, 30)), expected, Today), 1e-9);
        Assert.Equal(2 / 3.0, model.ShareIn(new(new(2026, 6, 1), new(2026, 6, 30)), expected, new(2026, 6, 15)), 1e-9);
        Assert.True(SlippingModel.Train(deals, Some.Day(20)).IsAssumed);
        Assert.True(SlippingModel.Train(deals.Take(39), Some.Day(200)).IsAssumed);
        Assert.True(SlippingModel.Train(Enumerable.Range(1, 60).Select(i => Late(i, 0)), Some.Day(200)).IsAssumed);
    }

    [Fact]
    public void A_calculator_that_knows_time_needs_no_date()
    {
        Pipeline pipeline = Some.Sale;
        StageDefaultCalculator fallback = new(new PipelineCatalog(pipeline));
        OpportunitySnapshot[] past = [.. Enumerable.Range(1, 300).Select(i => Some.ClosedDeal(i, i % 3 == 0 ? StageKind.Lost : StageKind.Won, furthest: "inquiry", day: 5 + (i % 40)).ToSnapshot())];
        DateTimeOffset at = Some.Day(100);
        OpportunitySnapshot open = Some.Deal(999).ToSnapshot() with { CreatedAt = at, StageEnteredAt = at, ChangedAt = at };
        ForecastPeriod first = new(DateOnly.FromDateTime(at.UtcDateTime), DateOnly.FromDateTime(at.UtcDateTime).AddDays(20));
        ForecastPeriod second = new(first.Last.AddDays(1), first.Last.AddDays(300));
        PeriodChances timed = new(new TimeAwareCalculator(pipeline, TimeAwareCalculator.Train(pipeline, past, at).Model!, fallback));
        double[] chances = [timed.In(open, 1, first, at), timed.In(open, 1, second, at), timed.In(open, 1, new(first.First, second.Last), at)];
        Assert.Equal(chances[2], chances[0] + chances[1], 1e-9);
        Assert.All(chances, c => Assert.InRange(c, 0.05, 0.95));
        Assert.Equal(0, timed.In(open, 1, new(first.First.AddDays(-90), first.First.AddDays(-1)), at));
        Assert.Equal(0, new PeriodChances(fallback).In(open, 1, first, at));
    }

    [Fact]
    public void A_share_that_is_pushed_is_below_1()
    {
        Assert.True(SlippingModel.Pushed(0.99).IsAssumed);
        Assert.Throws<ArgumentOutOfRangeException>(() => SlippingModel.Pushed(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SlippingModel.Pushed(-0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => SlippingModel.Pushed(double.NaN));
    }

    /// <summary>Half way through the month that follows, half of those pushed once and not twice are won.</summary>
    [Fact]
    public void Within_a_month_deals_are_won_evenly()
    {
        DateOnly expected = new(2026, 3, 1);
        Assert.Equal(0.7 + (0.5 * 0.21), SlippingModel.Assumed.ShareIn(new(expected, expected.AddDays(15)), expected, Today), 1e-12);
        Assert.Equal(0.5 * 0.21, SlippingModel.Assumed.ShareIn(new(expected.AddDays(1), expected.AddDays(15)), expected, Today), 1e-12);
        Assert.Equal(0.91, SlippingModel.Assumed.ShareIn(new(expected, expected.AddDays(30)), expected, Today), 1e-12);
        Assert.Equal(0.7, SlippingModel.Assumed.ShareIn(new(Today, Today), Today.AddDays(-5), Today), 1e-12);
    }

    [Fact]
    public void Forty_deals_are_enough_and_dates_filled_in_on_closing_are_not()
    {
        DateTimeOffset at = Some.Day(25 + 30);
        Assert.Equal(40, SlippingModel.Train(Enumerable.Range(1, 40).Select(i => Late(i, i % 4 * 10)), at).Evidence);
        Assert.True(SlippingModel.Train(Enumerable.Range(1, 40).Select(i => Late(i, i % 4 * 10)), at.AddTicks(-1)).IsAssumed);
        Assert.True(SlippingModel.Train(Enumerable.Range(1, 100).Select(i => Late(i, i <= 5 ? -1 : 0)), at).IsAssumed);
        Assert.False(SlippingModel.Train(Enumerable.Range(1, 100).Select(i => Late(i, i <= 6 ? -1 : 0)), at).IsAssumed);
        OpportunitySnapshot lost = Some.ClosedDeal(1, StageKind.Lost).ToSnapshot();
        OpportunitySnapshot undated = Some.ClosedDeal(2, StageKind.Won).ToSnapshot();
        Assert.True(SlippingModel.Train(Enumerable.Repeat(lost, 50).Concat(Enumerable.Repeat(undated, 50)), at).IsAssumed);
    }

    [Fact]
    public void Where_fewer_than_twenty_slips_are_left_the_assumption_is_taken()
    {
        // 40 deals won ten days late, seen once: on the day expected all are left, after the tenth day none.
        SlippingModel model = SlippingModel.Train(Enumerable.Range(1, 60).Select(i => Early(i, i <= 40 ? 2 : i <= 41 ? 11 : 12)), Some.Day(200));
        DateOnly expected = new(2026, 6, 10);
        Assert.Equal(40 / 60.0, model.ShareIn(new(expected, expected.AddDays(10)), expected, Today), 1e-12);
        Assert.Equal(1 / 20.0, model.ShareIn(new(expected, expected.AddDays(11)), expected, expected.AddDays(3)), 1e-12);
        Assert.Equal(1 / 20.0, model.ShareIn(new(expected.AddDays(11), expected.AddDays(11)), expected, expected.AddDays(11)), 1e-12);
        Assert.Equal(0.7, model.ShareIn(new(expected.AddDays(13), expected.AddDays(13)), expected, expected.AddDays(13)), 1e-12);
        Assert.Equal(0, model.ShareIn(new(expected, expected.AddDays(2)), expected, expected.AddDays(3)));
        Assert.Equal(SlippingModel.Assumed.ShareIn(new(expected.AddDays(12), expected.AddDays(12)), expected, expected.AddDays(12)), model.ShareIn(new(expected.AddDays(12), expected.AddDays(12)), expected, expected.AddDays(12)));
        Assert.Equal(0.7, model.ShareIn(new(expected.AddDays(12), expected.AddDays(12)), expected, expected.AddDays(12)), 1e-12);
    }

    /// <summary>Created ten days before it is expected, so that it is looked at once.</summary>
    private static OpportunitySnapshot Early(int number, int late) => Opportunity.TakeOver(
        new(OpportunityId.From(Some.Guid(number)), "D") { Amount = Some.Eur(1), CloseDate = DateOnly.FromDateTime(Some.Day(10).UtcDateTime) },
        Some.Sale, Some.Start, new PastMove("won", Some.Day(10 + late))).ToSnapshot();

    private static OpportunitySnapshot Late(int number, int days)
    {
        DateOnly expected = DateOnly.FromDateTime(Some.Day(25).UtcDateTime);
        Opportunity deal = Opportunity.TakeOver(
            new(OpportunityId.From(Some.Guid(number)), "D") { Amount = Some.Eur(1), CloseDate = expected }, Some.Sale, Some.Start, new PastMove("won", Some.Day(25 + days)));
        return deal.ToSnapshot();
    }
}
