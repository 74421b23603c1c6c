using System.Buffers;

namespace CrmCore.Cli.Csv;

/// <summary>How the look at one record ended.</summary>
internal enum ScanEnd
{
    Complete,

    /// <summary>The text ends before the record does.</summary>
    NeedsMore,

    /// <summary>A quote stands where none may: within a bare field, or after a closing quote.</summary>
    StrayQuote,
}

/// <summary>Where the first record of a text ends, by the rules of RFC 4180, and how many fields it has. It does not read the fields.</summary>
/// <param name="End">How the look ended.</param>
/// <param name="Length">Length of the record without its line break.</param>
/// <param name="Next">Where the next record starts.</param>
/// <param name="Fields">Fields seen; after a stray quote or at the end of the text the last of them is the one at fault.</param>
/// <param name="LastField">Where the last of these fields starts.</param>
internal readonly record struct RecordScan(ScanEnd End, int Length, int Next, int Fields, int LastField)
{
    /// <param name="text">Text that starts with a record.</param>
    /// <param name="stops">The delimiter, the quote and the line breaks.</param>
    /// <param name="delimiter">Between fields.</param>
    /// <param name="isLast">True where no text follows.</param>
    public static RecordScan Of(ReadOnlySpan<char> text, SearchValues<char> stops, char delimiter, bool isLast)
    {
        int position = 0;
        for (int fields = 1; ; fields++)
        {
            int start = position;
            if (position < text.Length && text[position] == '"')
            {
                position = EndOfQuoted(text, position + 1);
                if (position < 0 || (position == text.Length && !isLast))
                {
                    return new RecordScan(ScanEnd.NeedsMore, 0, 0, fields, start);
                }

                if (position < text.Length && text[position] != delimiter && text[position] is not ('\r' or '\n'))
                {
                    return new RecordScan(ScanEnd.StrayQuote, 0, 0, fields, start);
                }
            }
            else
            {
                int length = text[position..].IndexOfAny(stops);
                position = length < 0 ? text.Length : position + length;
                if (position < text.Length && text[position] == '"')
                {
                    return new RecordScan(ScanEnd.StrayQuote, 0, 0, fields, start);
                }
            }

            if (position == text.Length || text[position] != delimiter)
            {
                return EndOfRecord(text, position, isLast) is int next and >= 0
                    ? new RecordScan(ScanEnd.Complete, position, next, fields, start)
                    : new RecordScan(ScanEnd.NeedsMore, 0, 0, fields, start);
            }

            position++;
        }
    }

    /// <summary>The position after the closing quote, or -1. A doubled quote is part of the field.</summary>
    private static int EndOfQuoted(ReadOnlySpan<char> text, int position)
    {
        while (true)
        {
            int quote = text[position..].IndexOf('"');
            if (quote < 0)
            {
                return -1;
            }

            position += quote + 1;
            if (position == text.Length || text[position] != '"')
            {
                return position;
            }

            position++;
        }
    }

    private static int EndOfRecord(ReadOnlySpan<char> text, int position, bool isLast)
    {
        if (position == text.Length)
        {
            return isLast ? position : -1;
        }

        if (text[position] == '\n')
        {
            return position + 1;
        }

        bool breakMayGoOn = position + 1 == text.Length;
        return breakMayGoOn && !isLast ? -1 : position + (!breakMayGoOn && text[position + 1] == '\n' ? 2 : 1);
    }
}
