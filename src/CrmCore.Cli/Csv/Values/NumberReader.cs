using System.Globalization;

namespace CrmCore.Cli.Csv;

/// <summary>Reads the numbers of one column, once it is known which of <c>.</c> and <c>,</c> is the decimal mark.</summary>
/// <param name="DecimalMark">The mark; null where the column does not tell: then numbers that could be read both ways are refused.</param>
/// <param name="IsStated">True where the map states the mark: then the other way of writing is a fault.</param>
internal sealed record NumberReader(char? DecimalMark, bool IsStated = false)
{
    private const decimal Largest = 1_000_000_000_000_000;
    private const int MaxLength = 100;

    /// <summary>The number with sign and scale applied, or the fault.</summary>
    public Fault? TryRead(string text, out decimal value, out NumberText written)
    {
        value = 0;
        if (!NumberText.TryParse(text, out written))
        {
            return ValueFaults.NotANumber;
        }

        NumberMark told = NumberMarks.Of(written);
        char? mark = told switch
        {
            _ when IsStated => DecimalMark,
            NumberMark.Point => '.',
            NumberMark.Comma => ',',
            NumberMark.None => DecimalMark ?? '.',
            _ => DecimalMark,
        };
        if (mark is not { } known)
        {
            return ValueFaults.AmbiguousNumber;
        }

        if (!TryDigits(written.Digits, known, out decimal digits))
        {
            return ValueFaults.NotANumber;
        }

        if (digits > Largest || digits * written.Scale > Largest)
        {
            return ValueFaults.NumberTooLarge;
        }

        value = digits * written.Scale * (written.IsNegative ? -1 : 1);
        return null;
    }

    private static bool TryDigits(string text, char mark, out decimal value)
    {
        value = 0;
        int decimals = text.IndexOf(mark);
        ReadOnlySpan<char> whole = decimals < 0 ? text : text.AsSpan(0, decimals);
        ReadOnlySpan<char> fraction = decimals < 0 ? "" : text.AsSpan(decimals + 1);
        if (fraction.ContainsAnyExceptInRange('0', '9') || !NumberMarks.AreGroups(whole))
        {
            return false;
        }

        Span<char> plain = text.Length <= MaxLength ? stackalloc char[text.Length] : default;
        int length = 0;
        foreach (char c in text.AsSpan(0, plain.Length))
        {
            if (char.IsAsciiDigit(c) || c == mark)
            {
                plain[length++] = c == mark ? '.' : c;
            }
        }

        bool fits = decimal.TryParse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
        value = fits ? value : decimal.MaxValue;
        return true;
    }
}
