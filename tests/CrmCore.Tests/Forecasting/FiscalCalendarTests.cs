using System.Globalization;
using CrmCore.Forecasting;
using CrmCore.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Forecasting;

public class FiscalCalendarTests
{
    private static readonly Gen<FiscalCalendar> Calendars =
        from month in Gen.Choose(1, 12)
        from weeks in Gen.Elements(Enum.GetValues<PeriodWeeks>())
        from start in Gen.Elements(Enum.GetValues<PeriodYearStart>())
        from day in Gen.Elements(Enum.GetValues<DayOfWeek>())
        from end in Gen.Elements(true, false)
        select new FiscalCalendar { StartMonth = month, Weeks = weeks, YearStart = start, FirstDay = day, IsNamedByEnd = end };

    [Theory]
    [InlineData("2027", "2027-01-01", "2027-12-31")]
    [InlineData("2027-Q1", "2027-01-01", "2027-03-31")]
    [InlineData("2027-q4", "2027-10-01", "2027-12-31")]
    [InlineData("2028-02", "2028-02-01", "2028-02-29")]
    [InlineData("2027-01-05..2027-02-06", "2027-01-05", "2027-02-06")]
    [InlineData("２０２７", "2027-01-01", "2027-12-31")]
    [InlineData("２０２７－Ｑ１", "2027-01-01", "2027-03-31")]
    public void A_calendar_year_reads_periods(string text, string first, string last) =>
        Assert.Equal(new(Day(first), Day(last)), FiscalCalendar.Gregorian.Parse(text));

