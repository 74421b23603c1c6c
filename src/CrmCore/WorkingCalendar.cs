namespace CrmCore;

/// <summary>The hours of one day of the week in which somebody works.</summary>
/// <param name="Day">The day.</param>
/// <param name="From">From when, included.</param>
/// <param name="To">Until when, not included; after <paramref name="From"/>.</param>
public sealed record WorkingHours(DayOfWeek Day, TimeOnly From, TimeOnly To);

/// <summary>When somebody works: hours by day of the week in a time zone, less holidays. Immutable.</summary>
public sealed record WorkingCalendar
{
    /// <summary>The key that members and policies name.</summary>
    public required string Key { get; init; }

    /// <summary>The time zone, by its IANA name.</summary>
    public string TimeZone { get; init => field = value ?? "UTC"; } = "UTC";

    /// <summary>The hours; a day that is not named is free.</summary>
    public required IReadOnlyList<WorkingHours> Hours { get; init; }

    /// <summary>The days on which nobody works.</summary>
    public IReadOnlyList<DateOnly>? Holidays { get; init; }

    /// <summary>Monday to Friday, 9 to 18.</summary>
    public static WorkingCalendar Office(string key, string timeZone) => new()
    {
        Key = key,
        TimeZone = timeZone,
        Hours = [.. Enumerable.Range(1, 5).Select(d => new WorkingHours((DayOfWeek)d, new(9, 0), new(18, 0)))],
    };

    /// <summary>Whether an instant lies within the hours. <see cref="WorkingDays"/> counts whole days.</summary>
    /// <exception cref="TimeZoneNotFoundException">The time zone is not known; a policy refuses such a calendar.</exception>
    public bool IsWorking(DateTimeOffset at)
    {
        DateTime local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime;
        TimeOnly time = TimeOnly.FromDateTime(local);
        return Holidays?.Contains(DateOnly.FromDateTime(local)) != true && Hours.Any(h => h.Day == local.DayOfWeek && h.From <= time && time < h.To);
    }
}
