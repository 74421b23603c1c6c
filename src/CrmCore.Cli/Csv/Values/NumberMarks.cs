namespace CrmCore.Cli.Csv;

/// <summary>What one number tells of its decimal mark.</summary>
internal enum NumberMark
{
    /// <summary>It has neither, or only separators that no one uses for decimals.</summary>
    None,
    Point,
    Comma,

    /// <summary>1,234 or 1.234.</summary>
    Either,
}

/// <summary>How separators stand in a number.</summary>
internal static class NumberMarks
{
    /// <summary>The decimal mark that a number shows: of two separators the last, one that is repeated is none, one before other than three digits is.</summary>
    public static NumberMark Of(NumberText number)
    {
        string text = number.Digits;
        int point = text.LastIndexOf('.');
        int comma = text.LastIndexOf(',');
        if (point < 0 && comma < 0)
        {
            return NumberMark.None;
        }

        if (point >= 0 && comma >= 0)
        {
            return point > comma ? NumberMark.Point : NumberMark.Comma;
        }

        bool isPoint = point >= 0;
        int at = Math.Max(point, comma);
        NumberMark own = isPoint ? NumberMark.Point : NumberMark.Comma;
        NumberMark other = isPoint ? NumberMark.Comma : NumberMark.Point;
        return text.IndexOf(text[at]) < at ? other
            : number.Scale == 1 && text.Length - at == 4 && at is >= 1 and <= 3 && text[0] != '0' ? NumberMark.Either
            : own;
    }

    /// <summary>True for digits without separators, or in groups of three with one kind of separator (or as in India, in pairs before the last three).</summary>
    public static bool AreGroups(ReadOnlySpan<char> whole)
    {
        char separator = '\0';
        int size = 0;
        int groups = 0;
        bool pairs = false;
        for (int i = 0; i < whole.Length; i++)
        {
            if (char.IsAsciiDigit(whole[i]))
            {
                size++;
                continue;
            }

            char found = char.IsWhiteSpace(whole[i]) ? ' ' : whole[i];
            bool fits = groups == 0 ? size is >= 1 and <= 3 : size == 3 || (found == ',' && size == 2);
            if (!fits || (groups > 0 && found != separator))
            {
                return false;
            }

            pairs |= groups > 0 && size == 2;
            separator = found;
            groups++;
            size = 0;
        }

        return groups == 0 || (size == 3 && (!pairs || separator == ','));
    }
}
