using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>
/// A phone number: what was entered, a plain form of its digits, and the international form (E.164) where a host knows the country.
/// The core has no tables of countries; a number that starts with + or 00 is taken as international.
/// </summary>
public sealed record PhoneNumber
{
    /// <summary>A number from what was entered.</summary>
    /// <param name="entered">The number as it was typed.</param>
    /// <param name="e164">The international form such as +8613800000000, where it is known better than from the text itself.</param>
    /// <exception cref="FormatException">The text has fewer than 3 or more than 20 digits or is over 60 characters long, or <paramref name="e164"/> is not + and 3 to 15 digits.</exception>
    [JsonConstructor]
    public PhoneNumber(string entered, string? e164 = null)
    {
        Guard.Against.Null(entered);
        Entered = entered;
        Digits = ReadDigits(entered)
            ?? throw new FormatException($"'{entered}' is not a phone number: expected 3 to 20 digits, with signs such as + - ( ) between them.");
        E164 = e164 is null ? FromInternationalPrefix(entered, Digits) : Checked(e164);
    }

    /// <summary>What was typed in, unchanged.</summary>
    public string Entered { get; }

    /// <summary>The digits alone, without an international prefix or an extension; full-width digits are folded.</summary>
    [JsonIgnore]
    public string Digits { get; }

    /// <summary>The international form, + and 3 to 15 digits, or null where the country is not known.</summary>
    public string? E164 { get; }

    /// <summary>The form for finding the same line: the international form where there is one, else the digits.</summary>
    [JsonIgnore]
    public string MatchForm => E164 ?? Digits;

    /// <summary>Reads a number without throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PhoneNumber? number)
    {
        number = text is not null && ReadDigits(text) is not null ? new(text) : null;
        return number is not null;
    }

    /// <summary>The international form where there is one, else what was entered.</summary>
    public override string ToString() => E164 ?? Entered;

    private static string? ReadDigits(string text)
    {
        if (text.Length > 60)
        {
            return null;
        }

        StringBuilder digits = new();
        foreach (char letter in text.AsSpan()[..ExtensionStart(text)])
        {
            if (char.IsDigit(letter))
            {
                digits.Append((char)('0' + char.GetNumericValue(letter)));
            }
            else if (char.IsLetter(letter))
            {
                return null;
            }
        }

        if (digits.Length > 2 && digits[0] == '0' && digits[1] == '0')
        {
            digits.Remove(0, 2);
        }

        return digits.Length is >= 3 and <= 20 ? digits.ToString() : null;
    }

    private static int ExtensionStart(string text)
    {
        int start = text.IndexOfAny(['x', 'X', '转', '#', ';', 'e']);
        return start < 0 ? text.Length : start;
    }

    private static string? FromInternationalPrefix(string entered, string digits)
    {
        string trimmed = entered.TrimStart();
        bool international = trimmed.StartsWith('+') || trimmed.StartsWith('＋') || trimmed.StartsWith("00", StringComparison.Ordinal);
        string bare = trimmed.Contains("(0)", StringComparison.Ordinal) ? ReadDigits(trimmed.Replace("(0)", "", StringComparison.Ordinal)) ?? digits : digits;
        return international && bare.Length is >= 7 and <= 15 && bare[0] != '0' ? "+" + bare : null;
    }

    private static string Checked(string e164) =>
        e164.Length is >= 4 and <= 16 && e164[0] == '+' && e164.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
            ? e164
            : throw new FormatException($"'{e164}' is not an E.164 number: expected + and 3 to 15 digits.");
}
