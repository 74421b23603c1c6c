namespace CrmCore.Qualification.Questions;

/// <summary>
/// Finds any of several cues in a short text. Cues that begin with a blank are looked for at the beginnings of words, by their first two letters; others
/// at every character, by the first. Immutable, allocates nothing when it looks.
/// </summary>
internal sealed class CueSet
{
    private const int Buckets = 256;

    private readonly string[]?[] _words = new string[]?[Buckets];
    private readonly string[]?[] _characters = new string[]?[Buckets];
    private readonly bool _hasCharacters;

    public CueSet(params IEnumerable<string> cues)
    {
        foreach (string cue in cues)
        {
            bool word = cue[0] == ' ';
            _hasCharacters |= !word;
            ref string[]? bucket = ref word ? ref _words[Key(cue[1], cue[2])] : ref _characters[Key(cue[0])];
            bucket = [.. bucket ?? [], cue];
        }
    }

    /// <summary>Whether one of the cues occurs.</summary>
    public bool IsIn(ReadOnlySpan<char> text) => FirstIn(text) >= 0;

    /// <summary>Where the first cue begins; -1 where none occurs.</summary>
    public int FirstIn(ReadOnlySpan<char> text)
    {
        return _hasCharacters ? FirstCharacterIn(text) : FirstWordIn(text);
    }

    private int FirstWordIn(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (text[i..].IndexOf(' ') is >= 0 and int blank)
        {
            i += blank;
            if (i + 2 < text.Length && _words[Key(text[i + 1], text[i + 2])] is { } candidates && StartsWithAny(text[i..], candidates))
            {
                return i;
            }

            i++;
        }

        return -1;
    }

    private int FirstCharacterIn(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            string[]? candidates;
            if (text[i] == ' ')
            {
                candidates = i + 2 < text.Length ? _words[Key(text[i + 1], text[i + 2])] : null;
            }
            else
            {
                candidates = _characters[Key(text[i])];
            }

            if (candidates is not null && StartsWithAny(text[i..], candidates))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>How long the longest cue at the very start is; 0 where there is none.</summary>
    public int LongestAtStart(ReadOnlySpan<char> text)
    {
        if (text.Length < 3)
        {
            return 0;
        }

        int longest = 0;
        foreach (string cue in (text[0] == ' ' ? _words[Key(text[1], text[2])] : _characters[Key(text[0])]) ?? [])
        {
            longest = cue.Length > longest && text.StartsWith(cue, StringComparison.Ordinal) ? cue.Length : longest;
        }

        return longest;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] cues)
    {
        foreach (string cue in cues)
        {
            if (text.StartsWith(cue.AsSpan()))
            {
                return true;
            }
        }

        return false;
    }

    private static int Key(char only) => (only ^ (only >> 8)) & (Buckets - 1);

    private static int Key(char first, char second) => ((first * 29) ^ second) & (Buckets - 1);
}
