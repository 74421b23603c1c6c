namespace CrmCore;

/// <summary>
/// The days of a calendar on which somebody works, made ready to be counted: a day of the week with hours that is no holiday. Counting takes the same time
/// however far the days lie apart. Immutable, safe to share between threads.
/// </summary>
public sealed class WorkingDays
{
    private const int Week = 7;

    private readonly bool[] _weekdays = new bool[Week];
    private readonly int[] _holidays;
    private readonly TimeZoneInfo _timeZone;
    private readonly int _perWeek;

    /// <summary>The working days of a calendar.</summary>
    /// <exception cref="ArgumentException">The calendar has no hours.</exception>
    /// <exception cref="TimeZoneNotFoundException">Its time zone is not known.</exception>
    public WorkingDays(WorkingCalendar calendar)
    {
        foreach (WorkingHours hours in Guard.Against.NullOrEmpty(Guard.Against.Null(calendar).Hours, nameof(calendar)))
        {
            _weekdays[(int)hours.Day] = true;
        }

        _perWeek = _weekdays.Count(w => w);
        _holidays = [.. (calendar.Holidays ?? []).Where(h => _weekdays[(int)h.DayOfWeek]).Select(h => h.DayNumber).Distinct().Order()];
        _timeZone = TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone);
    }

    /// <summary>Whether a day is one.</summary>
    public bool Contains(DateOnly day) => _weekdays[(int)day.DayOfWeek] && Array.BinarySearch(_holidays, day.DayNumber) < 0;

    /// <summary>The day of an instant in the calendar's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _timeZone).DateTime);

    /// <summary>
    /// How many working days lie after one day up to and with another: from a Friday to the Monday after it one. Negative where the other is earlier, so that
    /// the days from a to b and from b to c add up to those from a to c.
    /// </summary>
    public int Between(DateOnly after, DateOnly until) =>
        until < after ? -Between(until, after) : UpTo(until.DayNumber) - UpTo(after.DayNumber);

    /// <summary>The first working day not before a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none before the end of all dates.</exception>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!Contains(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>How many working days there are from the first of all days, a Monday, up to and with a day.</summary>
    private int UpTo(int day)
    {
        int count = (day + 1) / Week * _perWeek;
        for (int rest = 0; rest < (day + 1) % Week; rest++)
        {
            count += _weekdays[(rest + 1) % Week] ? 1 : 0;
        }

        int place = Array.BinarySearch(_holidays, day);
        return count - (place < 0 ? ~place : place + 1);
    }
}
