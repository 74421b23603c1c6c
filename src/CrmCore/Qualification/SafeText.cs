using System.Text;

namespace CrmCore.Qualification;

/// <summary>Makes texts of people safe to show: no control characters, no characters that turn the direction of what follows, no half surrogates.</summary>
internal static class SafeText
{
    /// <summary>The text without them; line breaks and tabs stay.</summary>
    public static string Clean(string text)
    {
        bool safe = true;
        for (int i = 0; i < text.Length && safe; i++)
        {
            safe = !IsUnsafe(text[i]) && !char.IsSurrogate(text[i]);
        }

        if (safe)
        {
            return text;
        }

        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || !IsUnsafe((char)rune.Value))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    private static bool IsUnsafe(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
