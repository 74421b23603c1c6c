using System.Globalization;
using System.Text.RegularExpressions;

namespace CrmCore.Forecasting;

/// <summary>
/// Cuts time into fiscal years, quarters and months: the calendar on the wall, one that starts in another month, or one of whole weeks (4-4-5 and its
/// kin, 52 or 53 weeks, the 53rd in the last month). Immutable, thread-safe.
/// </summary>
public sealed partial record FiscalCalendar
{
    /// <summary>The calendar on the wall: years start in January.</summary>
    public static FiscalCalendar Gregorian { get; } = new();

    /// <summary>The month in which a year starts, 1 to 12.</summary>
    public int StartMonth
    {
        get;
        init => field = value is >= 1 and <= 12 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A month lies between 1 and 12.");
    } = 1;

    /// <summary>Whether a year is called after the calendar year in which it ends; otherwise after the one in which it starts. No difference for a start in January.</summary>
    public bool IsNamedByEnd { get; init; } = true;

    /// <summary>How many weeks the months have.</summary>
    public PeriodWeeks Weeks { get; init; }

    /// <summary>The first day of a week, where months have whole weeks.</summary>
    public DayOfWeek FirstDay { get; init; } = DayOfWeek.Monday;

    /// <summary>Where a year of whole weeks starts.</summary>
    public PeriodYearStart YearStart { get; init; }

    /// <summary>A calendar of calendar months whose years start in a month.</summary>
    public static FiscalCalendar StartingIn(int month) => new() { StartMonth = month };

    /// <summary>The period that a day lies in.</summary>
    public ForecastPeriod Of(DateOnly day, PeriodKind kind)
    {
        int start = day.Year + 1;
        while (FirstDayOf(start) > day)
        {
            start--;
        }

        int month = 0;
        while (month < 11 && MonthStart(start, month + 1) <= day)
        {
            month++;
        }

        return Period(start, kind, kind switch { PeriodKind.Month => month, PeriodKind.Quarter => month / 3, _ => 0 });
    }

    /// <summary>The period by its fiscal year and number.</summary>
    /// <param name="year">The fiscal year, by its name.</param>
    /// <param name="kind">What kind of period.</param>
    /// <param name="number">Which one, from 1; 1 for a year.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such period.</exception>
    public ForecastPeriod Of(int year, PeriodKind kind, int number = 1)
    {
        Guard.Against.OutOfRange(year, nameof(year), 2, 9997);
        Guard.Against.OutOfRange(number, nameof(number), 1, CountOf(kind));
        return Period(year - NameShift, kind, number - 1);
    }

    /// <summary>The period after one, of the same kind.</summary>
    public ForecastPeriod Next(ForecastPeriod period, PeriodKind kind) => Of(period.Last.AddDays(1), kind);

    /// <summary>The period before one, of the same kind.</summary>
    public ForecastPeriod Previous(ForecastPeriod period, PeriodKind kind) => Of(period.First.AddDays(-1), kind);

    /// <summary>What a period of this calendar is called: <c>2027</c>, <c>2027-Q1</c>, <c>2027-03</c>; both days for any other.</summary>
    public string NameOf(ForecastPeriod period)
    {
        int start = period.First.Year + 1;
        while (FirstDayOf(start) > period.First)
        {
            start--;
        }

        string year = (start + NameShift).ToString(CultureInfo.InvariantCulture);
        for (int month = 0; month < 12; month++)
        {
            if (MonthStart(start, month) != period.First)
            {
                continue;
            }

            return period switch
            {
                _ when period == Period(start, PeriodKind.Month, month) => string.Create(CultureInfo.InvariantCulture, $"{year}-{month + 1:00}"),
                _ when month % 3 == 0 && period == Period(start, PeriodKind.Quarter, month / 3) => string.Create(CultureInfo.InvariantCulture, $"{year}-Q{(month / 3) + 1}"),
                _ when month == 0 && period == Period(start, PeriodKind.Year, 0) => year,
                _ => Days(period),
            };
        }

        return Days(period);
    }

