namespace CrmCore;

/// <summary>Finds everything wrong with a working calendar inside a definition.</summary>
internal static class WorkingCalendarChecks
{
    public static IEnumerable<Defect> Check(WorkingCalendar calendar, string path)
    {
        if (string.IsNullOrWhiteSpace(calendar.Key))
        {
            yield return new(path + ".key", "blank-key", "Give the calendar a key.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(calendar.TimeZone, out _))
        {
            yield return new(path + ".timeZone", "unknown-time-zone", $"There is no time zone '{calendar.TimeZone}'; give an IANA name such as Asia/Shanghai.");
        }

        if (calendar.Hours is null or { Count: 0 })
        {
            yield return new(path + ".hours", "no-hours", "Give the hours of at least one day.");
        }

        for (int h = 0; h < (calendar.Hours?.Count ?? 0); h++)
        {
            if (calendar.Hours![h].From >= calendar.Hours[h].To)
            {
                yield return new($"{path}.hours[{h}]", "bad-hours", "The hours end before they begin; split those over midnight in two.");
            }
        }
    }
}
