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
        Assert.Throws<ArgumentException>(() => new WhatIf { Without = new HashSet<OpportunityId> { OpportunityId.From(Some.Guid(77)) } }.Apply(Outlook));
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

    [Law]
    public Property Nothing_supposed_changes_nothing() => Prop.ForAll(Outlooks.Few.ToArbitrary(), outlook =>
    {
        WhatIfResult result = new WhatIf().Compare(outlook, new() { Cells = 1024 });
        Assert.Equal((Some.Eur(0), Some.Eur(0), Some.Eur(0), 0.0), (result.Mean, result.P10, result.P90, result.ChanceToReach(Some.Eur(100))));
    });

    private static OpportunitySnapshot Won(int number, int day, UserId owner) => Opportunity.TakeOver(
        new(OpportunityId.From(Some.Guid(number)), "D") { Amount = Some.Eur(100), Owner = owner }, Some.Sale, Some.Day(day - 20), new PastMove("won", Some.Day(day))).ToSnapshot();
}
