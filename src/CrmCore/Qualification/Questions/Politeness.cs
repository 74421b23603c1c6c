using System.Buffers;

namespace CrmCore.Qualification.Questions;

/// <summary>Greetings, thanks and polite words, which say nothing about what a question asks.</summary>
internal static class Politeness
{
    private static readonly CueSet Leading = new(
    [
        " please ", " excuse me ", " sorry ", " pardon ", " hi ", " hello ", " hey ", " good morning ", " good afternoon ", " good evening ", " thanks ",
        " thank you ", " if you don't mind ", " if i may ask ", " if i may ", " if you don't mind me asking ", " if it's not too much trouble ", " kindly ",
        "请问一下", "请问下", "请问", "请教一下", "请教下", "请教", "想请问", "您好", "你好", "麻烦问一下", "麻烦", "不好意思", "打扰一下", "打扰了", "打扰", "劳驾", "冒昧问一下", "冒昧地问一下",
        "想问一下", "想问下", "我想问一下", "我想问", "问一下", "问下", "请您", "请你", "请", "谢谢", "多谢",
    ]);

    private static readonly string[] Trailing =
    [
        " please ", " thanks ", " thank you ", " thanks a lot ", " thank you very much ", " many thanks ", " if i may ask ", " if you don't mind ", " if you don't mind me asking ",
        " cheers ", "谢谢", "谢谢您", "谢谢你", "多谢", "麻烦了", "麻烦您了", "辛苦了", "辛苦您了", "拜托了", "感谢", "非常感谢", "十分感谢",
    ];

    /// <summary>The words " please " and " kindly " in the middle are struck out in place.</summary>
    public static Span<char> Strip(Span<char> text)
    {
        int length = Strike(text, text.Length, " please ");
        length = Strike(text, length, " kindly ");
        Span<char> rest = text[..length];
        while (StripStart(ref rest) || StripEnd(ref rest))
        {
        }

        return rest;
    }

    private static bool StripStart(ref Span<char> text)
    {
        Span<char> from = text;
        int skipped = SkipMarks(from);
        if (skipped == from.Length)
        {
            return false;
        }

        Span<char> byWord = from[Math.Max(0, skipped - 1)..];
        Span<char> byCharacter = from[skipped..];
        int length = Leading.LongestAtStart(byWord);
        Span<char> candidate = length > 0 ? byWord : byCharacter;
        length = length > 0 ? length : Leading.LongestAtStart(byCharacter);
        if (length > 0 && HasMore(candidate[length..]))
        {
            candidate[length - 1] = ' ';
            text = candidate[(length - 1)..];
            return true;
        }

        return false;
    }

    private static bool StripEnd(ref Span<char> text)
    {
        int end = text.Length;
        bool asked = false;
        while (end > 0 && text[end - 1] is ' ' or '.' or ',' or '?')
        {
            asked |= text[end - 1] == '?';
            end--;
        }

        if (end == 0 || !TrailingEnds.Contains(text[end - 1]))
        {
            return false;
        }

        foreach (string word in Trailing)
        {
            ReadOnlySpan<char> wanted = word[0] == ' ' ? word.AsSpan(0, word.Length - 1) : word;
            if (end > wanted.Length && text[..end].EndsWith(wanted, StringComparison.Ordinal) && HasMore(text[..(end - wanted.Length)]))
            {
                int rest = end - wanted.Length;
                while (rest > 0 && text[rest - 1] is ' ' or ',' or '.')
                {
                    rest--;
                }

                int room = rest;
                if (asked)
                {
                    text[room++] = ' ';
                    text[room++] = '?';
                }

                text[room++] = ' ';
                text = text[..room];
                return true;
            }
        }

        return false;
    }

    private static int SkipMarks(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (i < text.Length && text[i] is ' ' or ',' or '.')
        {
            i++;
        }

        return i;
    }

    private static bool HasMore(ReadOnlySpan<char> text) => text.ContainsAnyExcept(Marks);

    private static readonly SearchValues<char> TrailingEnds = SearchValues.Create([.. Trailing.Select(w => w.TrimEnd()[^1]).Distinct()]);

    private static readonly SearchValues<char> Marks = SearchValues.Create(" ,.?");

    private static int Strike(Span<char> text, int length, string word)
    {
        while (text[..length].IndexOf(word, StringComparison.Ordinal) is > 0 and int at && HasMore(text[(at + word.Length)..length]))
        {
            text[(at + word.Length - 1)..length].CopyTo(text[at..]);
            length -= word.Length - 1;
        }

        return length;
    }
}
