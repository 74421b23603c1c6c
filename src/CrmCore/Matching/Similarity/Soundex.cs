namespace CrmCore.Matching.Similarity;

/// <summary>
/// American Soundex (Russell 1918, as the U.S. National Archives state it): the first letter and three digits for the consonants that follow, so that
/// names which sound alike in English have the same code. Letters outside a to z count for nothing.
/// </summary>
public static class Soundex
{
    private const string Digits = "01230120022455012623010202";

    /// <summary>The code of a text in lower case, such as <c>r163</c> for <c>robert</c>; empty for a text without a letter a to z.</summary>
    public static string Code(ReadOnlySpan<char> text)
    {
        Span<char> code = stackalloc char[4];
        return Write(text, code) == 0 ? "" : code.ToString();
    }

    /// <summary>Writes the four letters of the code; returns 4, or 0 for a text without a letter a to z.</summary>
    internal static int Write(ReadOnlySpan<char> text, Span<char> code)
    {
        int length = 0;
        char last = '0';
        foreach (char letter in text)
        {
            if (letter is < 'a' or > 'z')
            {
                continue;
            }

            char digit = Digits[letter - 'a'];
            if (length == 0)
            {
                code[length++] = letter;
            }
            else if (digit != '0' && digit != last)
            {
                code[length++] = digit;
            }

            if (letter is not ('h' or 'w'))
            {
                last = digit;
            }

            if (length == 4)
            {
                return 4;
            }
        }

        if (length == 0)
        {
            return 0;
        }

        code[length..].Fill('0');
        return 4;
    }
}
