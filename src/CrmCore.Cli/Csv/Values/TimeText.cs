namespace CrmCore.Cli.Csv;

/// <summary>The part of a date's writing after the day: <c>14:30</c>, <c>T14:30:05.123+08:00</c>, <c>2:30 PM</c>, <c>下午2:30</c>, or nothing.</summary>
internal static class TimeText
{
    /// <summary>False where the rest is no time; <paramref name="time"/> is null where it is one that does not exist, such as 25:00.</summary>
    public static bool TryParse(ref TextCursor cursor, out TimeSpan? time, out TimeSpan? offset)
    {
        time = TimeSpan.Zero;
        offset = null;
        bool parted = cursor.Skip(',') | cursor.SkipSpaces() || cursor.Skip('T');
        if (cursor.AtEnd)
        {
            return true;
        }

        bool? afternoon = cursor.Skip("上午") ? false : cursor.Skip("下午") ? true : null;
        if (!(parted || afternoon is not null) || !TryClock(ref cursor, out int hour, out int minute, out int second, out long ticks))
        {
            return false;
        }

        cursor.SkipSpaces();
        afternoon ??= cursor.Skip("AM") ? false : cursor.Skip("PM") ? true : null;
        cursor.SkipSpaces();
        bool valid = (afternoon is null ? hour <= 23 : hour is >= 1 and <= 12 || (afternoon == true && hour <= 23)) && minute <= 59 && second <= 59;
        int hours = afternoon switch
        {
            true when hour < 12 => hour + 12,
            false when hour == 12 => 0,
            _ => hour,
        };
        time = valid ? new TimeSpan(hours, minute, second) + TimeSpan.FromTicks(ticks) : null;
        return TryOffset(ref cursor, out offset) && cursor.AtEnd;
    }

    private static bool TryClock(ref TextCursor cursor, out int hour, out int minute, out int second, out long ticks)
    {
        (minute, second, ticks) = (0, 0, 0);
        if (cursor.Number(2, out hour) == 0 || !cursor.Skip(':') || cursor.Number(2, out minute) != 2)
        {
            return false;
        }

        if (!cursor.Skip(':'))
        {
            return true;
        }

        if (cursor.Number(2, out second) != 2)
        {
            return false;
        }

        return !(cursor.Skip('.') || cursor.Skip(',')) || TryFraction(ref cursor, out ticks);
    }

    private static bool TryFraction(ref TextCursor cursor, out long ticks)
    {
        int digits = 0;
        ticks = 0;
        for (; char.IsAsciiDigit(cursor.Peek) && digits < 9; digits++, cursor.Next())
        {
            ticks = digits < 7 ? (ticks * 10) + (cursor.Peek - '0') : ticks;
        }

        for (int i = digits; i < 7; i++)
        {
            ticks *= 10;
        }

        return digits > 0;
    }

    private static bool TryOffset(ref TextCursor cursor, out TimeSpan? offset)
    {
        offset = null;
        bool named = cursor.Skip('Z') || cursor.Skip("UTC") || cursor.Skip("GMT");
        if (named)
        {
            offset = TimeSpan.Zero;
        }

        char sign = cursor.Peek;
        if (sign is not ('+' or '-' or '\u2212'))
        {
            return true;
        }

        cursor.Next();
        int digits = cursor.Number(4, out int number);
        (int hours, int minutes) = digits == 4 ? (number / 100, number % 100) : (number, 0);
        if (digits <= 2 && cursor.Skip(':') && cursor.Number(2, out minutes) != 2)
        {
            return false;
        }

        TimeSpan size = new(hours, minutes, 0);
        offset = sign == '+' ? size : -size;
        return digits is 1 or 2 or 4 && minutes <= 59 && size <= TimeSpan.FromHours(14);
    }
}