    /// <summary>Reads <c>2027</c>, <c>2027-Q1</c>, <c>2027-03</c> or <c>2027-01-05..2027-02-06</c>; years, quarters and months are fiscal ones.</summary>
    public bool TryParse(string? text, out ForecastPeriod period)
    {
        period = default;
        if (Named().Match(WellFormedText.Of(text ?? "").Normalize(System.Text.NormalizationForm.FormKC)) is { Success: true } named)
        {
            int year = int.Parse(named.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
            bool quarter = named.Groups["quarter"].Success;
            PeriodKind kind = quarter ? PeriodKind.Quarter : named.Groups["month"].Success ? PeriodKind.Month : PeriodKind.Year;
            int number = kind == PeriodKind.Year ? 1 : int.Parse(named.Groups[quarter ? "quarter" : "month"].ValueSpan, CultureInfo.InvariantCulture);
            bool exists = year is >= 2 and <= 9997 && number >= 1 && number <= CountOf(kind);
            period = exists ? Of(year, kind, number) : default;
            return exists;
        }

        string[] days = WellFormedText.Of(text ?? "").Normalize(System.Text.NormalizationForm.FormKC).Split("..");
        if (days.Length == 2 && Day(days[0]) is { } first && Day(days[1]) is { } last && first <= last)
        {
            period = new(first, last);
            return true;
        }

        return false;

        static DateOnly? Day(string day) => DateOnly.TryParseExact(day.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly d) ? d : null;
    }

    /// <summary>Reads what <see cref="TryParse"/> reads.</summary>
    /// <exception cref="FormatException">The text is not a period of this calendar.</exception>
    public ForecastPeriod Parse(string text) =>
        TryParse(Guard.Against.Null(text), out ForecastPeriod period)
            ? period
            : throw new FormatException($"'{text}' is not a period: expected a form such as 2027, 2027-Q1, 2027-03 or 2027-01-05..2027-02-06.");

    private int NameShift => IsNamedByEnd && StartMonth > 1 ? 1 : 0;

    private static int CountOf(PeriodKind kind) => kind switch { PeriodKind.Month => 12, PeriodKind.Quarter => 4, _ => 1 };

    private static string Days(ForecastPeriod period) => string.Create(CultureInfo.InvariantCulture, $"{period.First:yyyy-MM-dd}..{period.Last:yyyy-MM-dd}");

    private ForecastPeriod Period(int start, PeriodKind kind, int number)
    {
        int months = 12 / CountOf(kind);
        return new(MonthStart(start, number * months), MonthStart(start, (number + 1) * months).AddDays(-1));
    }

    /// <summary>The first day of the month with this number, from 0, of the year that starts in a calendar year; 12 is the next year's.</summary>
    private DateOnly MonthStart(int start, int month)
    {
        if (month == 12)
        {
            return FirstDayOf(start + 1);
        }

        if (Weeks == PeriodWeeks.None)
        {
            return FirstDayOf(start).AddMonths(month);
        }

        (int first, int second) = Weeks switch { PeriodWeeks.FourFourFive => (4, 4), PeriodWeeks.FourFiveFour => (4, 5), _ => (5, 4) };
        int weeks = (month / 3 * 13) + (month % 3) switch { 0 => 0, 1 => first, _ => first + second };
        return FirstDayOf(start).AddDays(7 * weeks);
    }

    private DateOnly FirstDayOf(int start)
    {
        DateOnly first = new(start, StartMonth, 1);
        if (Weeks == PeriodWeeks.None)
        {
            return first;
        }

        int after = ((int)FirstDay - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(after == 0 ? 0 : YearStart == PeriodYearStart.NotAfter || after > 3 ? after - 7 : after);
    }

    [GeneratedRegex(@"^\s*(?:FY)?(?<year>[0-9]{4})(?:-(?:Q(?<quarter>[1-4])|(?<month>[0-9]{2})))?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
