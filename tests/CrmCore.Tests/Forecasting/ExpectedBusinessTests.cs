using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class ExpectedBusinessTests
{
    /// <summary>A span of ten days, seen on its third day: what came after the third day of earlier spans and was won within them is expected again.</summary>
    private static readonly PeriodOutlook Outlook = new(new(new(2026, 3, 1), new(2026, 3, 10)), Day(3, 3), Some.Eur(50), []);

    [Fact]
    public void What_came_and_was_won_in_the_same_part_of_earlier_spans_is_expected_again()
    {
        OpportunitySnapshot[] deals =
        [
            Won(1, Day(1, 1), Day(1, 2)),
            Won(2, Day(2, 22), Day(2, 28)),
            Won(3, Day(2, 21), Day(2, 28)),
            Won(4, Day(2, 22), Day(3, 1)),
            Won(5, Day(2, 13), Day(2, 18), Some.Bo),
            Won(6, Day(2, 13), Day(2, 19), Some.Bo),
            Won(7, Day(2, 13), Day(2, 17), owner: null),
            Some.Deal(8, Some.Eur(70)).ToSnapshot(),
            Won(9, Day(2, 24), Day(2, 25)) with { Amount = new(100, Currency.Usd) },
        ];
        ExpectedBusiness expected = ExpectedBusiness.Before(Outlook, deals);
        Assert.Equal([2, 5, 7], expected.Deals.Select(d => d.Id.Value).Select(id => Enumerable.Range(1, 9).Single(n => Some.Guid(n) == id)));
        Assert.Equal((4, 0.5), (expected.Periods, expected.People));
        Assert.All(expected.Deals, d => Assert.Equal((0.25, true, Some.Eur(100)), (d.Chance, d.IsExpected, d.Amount)));
        Assert.Equal(Some.Eur(75), expected.Mean);
        Assert.Equal([[new(Some.Anna, Some.Eur(100))], [new(Some.Bo, Some.Eur(100))], []], expected.Deals.Select(d => d.Owners));
        Assert.Equal(expected.Deals, expected.AddTo(Outlook).Deals);
        Assert.Equal(Some.Eur(125), expected.AddTo(Outlook).Mean);
    }

    [Theory]
    [InlineData(11, 1)]
    [InlineData(21, 2)]
    [InlineData(200, 4)]
    public void Spans_before_the_first_deal_do_not_count(int daysBefore, int periods)
    {
        DateTimeOffset first = Outlook.At.AddDays(-daysBefore);
        Assert.Equal(periods, ExpectedBusiness.Before(Outlook, [Won(1, first, first.AddDays(1))]).Periods);
        Assert.Equal(periods, ExpectedBusiness.Before(Outlook, [Won(1, Outlook.At.AddDays(-10 * periods), Outlook.At)]).Periods);
        Assert.Equal(periods - 1, ExpectedBusiness.Before(Outlook, [Won(1, Outlook.At.AddDays(-10 * periods).AddTicks(1), Outlook.At)]).Periods);
    }

    [Fact]
    public void Of_nothing_nothing_is_expected()
    {
        ExpectedBusiness none = ExpectedBusiness.Before(Outlook, []);
        Assert.Equal((0, 0.0, (Money?)null), (none.Periods, none.People, none.Mean));
        Assert.Empty(none.Deals);
        Assert.Equal(2, ExpectedBusiness.Before(Outlook, [Won(1, Day(1, 1), Day(1, 2))], periods: 2).Periods);
        Assert.Throws<ArgumentException>(() => ExpectedBusiness.Before(Outlook, [], periods: 0));
    }

    /// <summary>Before a period begins, spans are those that end before the present day.</summary>
    [Fact]
    public void A_period_that_is_still_far_looks_at_spans_that_are_over()
    {
        PeriodOutlook far = Outlook with { At = Day(2, 1) };
        // 38 days to the end, spans of ten: the last that is over is four spans earlier, 20 to 29 January, seen on 23 December; what was there then is not expected again.
        ExpectedBusiness expected = ExpectedBusiness.Before(far, [Won(1, Day(1, 1).AddDays(-15), Day(1, 20)), Won(2, Day(1, 3), Day(1, 29)), Won(3, Day(1, 3), Day(1, 30))], periods: 1);
        Assert.Equal([Some.Guid(2)], expected.Deals.Select(d => d.Id.Value));
    }

    /// <summary>On the last day before a period its end is eleven days away, so the span just before it is not over.</summary>
    [Fact]
    public void The_day_before_a_period_the_span_before_it_is_not_over()
    {
        ExpectedBusiness expected = ExpectedBusiness.Before(Outlook with { At = Day(2, 28) }, [Won(1, Day(1, 1), Day(1, 2)), Won(2, Day(2, 9), Day(2, 12)), Won(3, Day(2, 19), Day(2, 25))], periods: 1);
        Assert.Equal([Some.Guid(2)], expected.Deals.Select(d => d.Id.Value));
        Assert.Equal("outlook", Assert.Throws<ArgumentNullException>(() => ExpectedBusiness.Before(null!, [])).ParamName);
        Assert.Equal("opportunities", Assert.Throws<ArgumentNullException>(() => ExpectedBusiness.Before(Outlook, null!)).ParamName);
    }

    private static DateTimeOffset Day(int month, int day) => new(2026, month, day, 0, 0, 0, TimeSpan.Zero);

    private static OpportunitySnapshot Won(int number, DateTimeOffset created, DateTimeOffset won) => Won(number, created, won, Some.Anna);

    private static OpportunitySnapshot Won(int number, DateTimeOffset created, DateTimeOffset won, UserId? owner) => Opportunity.TakeOver(
        new(OpportunityId.From(Some.Guid(number)), "D") { Amount = Some.Eur(100), Owner = owner }, Some.Sale, created, new PastMove("won", won)).ToSnapshot();
}
