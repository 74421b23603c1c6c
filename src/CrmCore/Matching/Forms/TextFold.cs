using System.Globalization;
using System.Text;

namespace CrmCore.Matching.Forms;

/// <summary>Folds what people write in many ways: case, accents, full width, traditional Chinese, punctuation and spaces.</summary>
internal static class TextFold
{
    /// <summary>Letters and digits in lower case, words parted by one space. Full stops and apostrophes vanish, other signs part words. Folding twice changes nothing.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        return Ascii.IsValid(text) ? FoldAscii(text) : FoldUnicode(text);
    }

    private static string FoldAscii(string text)
    {
        Span<char> folded = text.Length <= 256 ? stackalloc char[text.Length * 5] : new char[text.Length * 5];
        int length = 0;
        foreach (char letter in text)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                folded[length++] = char.ToLowerInvariant(letter);
            }
            else if (letter == '&')
            {
                length = Word("and", folded, length);
            }
            else if (letter is not ('.' or '\'' or '`') && length > 0 && folded[length - 1] != ' ')
            {
                folded[length++] = ' ';
            }
        }

        return folded[..length].TrimEnd(' ').ToString();
    }

    private static int Word(ReadOnlySpan<char> word, Span<char> folded, int length)
    {
        if (length > 0 && folded[length - 1] != ' ')
        {
            folded[length++] = ' ';
        }

        word.CopyTo(folded[length..]);
        length += word.Length;
        folded[length++] = ' ';
        return length;
    }

    private static string FoldUnicode(string text)
    {
        string folded = Once(text);
        for (int i = 0; i < 4; i++)
        {
            string again = Once(folded);
            if (again == folded)
            {
                break;
            }

            folded = again;
        }

        return folded;
    }

    /// <summary>Whether a mark voices the kana before it; alone, or on another letter, it is dropped like other marks.</summary>
    private static bool IsVoicingOf(StringBuilder folded, char letter) =>
        letter is '\u3099' or '\u309A' && folded.Length > 0 && folded[^1] is (>= '\u3041' and <= '\u3096') or (>= '\u30A1' and <= '\u30FA');

    private static string Once(string text)
    {
        StringBuilder folded = new(text.Length);
        foreach (char letter in Decomposed(text))
        {
            if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || IsVoicingOf(folded, letter))
            {
                Append(folded, ChineseScript.Simplify(char.ToLowerInvariant(letter)));
            }
            else if (letter == '&')
            {
                folded.Append(folded.Length > 0 && folded[^1] != ' ' ? " and " : "and ");
            }
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letter is not ('.' or '\'' or '’' or '`') && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }

    private static void Append(StringBuilder folded, char letter)
    {
        _ = letter switch
        {
            'ß' => folded.Append("ss"),
            'æ' => folded.Append("ae"),
            'œ' => folded.Append("oe"),
            'ø' => folded.Append('o'),
            'ł' => folded.Append('l'),
            'đ' or 'ð' => folded.Append('d'),
            'þ' => folded.Append("th"),
            'ı' => folded.Append('i'),
            _ => folded.Append(letter),
        };
    }

    private static string Decomposed(string text) =>
        WellFormedText.Of(text).Normalize(NormalizationForm.FormKC).Normalize(NormalizationForm.FormD);
}
