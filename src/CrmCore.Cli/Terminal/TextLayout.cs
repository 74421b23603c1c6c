using System.Text;

namespace CrmCore.Cli.Terminal;

/// <summary>Lays text out in the cells of a terminal, where a Chinese character takes two.</summary>
internal static class TextLayout
{
    /// <summary>What must not begin a line.</summary>
    private const string Closing = "，。；：！？、）》」』】”’…%";

    /// <summary>What must not end a line.</summary>
    private const string Opening = "（《「『【“‘";

    /// <summary>The ranges of characters that are two cells wide (East Asian Width W and F in Unicode's EastAsianWidth.txt, as far as fonts show them so).</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F),
        (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    /// <summary>The text without what commands a terminal (escape and other control characters, marks that turn the direction of writing), each shown as �.</summary>
    public static string Printable(string text) => text.Any(IsCommand) ? string.Concat(text.ReplaceLineEndings("\n").Select(c => IsCommand(c) ? '\uFFFD' : c)) : text;

    /// <summary>How many cells a text takes.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <summary>The text, filled up with spaces to a number of cells.</summary>
    public static string Pad(string text, int cells) => text + new string(' ', Math.Max(0, cells - Width(text)));

    /// <summary>
    /// Breaks a text into lines of at most so many cells: at spaces and between Chinese characters, but not before closing punctuation. A word that is longer, such
    /// as a path, stays whole.
    /// </summary>
    public static IEnumerable<string> Wrap(string text, int cells)
    {
        foreach (string paragraph in text.Split('\n'))
        {
            StringBuilder line = new();
            int used = 0;
            string gap = "";
            foreach (string unit in Units(paragraph))
            {
                if (unit[0] == ' ')
                {
                    gap = unit;
                    continue;
                }

                int width = Width(unit);
                if (used > 0 && line.Length > 0 && used + gap.Length + width > cells)
                {
                    yield return line.ToString();
                    line.Clear();
                    (used, gap) = (0, "");
                }

                // A word too long for its indentation stands without it.
                gap = gap.Length + width > cells ? "" : gap;
                line.Append(gap).Append(unit);
                (used, gap) = (used + gap.Length + width, "");
            }

            yield return line.ToString();
        }
    }

    private static IEnumerable<string> Units(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        int start = 0;
        for (int i = 1; i <= runes.Length; i++)
        {
            if (i == runes.Length || MayBreak(runes[i - 1], runes[i]))
            {
                yield return string.Concat(runes[start..i]);
                start = i;
            }
        }
    }

    private static bool MayBreak(Rune before, Rune after)
    {
        bool space = before.Value == ' ';
        return space || after.Value == ' '
            ? space != (after.Value == ' ')
            : !Closing.Contains(after.ToString(), StringComparison.Ordinal)
                && !Opening.Contains(before.ToString(), StringComparison.Ordinal)
                && (Width(before) == 2 || Width(after) == 2);
    }

    private static int Width(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark or System.Globalization.UnicodeCategory.Format => 0,
        _ => rune.Value >= Wide[0].First && Array.Exists(Wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1,
    };

    private static bool IsCommand(char c) => (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
