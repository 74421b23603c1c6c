using CrmCore.Matching.Similarity;

namespace CrmCore.Matching.Forms;

/// <summary>The digits of a phone line.</summary>
internal static class PhoneForm
{
    /// <summary>The international form where it is known, else the digits without leading zeros; empty below 5 digits. Applying it twice changes nothing.</summary>
    public static string Of(string? text)
    {
        if (!PhoneNumber.TryParse(text, out PhoneNumber? number))
        {
            return "";
        }

        return Of(number);
    }

    /// <summary>The form of a number.</summary>
    public static string Of(PhoneNumber number)
    {
        string digits = number.E164 is { } international ? international[1..] : number.Digits.TrimStart('0');
        return digits.Length >= 5 ? digits : "";
    }

    /// <summary>
    /// Equal lines are 1; a line with and without country or trunk digits (the shorter one, at least 7 digits, ends the longer one) 0.97; else by letters.
    /// </summary>
    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right))
        {
            return 1;
        }

        return SameEnding(left, right) ? 0.97 : EditSimilarity.Similarity(left, right);
    }

    /// <summary>Whether the shorter line, of at least 7 digits, ends the longer one.</summary>
    public static bool SameEnding(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        ReadOnlySpan<char> shorter = left.Length <= right.Length ? left : right;
        ReadOnlySpan<char> longer = left.Length <= right.Length ? right : left;
        return shorter.Length >= 7 && longer.EndsWith(shorter, StringComparison.Ordinal);
    }
}
