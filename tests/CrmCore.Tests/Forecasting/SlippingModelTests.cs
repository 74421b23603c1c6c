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
        SlippingModel model = SlippingModel.Learn(deals, Some.Day(200));
        Assert.Equal((60, false), (model.Evidence, model.IsAssumed));
        DateOnly expected = new(2026, 6, 10);
        Assert.Equal(5 / 7.0, model.ShareIn(new(new(2026, 6, 1), new(2026, 6, 30)), expected, Today), 1e-9);
        Assert.Equal(2 / 3.0, model.ShareIn(new(new(2026, 6, 1), new(2026, 6, 30)), expected, new(2026, 6, 15)), 1e-9);
        Assert.True(SlippingModel.Learn(deals, Some.Day(20)).IsAssumed);
        Assert.True(SlippingModel.Learn(deals.Take(39), Some.Day(200)).IsAssumed);
        Assert.True(SlippingModel.Learn(Enumerable.Range(1, 60).Select(i => Late(i, 0)), Some.Day(200)).IsAssumed);
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

    private static OpportunitySnapshot Late(int number, int days)
    {
        DateOnly expected = DateOnly.FromDateTime(Some.Day(25).UtcDateTime);
        Opportunity deal = Opportunity.TakeOver(
            new(OpportunityId.From(Some.Guid(number)), "D") { Amount = Some.Eur(1), CloseDate = expected }, Some.Sale, Some.Start, new PastMove("won", Some.Day(25 + days)));
        return deal.ToSnapshot();
    }
}
