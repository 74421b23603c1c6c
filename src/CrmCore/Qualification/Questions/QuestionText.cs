namespace CrmCore.Qualification.Questions;

/// <summary>
/// A question in the form that cues are looked for in: lower case, half width, every run of white space one blank, a comma as a word of its own, one
/// blank at both ends; the last question of the text apart from what was said before it. It lives in a buffer of the caller's.
/// </summary>
internal readonly ref struct QuestionText
{
    /// <summary>How many characters a buffer must have.</summary>
    public const int BufferLength = 1200;

    private const int HeadLength = 200;
    private const int TailLength = 300;

    private QuestionText(ReadOnlySpan<char> whole, int lastStart, bool asks, bool isChinese)
    {
        Whole = whole;
        Before = whole[..lastStart];
        Last = whole[lastStart..];
        Asks = asks;
        IsChinese = isChinese;
    }

    /// <summary>All of it.</summary>
    public ReadOnlySpan<char> Whole { get; }

    /// <summary>What was said before the last question.</summary>
    public ReadOnlySpan<char> Before { get; }

    /// <summary>The last question.</summary>
    public ReadOnlySpan<char> Last { get; }

    /// <summary>Whether a question mark ends it.</summary>
    public bool Asks { get; }

    /// <summary>Whether its Chinese characters outnumber its words of other scripts.</summary>
    public bool IsChinese { get; }

    public static QuestionText Read(ReadOnlySpan<char> text, Span<char> buffer)
    {
        int length = 0;
        Append(buffer, ref length, ' ');
        if (text.Length <= HeadLength + TailLength)
        {
            Fold(text, buffer, ref length);
        }
        else
        {
            Fold(text[..HeadLength], buffer, ref length);
            Fold(text[^TailLength..], buffer, ref length);
        }

        Append(buffer, ref length, ' ');
        Span<char> folded = Politeness.Strip(buffer[..length]);
        return Split(folded);
    }

    private static QuestionText Split(ReadOnlySpan<char> folded)
    {
        int end = folded.Length;
        bool asks = false;
        while (end > 1 && folded[end - 1] is ' ' or '.' or '?' or ',')
        {
            asks |= folded[end - 1] == '?';
            end--;
        }

        int start = folded[..end].LastIndexOfAny('.', '?') + 1;
        ReadOnlySpan<char> whole = folded[..Math.Min(end + 1, folded.Length)];
        return new(whole, Math.Min(start, whole.Length), asks, MostlyChinese(whole));
    }

    private static bool MostlyChinese(ReadOnlySpan<char> text)
    {
        int characters = 0;
        int words = 0;
        bool inWord = false;
        foreach (char c in text)
        {
            bool chinese = IsHan(c);
            bool letter = !chinese && char.IsLetter(c);
            characters += chinese ? 1 : 0;
            words += letter && !inWord ? 1 : 0;
            inWord = letter || (inWord && c == '\'');
        }

        return characters > 0 && characters >= words;
    }

    /// <summary>Folds each character; a sentence's end becomes '.' or '?', a point within a number a hyphen, other punctuation a comma, ornaments a blank.</summary>
    private static void Fold(ReadOnlySpan<char> text, Span<char> buffer, ref int length)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsAsciiLetterLower(c) || IsHan(c))
            {
                Append(buffer, ref length, c);
                continue;
            }

            if (c is >= '\uFF01' and <= '\uFF5E')
            {
                c = (char)(c - 0xFEE0);
            }

            switch (c)
            {
                case '\u2019' or '\u2018' or '`' or '\u00B4':
                    Append(buffer, ref length, '\'');
                    break;
                case '.' when i > 0 && i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]):
                    Append(buffer, ref length, '-');
                    break;
                case '?' or '\u061F':
                    Mark(buffer, ref length, '?');
                    break;
                case '.' or '!' or '\u3002' or '\u2026' or ';' or '\n':
                    Mark(buffer, ref length, '.');
                    break;
                case ',' or ':' or '\u2014' or '\u2013' or '(' or ')' or '~':
                    Mark(buffer, ref length, ',');
                    break;
                case '-' when i > 0 && i + 1 < text.Length && text[i - 1] == ' ' && text[i + 1] is ' ' or '-':
                    Mark(buffer, ref length, ',');
                    break;
                case '\u3001':
                    Append(buffer, ref length, c);
                    break;
                default:
                    Append(buffer, ref length, char.IsLetterOrDigit(c) || c is '\'' or '-' or '&' or '%' or '/' ? char.ToLowerInvariant(c) : ' ');
                    break;
            }
        }
    }

    private static void Mark(Span<char> buffer, ref int length, char mark)
    {
        Append(buffer, ref length, ' ');
        Append(buffer, ref length, mark);
        Append(buffer, ref length, ' ');
    }

    /// <summary>Appends a character; a blank after a blank, and a blank between or before Chinese characters, is left out.</summary>
    private static void Append(Span<char> buffer, ref int length, char c)
    {
        if (c == ' ' && length > 0 && (buffer[length - 1] == ' ' || IsHan(buffer[length - 1])))
        {
            if (IsHan(buffer[length - 1]) && length < buffer.Length)
            {
                buffer[length++] = ' ';
            }

            return;
        }

        if (IsHan(c) && length > 1 && buffer[length - 1] == ' ' && IsHan(buffer[length - 2]))
        {
            buffer[length - 1] = c;
            return;
        }

        if (length < buffer.Length)
        {
            buffer[length++] = c;
        }
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF';
}
