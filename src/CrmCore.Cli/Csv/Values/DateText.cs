namespace CrmCore.Cli.Csv;

/// <summary>
/// A date as written, before it is known which number is the day: 2024-03-05, 5.3.2024, 03/05/24, 20240305, 2024年3月5日, 5 Mar 2024, Mar 5, 2024,
/// each with or without a time and an offset.
/// </summary>
/// <param name="First">The first number.</param>
/// <param name="Second">The second number; of a month's name its number.</param>
/// <param name="Third">The third number.</param>
/// <param name="Order">The order that the writing itself tells, or <see cref="DateOrder.Unknown"/>.</param>
/// <param name="Time">Time of day; null where it is out of range.</param>
/// <param name="Offset">The offset from UTC, where one is written.</param>
internal readonly record struct DateText(int First, int Second, int Third, DateOrder Order, TimeSpan? Time, TimeSpan? Offset)
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>True where either of the first two numbers could be the day and they differ.</summary>
    public bool IsAmbiguous => Order == DateOrder.Unknown && First is >= 1 and <= 12 && Second is >= 1 and <= 12 && First != Second;

    /// <summary>The order that this one date leaves possible; Unknown where both are or neither is.</summary>
    public DateOrder Evidence => (Order, First, Second) switch
    {
        (not DateOrder.Unknown, _, _) => DateOrder.Unknown,
        (_, > 12, <= 12) => DateOrder.DayFirst,
        (_, <= 12, > 12) => DateOrder.MonthFirst,
        _ => DateOrder.Unknown,
    };

    public static bool TryParse(string text, out DateText date)
    {
        TextCursor cursor = new(Cell.Narrow(text));
        date = default;
        bool hasDay = char.IsAsciiLetter(cursor.Peek) ? TryMonthFirst(ref cursor, out date) : TryNumberFirst(ref cursor, out date);
        if (!hasDay || !TimeText.TryParse(ref cursor, out TimeSpan? time, out TimeSpan? offset))
        {
            return false;
        }

        date = date with { Time = time, Offset = offset };
        return true;
    }

    private static bool TryNumberFirst(ref TextCursor cursor, out DateText date)
    {
        date = default;
        int digits = cursor.Number(8, out int first);
        if (digits == 8)
        {
            date = new DateText(first / 10_000, first / 100 % 100, first % 100, DateOrder.YearFirst, null, null);
            return true;
        }

        char separator = cursor.Peek;
        if (digits is 0 or 3 or > 4 || separator is not ('-' or '/' or '.' or '年' or ' '))
        {
            return false;
        }

        cursor.Next();
        return char.IsAsciiLetter(cursor.Peek)
            ? digits <= 2 && TryDayAndName(ref cursor, first, separator, out date)
            : separator != ' ' && TryNumbers(ref cursor, digits, first, separator, out date);
    }

    private static bool TryNumbers(ref TextCursor cursor, int digits, int first, char separator, out DateText date)
    {
        date = default;
        char second = separator == '年' ? '月' : separator;
        cursor.SkipSpaces();
        if (cursor.Number(2, out int month) == 0 || !cursor.Skip(second))
        {
            return false;
        }

        cursor.SkipSpaces();
        int lastDigits = cursor.Number(4, out int last);
        bool yearFirst = digits == 4;
        if (yearFirst ? lastDigits is not (1 or 2) : lastDigits is not (2 or 4))
        {
            return false;
        }

        _ = separator == '年' && (cursor.Skip('日') || cursor.Skip('号'));
        DateOrder order = yearFirst || separator == '年' ? DateOrder.YearFirst : separator == '.' ? DateOrder.DayFirst : DateOrder.Unknown;
        date = new DateText(first, month, last, order, null, null);
        return separator != '年' || yearFirst;
    }

    private static bool TryDayAndName(ref TextCursor cursor, int day, char separator, out DateText date)
    {
        date = default;
        if (!TryName(ref cursor, out int month) || !(cursor.Skip(separator) || cursor.Skip(',')) || !TryYear(ref cursor, out int year))
        {
            return false;
        }

        date = new DateText(day, month, year, DateOrder.DayFirst, null, null);
        return true;
    }

    private static bool TryMonthFirst(ref TextCursor cursor, out DateText date)
    {
        date = default;
        if (!TryName(ref cursor, out int month) || !cursor.SkipSpaces() || cursor.Number(2, out int day) == 0
            || !(cursor.Skip(',') | cursor.SkipSpaces()) || !TryYear(ref cursor, out int year))
        {
            return false;
        }

        date = new DateText(day, month, year, DateOrder.DayFirst, null, null);
        return true;
    }

    private static bool TryYear(ref TextCursor cursor, out int year)
    {
        cursor.SkipSpaces();
        return cursor.Number(4, out year) is 2 or 4;
    }

    private static bool TryName(ref TextCursor cursor, out int month)
    {
        ReadOnlySpan<char> word = cursor.Letters();
        cursor.Skip('.');
        for (month = 1; month <= 12; month++)
        {
            if (word.Length >= 3 && word.StartsWith(Months[month - 1], StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
