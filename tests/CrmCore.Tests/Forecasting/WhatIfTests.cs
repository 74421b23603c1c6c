using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Tests.Forecasting.Distributions;
using CrmCore.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Forecasting;

public class WhatIfTests
{
    private static readonly PeriodOutlook Outlook = Outlooks.Of(50, (100, 0.5), (10, 0.9), (30, 0.2));

    [Fact]
    public void Without_a_deal_and_if_one_slips_or_is_won()
    {
        OpportunityId first = Outlook.Deals[0].Id;
        Assert.Equal(Some.Eur(-50), new WhatIf { Without = new HashSet<OpportunityId> { first } }.Compare(Outlook).Mean);
        Assert.Equal(Some.Eur(-25), new WhatIf { Slipped = new HashSet<OpportunityId> { first } }.Compare(Outlook).Mean);
        WhatIfResult won = new WhatIf { Won = new HashSet<OpportunityId> { first } }.Compare(Outlook);
        Assert.Equal((Some.Eur(50), 0.5), (won.Mean, Math.Round(won.ChanceToReach(Some.Eur(150)), 9)));
        HashSet<OpportunityId> unknown = [OpportunityId.From(Some.Guid(77))];
        Assert.Throws<ArgumentException>(() => new WhatIf { Without = unknown }.Apply(Outlook));
        Assert.Throws<ArgumentException>(() => new WhatIf { Slipped = unknown }.Apply(Outlook));
        Assert.Throws<ArgumentException>(() => new WhatIf { Won = unknown }.Apply(Outlook));
        Assert.Equal("outlook", Assert.Throws<ArgumentNullException>(() => new WhatIf().Apply(null!)).ParamName);
    }

    [Fact]
    public void Points_of_win_rate_change_the_chance_in_the_period_in_proportion()
    {
        PeriodOutlook half = Outlook with { Deals = [Outlook.Deals[0] with { EverChance = 0.5, Chance = 0.25 }] };
        Assert.Equal(0.275, new WhatIf { WinRatePoints = 5 }.Apply(half).Deals[0].Chance, 1e-12);
        Assert.Equal(0, new WhatIf { WinRatePoints = -60 }.Apply(half).Deals[0].Chance);
        Assert.All(new WhatIf { WinRatePoints = 100 }.Apply(Outlook).Deals, d => Assert.InRange(d.Chance, 0.9, 1));
    }

    [Fact]
    public void One_more_brings_what_one_has_brought()
    {
        OpportunitySnapshot[] past = [.. Enumerable.Range(1, 40).Select(i => Won(i, day: i * 9, i % 2 == 0 ? Some.Anna : Some.Bo))];
        PeriodOutlook outlook = Outlook with { Period = ForecastPeriod.QuarterOf(new(2027, 2, 1)), At = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        ExpectedBusiness expected = ExpectedBusiness.Before(outlook, past);
        Assert.Equal((4, 2.0), (expected.Periods, expected.People));
        Assert.All(expected.Deals, d => Assert.Equal(0.25, d.Chance));
        WhatIf hire = new() { Hires = 1, Expected = expected };
        Assert.Equal((double)expected.Mean!.Value.Amount / 2, (double)hire.Compare(outlook).Mean.Amount, 0.02);
        Assert.Throws<ArgumentException>(() => new WhatIf { Hires = 1 }.Apply(outlook));
    }

    [Fact]
    public void Suppositions_have_bounds_and_each_deal_is_changed_by_what_is_supposed_of_it()
    {
        WhatIf none = new();
        Assert.Equal((100.0, -100.0, 0), ((none with { WinRatePoints = 100 }).WinRatePoints, (none with { WinRatePoints = -100 }).WinRatePoints, (none with { Hires = 0 }).Hires));
        Assert.Throws<ArgumentOutOfRangeException>(() => none with { WinRatePoints = 100.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => none with { WinRatePoints = -100.1 });
        Assert.Throws<ArgumentException>(() => none with { Hires = -1 });
        Assert.Throws<ArgumentNullException>(() => none with { Without = null! });
        Assert.Throws<ArgumentNullException>(() => none with { Slipped = null! });
        Assert.Throws<ArgumentNullException>(() => none with { Won = null! });

        PeriodDeal[] deals = [.. Outlook.Deals];
        PeriodOutlook outlook = Outlook with { Deals = [deals[0], deals[1] with { IsExpected = true }, deals[2] with { EverChance = 0, Chance = 0 }] };
        PeriodOutlook changed = (none with { WinRatePoints = 10, Slipped = new HashSet<OpportunityId> { deals[0].Id } }).Apply(outlook);
        Assert.Equal([(0.3, 0.6), (0.9, 1.0), (0.0, 0.1)], changed.Deals.Select(d => (Math.Round(d.Chance, 12), Math.Round(d.EverChance, 12))));
        Assert.Equal(1, (none with { WinRatePoints = -100, Won = new HashSet<OpportunityId> { deals[0].Id } }).Apply(outlook).Deals[0].Chance);
    }

    [Fact]
    public void The_differences_are_after_less_before()
    {
        OpportunityId first = Outlook.Deals[0].Id;
        WhatIfResult result = new WhatIf { Won = new HashSet<OpportunityId> { first } }.Compare(Outlook);
        Assert.Equal(result.After.Mean - result.Before.Mean, result.Mean);
        Assert.Equal(Some.Eur(100), result.P10);
        Assert.Equal((result.After.P50 - result.Before.P50, result.After.P90 - result.Before.P90), (result.P50, result.P90));
        Assert.True(result.P50.Amount > 0);
    }

    [Fact]
    public void Each_hire_brings_as_much_and_nobody_owns_it()
    {
        PeriodDeal past = Outlook.Deals[0] with { IsExpected = true, Chance = 0.25, Owners = [new(Some.Anna, Some.Eur(100))] };
        PeriodOutlook outlook = new WhatIf { Hires = 2, Expected = new([past], 0.5, 4) }.Apply(Outlook);
        Assert.Equal([0.5, 0.5], outlook.Deals.Skip(3).Select(d => d.Chance));
        Assert.All(outlook.Deals.Skip(3), d => Assert.Empty(d.Owners));
        Assert.Equal(1, new WhatIf { Hires = 1, Expected = new([past], 0.1, 4) }.Apply(Outlook).Deals[3].Chance);
        Assert.Throws<ArgumentException>(() => new WhatIf { Hires = 1, Expected = new([past], 0, 4) }.Apply(Outlook));
    }

    [Law]
    public Property Nothing_supposed_changes_nothing() => Prop.ForAll(Outlooks.Few.ToArbitrary(), outlook =>
    {
        WhatIfResult result = new WhatIf().Compare(outlook, new() { Cells = 1024 });
        Assert.Equal((Some.Eur(0), Some.Eur(0), Some.Eur(0), 0.0), (result.Mean, result.P10, result.P90, result.ChanceToReach(Some.Eur(100))));
    });

    private static OpportunitySnapshot Won(int number, int day, UserId owner) => Opportunity.TakeOver(
        new(OpportunityId.From(Some.Guid(number)), "D") { Amount = Some.Eur(100), Owner = owner }, Some.Sale, Some.Day(day - 20), new PastMove("won", Some.Day(day))).ToSnapshot();
}
