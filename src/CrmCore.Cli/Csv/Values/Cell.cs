using System.Buffers;

namespace CrmCore.Cli.Csv;

/// <summary>What holds for the text of every field.</summary>
internal static class Cell
{
    private static readonly char[] Invisible = ['\uFEFF', '\u200B', '\u200E', '\u200F', '\u2060'];

    /// <summary>Control characters that no field may hold; tab and line breaks may stand in a quoted field.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\u0085')),
        FileText.Unreadable,
    ]);

    /// <summary>Without white space and invisible marks at both ends.</summary>
    public static string Clean(string text)
    {
        string trimmed = text.Trim();
        return trimmed.Length > 0 && (IsInvisible(trimmed[0]) || IsInvisible(trimmed[^1]))
            ? Clean(trimmed.Trim(Invisible))
            : trimmed;
    }

    /// <summary>Full-width ASCII (１，￥ ...) and ideographic spaces as their narrow forms; the same string where there are none.</summary>
    public static string Narrow(string text)
    {
        return text.AsSpan().IndexOfAnyInRange('\u3000', '\uFFE6') < 0 ? text : string.Create(text.Length, text, static (into, from) =>
        {
            for (int i = 0; i < from.Length; i++)
            {
                into[i] = from[i] switch
                {
                    >= '！' and <= '～' => (char)(from[i] - 0xFEE0),
                    '\u3000' => ' ',
                    '￥' => '¥',
                    '￡' => '£',
                    '￠' => '¢',
                    '￦' => '₩',
                    _ => from[i],
                };
            }
        });
    }

    /// <summary>The fault of the first character that no text may hold, or null.</summary>
    public static Fault? ForbiddenCharacter(ReadOnlySpan<char> text) => text.IndexOfAny(Forbidden) is int at and >= 0
        ? text[at] switch
        {
            '\0' => Faults.NulCharacter,
            FileText.Unreadable => Faults.InvalidBytes,
            _ => Faults.ControlCharacter,
        }
        : null;

    public static bool IsEmail(string text) => EmailAddress.TryParse(text, out _);

    public static bool IsPhone(string text) => PhoneNumber.TryParse(text, out _);

    private static bool IsInvisible(char c) => Invisible.Contains(c);
}