    [Theory]
    [InlineData("2027-Q5")]
    [InlineData("2027-Q0")]
    [InlineData("2027-13")]
    [InlineData("2027-00")]
    [InlineData("0001")]
    [InlineData("9998")]
    [InlineData("27-Q1")]
    [InlineData("٢٠٢٧")]
    [InlineData("2027-02-06..2027-01-05")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_period_is_not_read(string? text) => Assert.False(FiscalCalendar.Gregorian.TryParse(text, out _));

    [Fact]
    public void The_first_and_the_last_year_that_can_be_named_are_read()
    {
        Assert.Equal(new(Day("0002-01-01"), Day("0002-12-31")), FiscalCalendar.Gregorian.Parse("0002"));
        Assert.Equal(new(Day("9997-10-01"), Day("9997-12-31")), FiscalCalendar.Gregorian.Parse("9997-Q4"));
        Assert.Equal("9997-12", FiscalCalendar.Gregorian.NameOf(FiscalCalendar.Gregorian.Of(9997, PeriodKind.Month, 12)));
    }

    [Theory]
    [InlineData(1, PeriodKind.Year, 1, "year")]
    [InlineData(9998, PeriodKind.Year, 1, "year")]
    [InlineData(2027, PeriodKind.Year, 2, "number")]
    [InlineData(2027, PeriodKind.Quarter, 5, "number")]
    [InlineData(2027, PeriodKind.Month, 0, "number")]
    public void A_period_that_no_year_has_is_refused(int year, PeriodKind kind, int number, string parameter) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(() => FiscalCalendar.Gregorian.Of(year, kind, number)).ParamName);

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void A_year_starts_in_a_month_that_there_is(int month) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FiscalCalendar.StartingIn(month));

    [Theory]
    [InlineData("2027-01-01..2027-02-28")]
    [InlineData("2027-02-01..2027-04-30")]
    [InlineData("2027-02-01..2028-01-31")]
    [InlineData("2027-01-02..2027-01-31")]
    public void What_is_no_whole_period_is_named_by_its_days(string days) =>
        Assert.Equal(days, FiscalCalendar.Gregorian.NameOf(FiscalCalendar.Gregorian.Parse(days)));

    [Theory]
    [InlineData("2027")]
    [InlineData("2027-Q1")]
    [InlineData("2027-01")]
    [InlineData("2027-Q4")]
    [InlineData("2027-12")]
    public void A_whole_period_has_a_name(string name) => Assert.Equal(name, FiscalCalendar.Gregorian.NameOf(FiscalCalendar.Gregorian.Parse(name)));

    /// <summary>1 July 2024 was a Monday.</summary>
    [Theory]
    [InlineData(PeriodYearStart.Nearest)]
    [InlineData(PeriodYearStart.NotAfter)]
    public void A_year_whose_month_begins_on_the_first_day_of_a_week_begins_with_it(PeriodYearStart start)
    {
        FiscalCalendar calendar = new() { StartMonth = 7, Weeks = PeriodWeeks.FourFourFive, YearStart = start };
        Assert.Equal(Day("2024-07-01"), calendar.Parse("2025").First);
    }

    [Fact]
    public void A_fiscal_year_that_starts_in_april_is_called_after_its_end()
    {
        FiscalCalendar calendar = FiscalCalendar.StartingIn(4);
        Assert.Equal(new(Day("2026-04-01"), Day("2026-06-30")), calendar.Parse("2027-Q1"));
        Assert.Equal(new(Day("2027-03-01"), Day("2027-03-31")), calendar.Parse("FY2027-12"));
        Assert.Equal("2027-Q4", calendar.NameOf(calendar.Of(Day("2027-02-10"), PeriodKind.Quarter)));
        Assert.Equal(new(Day("2027-04-01"), Day("2027-06-30")), (calendar with { IsNamedByEnd = false }).Parse("2027-Q1"));
    }

    /// <summary>The retail calendar of the National Retail Federation: its year 2023 had 53 weeks, from 29 January 2023 to 3 February 2024.</summary>
    [Fact]
    public void The_retail_calendar_4_5_4()
    {
        FiscalCalendar retail = new() { StartMonth = 2, Weeks = PeriodWeeks.FourFiveFour, FirstDay = DayOfWeek.Sunday, IsNamedByEnd = false };
        Assert.Equal(new(Day("2023-01-29"), Day("2024-02-03")), retail.Parse("2023"));
        Assert.Equal(new(Day("2024-02-04"), Day("2025-02-01")), retail.Parse("2024"));
        Assert.Equal(new(Day("2024-02-04"), Day("2024-03-02")), retail.Parse("2024-01"));
        Assert.Equal(new(Day("2024-03-03"), Day("2024-04-06")), retail.Parse("2024-02"));
        Assert.Equal(new(Day("2023-12-31"), Day("2024-02-03")), retail.Parse("2023-12"));
    }

    [Theory]
    [InlineData("a\uFFFE")]
    [InlineData("2027-Q1\uD800")]
    [InlineData("\uDC00..\uFFFF")]
    public void What_is_no_character_is_no_period(string text) => Assert.False(FiscalCalendar.Gregorian.TryParse(text, out _));

    [Fact]
    public void A_year_of_4_4_5_that_ends_on_the_last_friday_of_its_month()
    {
        FiscalCalendar calendar = new() { StartMonth = 7, Weeks = PeriodWeeks.FourFourFive, FirstDay = DayOfWeek.Saturday, YearStart = PeriodYearStart.NotAfter };
        ForecastPeriod year = calendar.Parse("2027");
        Assert.Equal((Day("2026-06-27"), Day("2027-06-25")), (year.First, year.Last));
        Assert.Equal([28, 28, 35], Enumerable.Range(1, 3).Select(m => Length(calendar.Of(2027, PeriodKind.Month, m))));
    }

    [Law]
    public Property Every_day_lies_in_one_month_quarter_and_year_within_each_other() =>
        Prop.ForAll(Calendars.ToArbitrary(), Generators.Dates.ToArbitrary(), (calendar, day) =>
        {
            ForecastPeriod month = calendar.Of(day, PeriodKind.Month);
            ForecastPeriod quarter = calendar.Of(day, PeriodKind.Quarter);
            ForecastPeriod year = calendar.Of(day, PeriodKind.Year);
            Assert.True(month.Contains(day) && quarter.Contains(month.First) && quarter.Contains(month.Last) && year.Contains(quarter.First) && year.Contains(quarter.Last));
            Assert.All((PeriodKind[])[PeriodKind.Month, PeriodKind.Quarter, PeriodKind.Year], kind =>
            {
                ForecastPeriod period = calendar.Of(day, kind);
                Assert.Equal(period, calendar.Parse(calendar.NameOf(period)));
                Assert.Equal(period.Last.AddDays(1), calendar.Next(period, kind).First);
                Assert.Equal(period, calendar.Previous(calendar.Next(period, kind), kind));
            });
            Assert.True(calendar.Weeks == PeriodWeeks.None || (Length(year) is 364 or 371 && year.First.DayOfWeek == calendar.FirstDay));
        });

    private static int Length(ForecastPeriod period) => period.Last.DayNumber - period.First.DayNumber + 1;

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
