using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Tests.Forecasting.Distributions;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class PeriodChancesTests
{
    private static readonly PipelineCatalog Pipelines = new(Some.Sale);
    private static readonly ForecastPeriod March = ForecastPeriod.MonthOf(new(2026, 3, 1));

    [Fact]
    public void Without_a_calculator_that_knows_time_the_date_decides()
    {
        PeriodChances chances = new(new StageDefaultCalculator(Pipelines), SlippingModel.Pushed(0));
        OpportunitySnapshot deal = Some.Deal(1, Some.Eur(1), new(2026, 3, 31)).ToSnapshot();
        Assert.Equal(0.4, chances.In(deal, 0.4, March, Some.Start));
        Assert.Equal(0.4, chances.In(deal, 0.4, March, new(2026, 3, 31, 23, 59, 59, TimeSpan.Zero)));
        Assert.Equal(0, chances.In(deal, 0.4, March, new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(0, chances.In(deal with { CloseDate = new(2026, 4, 1) }, 0.4, March, Some.Start));
        Assert.Equal(0, chances.In(deal with { CloseDate = null }, 0.4, March, Some.Start));
        Assert.Same(SlippingModel.Assumed, new PeriodChances(new StageDefaultCalculator(Pipelines)).Slipping);
    }

    /// <summary>In Shanghai it is April already when it is the evening of 31 March in UTC.</summary>
    [Fact]
    public void A_day_ends_where_the_zone_says()
    {
        PeriodChances chances = new(new StageDefaultCalculator(Pipelines), SlippingModel.Pushed(0));
        OpportunitySnapshot deal = Some.Deal(1, Some.Eur(1), new(2026, 3, 31)).ToSnapshot();
        DateTimeOffset evening = new(2026, 3, 31, 16, 0, 0, TimeSpan.Zero);
        TimeZoneInfo shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        Assert.Equal(0.4, chances.In(deal, 0.4, March, evening));
        Assert.Equal(0, chances.In(deal, 0.4, March, evening, shanghai));
        Assert.Equal(0.4, chances.In(deal, 0.4, March, evening.AddTicks(-1), shanghai));
        Assert.Equal(0.4, chances.In(deal, 0.4, ForecastPeriod.MonthOf(new(2026, 4, 1)), evening, shanghai));
    }

    [Fact]
    public void A_calculator_that_knows_time_is_asked_for_both_ends_of_the_period()
    {
        Timed timed = new(days => days / 100);
        PeriodChances chances = new(timed);
        OpportunitySnapshot deal = Some.Deal(1).ToSnapshot();
        Assert.Equal("timed", chances.Calculator);
        Assert.Equal(0.31, chances.In(deal, 0.9, March, new(2026, 2, 19, 0, 0, 0, TimeSpan.Zero)), 1e-12);
        Assert.Equal(0.31, chances.In(deal, 0.9, March, new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)), 1e-12);
        Assert.Equal(0.21, chances.In(deal, 0.9, March, new(2026, 3, 11, 0, 0, 0, TimeSpan.Zero)), 1e-12);
        Assert.Equal(0.25, chances.In(deal, 0.25, March, new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(0, new PeriodChances(new Timed(days => 1 - (days / 100))).In(deal, 0.9, March, new(2026, 2, 19, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(0, new PeriodChances(new Timed(_ => null)).In(deal, 0.9, March, Some.Start));
    }

    [Fact]
    public void A_period_that_begins_now_has_nothing_before_it_and_one_that_ends_now_is_over()
    {
        PeriodChances half = new(new Timed(_ => 0.5));
        OpportunitySnapshot deal = Some.Deal(1).ToSnapshot();
        Assert.Equal(0.5, half.In(deal, 0.9, March, new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(0, half.In(deal, 0.9, March, new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal("deal", Assert.Throws<ArgumentNullException>(() => half.In(null!, 0.9, March, Some.Start)).ParamName);
    }

    /// <summary>In Shanghai March ends eight hours before it does in UTC.</summary>
    [Fact]
    public void A_calculator_that_knows_time_is_asked_for_the_days_of_the_zone()
    {
        PeriodChances chances = new(new Timed(days => days / 100));
        TimeZoneInfo shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        Assert.Equal((31 - (8 / 24.0)) / 100, chances.In(Some.Deal(1).ToSnapshot(), 0.9, March, new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), shanghai), 1e-12);
    }

    [Fact]
    public void A_deal_that_slips_has_the_chance_of_a_period_so_many_days_earlier()
    {
        ForecastPlan plan = new(Currency.Eur, March) { At = Some.Day(1) };
        OpportunitySnapshot[] deals = [.. new DateOnly[] { new(2026, 2, 18), new(2026, 2, 19), new(2026, 3, 21), new(2026, 3, 22) }.Select((d, i) => Some.Deal(i + 1, Some.Eur(1), d).ToSnapshot())];
        PeriodOutlook outlook = PeriodOutlook.Of(plan, deals, new(new StageDefaultCalculator(Pipelines), SlippingModel.Pushed(0)), slipDays: 10).Outlook!;
        Assert.Equal([(0, 0), (0, 0.2), (0.2, 0.2), (0.2, 0)], outlook.Deals.Select(d => (d.Chance, d.ChanceIfSlipped)));
    }

    [Fact]
    public void A_deal_of_a_period_is_checked()
    {
        PeriodDeal deal = new(OpportunityId.From(Some.Guid(1)), "D", Some.Eur(0), 1);
        Assert.Equal((1.0, 0.0), (deal.EverChance, (deal with { Chance = 0 }).Chance));
        foreach (Func<PeriodDeal> wrong in (Func<PeriodDeal>[])
            [
                () => deal with { Amount = Some.Eur(-0.01m) }, () => deal with { Chance = -0.01 }, () => deal with { Chance = 1.01 }, () => deal with { Chance = double.NaN },
                () => deal with { EverChance = 1.01 }, () => deal with { ChanceIfSlipped = -0.01 }, () => new(deal.Id, "D", Some.Eur(-1), 0), () => new(deal.Id, "D", Some.Eur(1), 2),
            ])
        {
            Assert.Throws<ArgumentOutOfRangeException>(wrong);
        }
    }

    [Fact]
    public void An_outlook_is_shared_by_its_owners()
    {
        ForecastPlan plan = new(Currency.Eur, Outlooks.Quarter) { At = Some.Day(20) };
        OpportunitySnapshot[] deals =
        [
            Some.ClosedDeal(1, StageKind.Won, 100).ToSnapshot() with { Splits = [new(Some.Anna, 30), new(Some.Bo, 70)] },
            Some.ClosedDeal(2, StageKind.Won, 11).ToSnapshot(),
            Some.ClosedDeal(3, StageKind.Lost, 999).ToSnapshot(),
            Some.ClosedDeal(4, StageKind.Won, 7, day: 200).ToSnapshot(),   // still open then
            Some.Deal(5, Some.Eur(50), new(2026, 3, 1), Some.Bo).ToSnapshot(),
            Some.Deal(6, null, new(2026, 3, 1), Some.Bo).ToSnapshot(),
            Some.Deal(7, Some.Eur(20), new(2026, 3, 1)).ToSnapshot(),
        ];
        PeriodOutlook outlook = PeriodOutlook.Of(plan, deals, new(new StageDefaultCalculator(Pipelines), SlippingModel.Pushed(0)), slipDays: 60).Outlook!;
        Assert.Equal((Some.Eur(111), 1, 60, 3), (outlook.Won, outlook.WithoutAmount, outlook.SlipDays, outlook.Deals.Count));
        Assert.Equal((Some.Eur(41), Some.Eur(70)), (outlook.WonByOwner[Some.Anna], outlook.WonByOwner[Some.Bo]));
        Assert.Equal([Some.Anna, Some.Bo], outlook.Owners);
        Assert.All(outlook.Deals.Where(d => d.Name != "Deal 4"), d => Assert.Equal((d.EverChance, 0.0), (d.Chance, d.ChanceIfSlipped)));
        PeriodOutlook bo = outlook.For(Some.Bo);
        Assert.Equal((Some.Eur(70), Some.Eur(50)), (bo.Won, bo.Deals.Single().Amount));
        Assert.Equal([Some.Bo], bo.Owners);
        Assert.Equal((Some.Eur(0), 0), (outlook.For(new("chen")).Won, outlook.For(new("chen")).Deals.Count));
        Assert.Throws<ArgumentException>(() => PeriodOutlook.Of(new(Currency.Eur, Outlooks.Quarter), deals, new(new StageDefaultCalculator(Pipelines))));
        Assert.Throws<ArgumentException>(() => PeriodOutlook.Of(plan, deals, new(new StageDefaultCalculator(Pipelines)), slipDays: 0));
        Assert.Equal("forecast.no-rates", PeriodOutlook.Of(new(Currency.Usd, Outlooks.Quarter) { At = Some.Day(20) }, deals, new(new StageDefaultCalculator(Pipelines))).Refusals[0].Code);
    }

    private sealed class Timed(Func<double, double?> share) : ITimedWinProbabilityCalculator
    {
        public string Name => "timed";

        public WinProbability Estimate(OpportunitySnapshot opportunity) => throw new NotSupportedException();

        public double? WonWithin(OpportunitySnapshot opportunity, DateTimeOffset at, double days) => share(days);
    }
}
