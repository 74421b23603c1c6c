using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class ForecastTests
{
    private static readonly ForecastPeriod Quarter = ForecastPeriod.QuarterOf(new(2026, 2, 1));

    private static readonly StageDefaultCalculator Calculator = new(new PipelineCatalog(Some.Sale));

    [Fact]
    public void Won_counts_once_at_its_own_amount_and_open_by_its_chance()
    {
        Forecast forecast = For(
            Some.ClosedDeal(1, StageKind.Won, 1000),
            Some.ClosedDeal(2, StageKind.Lost, 7777),
            Some.ClosedDeal(3, StageKind.Invalid, 8888),
            Some.Deal(4, Some.Eur(500), new(2026, 3, 31), Some.Bo),
            Some.Deal(5, Some.Eur(900), new(2026, 4, 1), Some.Bo),
            Some.Deal(6, null, new(2026, 3, 1), Some.Bo),
            Some.ClosedDeal(7, StageKind.Won, 4444, day: 100));
        Assert.Equal(new ForecastLine(Some.Eur(1000), Some.Eur(100), Some.Eur(500), 1, 1), forecast.Total);
        Assert.Equal(Some.Eur(1100), forecast.Total.Expected);
        Assert.Equal(1, forecast.WithoutAmount);
        Assert.Equal([Some.Anna, Some.Bo], forecast.ByOwner.Keys);
        Assert.Equal([ForecastCategory.Pipeline, ForecastCategory.Closed], forecast.ByCategory.Keys);
    }

    [Fact]
    public void Without_amount_counts_open_deals_only()
    {
        Opportunity won = Opportunity.TakeOver(new(OpportunityId.From(Some.Guid(1)), "D"), Some.Sale, Some.Start, new PastMove("won", Some.Day(1)));
        Assert.Equal(0, For(won).WithoutAmount);
    }

    [Fact]
    public void Only_deals_without_an_amount_are_told_to_have_none_and_they_make_no_line()
    {
        Assert.Equal(1, For(Some.Deal(1, Some.Eur(0), new(2026, 3, 1)), Some.Deal(2, Some.Eur(5), new(2026, 3, 1)), Some.Deal(3, null, new(2026, 3, 1))).WithoutAmount);
        Forecast nothing = For(Some.Deal(3, null, new(2026, 3, 1), Some.Bo));
        Assert.Equal((0, 0, 0), (nothing.ByCategory.Count, nothing.ByOwner.Count, nothing.Groups["owner"].Count));
        Assert.Equal(ForecastCategory.Pipeline, For(Some.Deal(1, Some.Eur(0), new(2026, 3, 1))).ByCategory.Keys.Single());
    }

    [Fact]
    public void Open_deals_without_a_date_are_counted_and_lost_ones_are_not()
    {
        Opportunity[] deals = [Some.Deal(1, Some.Eur(5)), Some.ClosedDeal(2, StageKind.Lost), Some.ClosedDeal(3, StageKind.Invalid)];
        Assert.Equal(1, Forecast.For(new ForecastPlan(Currency.Eur, Quarter), deals.Select(d => d.ToSnapshot()), Calculator).WithoutDate);
    }

    [Fact]
    public void The_first_days_that_there_are_can_be_forecast()
    {
        ForecastPeriod first = new(DateOnly.MinValue, DateOnly.MinValue.AddDays(1));
        OpportunitySnapshot[] deals = [Some.Deal(1, Some.Eur(5), DateOnly.MinValue).ToSnapshot(), Some.ClosedDeal(2, StageKind.Lost).ToSnapshot()];
        Forecast forecast = Forecast.For(first, deals, Calculator, Currency.Eur);
        Assert.Equal((new ForecastLine(Some.Eur(0), Some.Eur(1), Some.Eur(5), 1, 0), 0), (forecast.Total, forecast.Omitted.OpenCount));
    }

    [Fact]
    public void Two_lines_keep_the_recurring_revenue_of_either()
    {
        ForecastLine plain = new(Some.Eur(1), Some.Eur(2), Some.Eur(3), 4, 5);
        ForecastLine recurring = plain with { Recurring = new(Some.Eur(10), Some.Eur(20), Some.Eur(30)) };
        Assert.Equal(new ForecastLine(Some.Eur(2), Some.Eur(4), Some.Eur(6), 8, 10) { Recurring = recurring.Recurring }, recurring + plain);
        Assert.Equal(recurring.Recurring, (plain + recurring).Recurring);
        Assert.Equal(new(Some.Eur(20), Some.Eur(40), Some.Eur(60)), (recurring + recurring).Recurring);
        Assert.Equal("left", Assert.Throws<ArgumentNullException>(() => null! + plain).ParamName);
        Assert.Equal("right", Assert.Throws<ArgumentNullException>(() => plain + null!).ParamName);
    }

    [Law]
    public void Lost_and_invalid_deals_change_nothing(Opportunity[] deals)
    {
        Forecast with = For(deals);
        Forecast without = For([.. deals.Where(d => d.StageKind is StageKind.Open or StageKind.Won)]);
        AssertSame(without, with);
    }

    [Law]
    public void The_order_of_the_deals_changes_nothing(Opportunity[] deals, int seed)
    {
        Opportunity[] shuffled = [.. deals];
        new Random(seed).Shuffle(shuffled);
        AssertSame(For(deals), For(shuffled));
    }

    [Law]
    public void The_parts_sum_to_the_whole(Opportunity[] deals)
    {
        Forecast forecast = For(deals);
        AssertSums(forecast.Total, [.. forecast.ByCategory.Values]);
        Forecast owned = For([.. deals.Where(d => d.Owner is not null)]);
        AssertSums(owned.Total, [.. owned.ByOwner.Values]);
    }

    [Law]
    public void Weighted_is_the_sum_of_chance_times_amount(Opportunity[] deals)
    {
        Forecast forecast = For(deals);
        Opportunity[] open = [.. deals.Where(d => d.IsOpen && d.Amount is not null && d.CloseDate is { } date && Quarter.Contains(date))];
        Assert.Equal(open.Sum(d => d.Amount!.Value.Amount * (decimal)d.Probability.Value), forecast.Total.Weighted.Amount);
        Assert.Equal(open.Sum(d => d.Amount!.Value.Amount), forecast.Total.Open.Amount);
        Assert.Equal(open.Length, forecast.Total.OpenCount);
        Assert.True(forecast.Total.Weighted <= forecast.Total.Open);
    }

    [Fact]
    public void Another_currency_is_refused() =>
        Assert.Throws<ArgumentException>(() => For(Some.Deal(1, new Money(1, Currency.Usd), new(2026, 3, 1))));

    [Theory]
    [InlineData("2026-01-01", "2026-Q1")]
    [InlineData("2026-03-31", "2026-Q1")]
    [InlineData("2026-04-01", "2026-Q2")]
    [InlineData("2026-12-31", "2026-Q4")]
    public void Quarters(string day, string name)
    {
        ForecastPeriod period = ForecastPeriod.QuarterOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(name, period.ToString());
        Assert.True(period.Contains(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Other_periods()
    {
        Assert.Equal(new(new(2026, 4, 1), new(2026, 6, 30)), ForecastPeriod.QuarterOf(new(2026, 5, 15)));
        Assert.Equal("2026-02", ForecastPeriod.MonthOf(new(2026, 2, 28)).ToString());
        Assert.Equal(new(2024, 2, 29), ForecastPeriod.MonthOf(new(2024, 2, 1)).Last);
        Assert.Equal("2026-01-05..2026-01-06", new ForecastPeriod(new(2026, 1, 5), new(2026, 1, 6)).ToString());
        Assert.Throws<ArgumentException>(() => new ForecastPeriod(new(2026, 1, 6), new(2026, 1, 5)));
    }

    private static Forecast For(params Opportunity[] deals) => Forecast.For(Quarter, deals.Select(d => d.ToSnapshot()), Calculator, Currency.Eur);

    private static void AssertSame(Forecast expected, Forecast actual)
    {
        Assert.Equal((expected.Total, expected.WithoutAmount), (actual.Total, actual.WithoutAmount));
        Assert.Equal(expected.ByOwner, actual.ByOwner);
        Assert.Equal(expected.ByCategory, actual.ByCategory);
    }

    private static void AssertSums(ForecastLine total, ForecastLine[] parts)
    {
        Assert.Equal(total.Won, Money.Sum(parts.Select(p => p.Won), Currency.Eur));
        Assert.Equal(total.Weighted, Money.Sum(parts.Select(p => p.Weighted), Currency.Eur));
        Assert.Equal(total.Open, Money.Sum(parts.Select(p => p.Open), Currency.Eur));
        Assert.Equal((total.OpenCount, total.WonCount), (parts.Sum(p => p.OpenCount), parts.Sum(p => p.WonCount)));
    }
}
