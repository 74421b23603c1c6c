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
        Reading reading = Read(entered)
            ?? throw new FormatException($"'{entered}' is not a phone number: expected 3 to 20 digits, with signs such as + - ( ) between them.");
        Digits = reading.Digits;
        E164 = e164 is null ? reading.E164 : Checked(e164);
    }

    /// <summary>What was typed in, unchanged.</summary>
    public string Entered { get; }

    /// <summary>The digits alone, without an international prefix, an extension, or the (0) that falls away from abroad; full-width digits are folded.</summary>
    [JsonIgnore]
    public string Digits { get; }

    /// <summary>The international form, + and 3 to 15 digits, or null if the country is not known.</summary>
    public string? E164 { get; }

    /// <summary>The form for finding the same line: the international form where there is one, else the digits.</summary>
    [JsonIgnore]
    public string MatchForm => E164 ?? Digits;

    /// <summary>Reads a number without throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PhoneNumber? number)
    {
        number = text is not null && Read(text) is not null ? new(text) : null;
        return number is not null;
    }

    /// <summary>The international form where there is one, else what was entered.</summary>
    public override string ToString() => E164 ?? Entered;

    private static Reading? Read(string text)
    {
        if (text.Length > 60)
        {
            return null;
        }

        string body = WithoutExtension(Folded(text));
        bool isInternational = body.TrimStart('(') is ['+', ..] or ['0', '0', ..];
        StringBuilder digits = new();
        foreach (char letter in isInternational ? body.Replace("(0)", "", StringComparison.Ordinal) : body)
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

        return digits.Length is >= 3 and <= 20 ? new(digits.ToString(), isInternational) : null;
    }

    /// <summary>The text without spaces, its full-width signs and digits in their plain form.</summary>
    private static string Folded(string text)
    {
        StringBuilder folded = new(text.Length);
        foreach (char letter in text)
        {
            if (!char.IsWhiteSpace(letter))
            {
                folded.Append(letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter);
            }
        }

        return folded.ToString();
    }

    /// <summary>What stands before the word or sign of an extension: x, ext., #, ;ext=, 转, 分机.</summary>
    private static string WithoutExtension(string text)
    {
        int start = text.IndexOfAny(['x', 'X', '转', '轉', '分', '#', ';', 'e', 'E']);
        return start < 0 ? text : text[..start];
    }

    private static string Checked(string e164) =>
        e164.Length is >= 4 and <= 16 && e164[0] == '+' && e164.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
            ? e164
            : throw new FormatException($"'{e164}' is not an E.164 number: expected + and 3 to 15 digits.");

    private sealed record Reading(string Digits, bool IsInternational)
    {
        public string? E164 => IsInternational && Digits.Length is >= 7 and <= 15 && Digits[0] != '0' ? "+" + Digits : null;
    }
}
