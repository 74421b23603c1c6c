using CrmCore.Matching.Forms;
using CrmCore.Matching.Rules;
using CrmCore.Matching.Similarity;

namespace CrmCore.Matching.Indexing;

/// <summary>Makes the blocking keys of profiles as 64-bit hashes.</summary>
internal sealed class KeyMaker
{
    private const int MostWords = 6;
    private const int MostValues = 36;
    private const ulong Prime = 0x9E3779B97F4A7C15;

    private readonly Block[] _blocks;
    private readonly int _fields;

    public KeyMaker(MatchRules rules)
    {
        List<string> fields = [.. rules.Fields.Keys];
        _fields = fields.Count;
        _blocks = [.. rules.Blocks.Select(b => new Block([.. b.Parts.Select(p => new Part(fields.IndexOf(p.Field), p.Form, p.Length))], b.Unordered))];
        MostKeys = _blocks.Length * MostValues;
    }

    /// <summary>No profile has more keys.</summary>
    public int MostKeys { get; }

    /// <summary>Writes the keys of a profile, each once; returns how many.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="keys">At least <see cref="MostKeys"/> places.</param>
    /// <param name="only">Only those of one block; -1 for all.</param>
    public int Write(Profile profile, Span<ulong> keys, int only = -1)
    {
        Span<bool> filled = stackalloc bool[_fields];
        for (int f = 0; f < _fields; f++)
        {
            filled[f] = profile.LengthOf(f) > 0;
        }

        int count = 0;
        for (int b = 0; b < _blocks.Length; b++)
        {
            if ((only < 0 || only == b) && _blocks[b].CanBeMade(filled))
            {
                int start = count;
                count += Write(profile, _blocks[b], (ulong)b + 1, keys[count..]);
                count = start + Distinct(keys[start..count]);
            }
        }

        return count;
    }

    private static int Write(Profile profile, Block block, ulong seed, Span<ulong> keys)
    {
        Span<ulong> values = stackalloc ulong[MostWords];
        keys[0] = unchecked(seed * Prime);
        int count = 1;
        for (int p = 0; p < block.Parts.Length; p++)
        {
            Part part = block.Parts[p];
            int found = Values(profile[part.Field], part, values);
            if (found == 0)
            {
                return 0;
            }

            int room = Math.Min(found, MostValues / count);
            for (int v = room - 1; v >= 0; v--)
            {
                for (int k = 0; k < count; k++)
                {
                    keys[(v * count) + k] = block.Unordered ? unchecked(keys[k] + values[v]) : Mix(keys[k], values[v]);
                }
            }

            count *= room;
        }

        return count;
    }

    private static int Values(ReadOnlySpan<char> text, Part part, Span<ulong> values)
    {
        Span<char> letters = stackalloc char[text.Length];
        switch (part.Form)
        {
            case KeyForm.EachWord:
                return Words(text, values);
            case KeyForm.SortedWords:
                ulong sum = 0;
                int words = Words(text, values);
                for (int w = 0; w < words; w++)
                {
                    sum = unchecked(sum + values[w]);
                }

                values[0] = sum;
                return words == 0 ? 0 : 1;
            case KeyForm.Soundex:
                Span<char> code = stackalloc char[4];
                int written = Soundex.Write(Nicknames.FullForm(text), code);
                return written == 0 ? One(text, values) : One(code, values);
            case KeyForm.MailboxName:
                int kept = 0;
                foreach (char letter in text[..Math.Max(0, text.LastIndexOf('@'))])
                {
                    if (char.IsLetter(letter))
                    {
                        letters[kept++] = letter;
                    }
                }

                return kept < 3 ? 0 : One(letters[..kept], values);
            default:
                int length = 0;
                foreach (char letter in text)
                {
                    if (letter != ' ')
                    {
                        letters[length++] = letter;
                    }
                }

                ReadOnlySpan<char> whole = letters[..length];
                return part.Form switch
                {
                    KeyForm.Beginning => One(whole[..Math.Min(length, part.Length)], values),
                    KeyForm.Ending => length < part.Length ? 0 : One(whole[^part.Length..], values),
                    _ => One(whole, values),
                };
        }
    }

    private static int Words(ReadOnlySpan<char> text, Span<ulong> values)
    {
        int count = 0;
        foreach (Range word in text.Split(' '))
        {
            if (word.End.Value - word.Start.Value >= 2 && count < MostWords)
            {
                values[count++] = Hash(text[word]);
            }
        }

        return count;
    }

    private static int One(ReadOnlySpan<char> text, Span<ulong> values)
    {
        values[0] = Hash(text);
        return text.IsEmpty ? 0 : 1;
    }

    private static int Distinct(Span<ulong> keys)
    {
        if (keys.Length < 2)
        {
            return keys.Length;
        }

        keys.Sort();
        int count = 1;
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i] != keys[i - 1])
            {
                keys[count++] = keys[i];
            }
        }

        return count;
    }

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char letter in text)
        {
            hash = unchecked((hash ^ letter) * 0x100000001B3);
        }

        return Mix(hash, (ulong)text.Length);
    }

    private static ulong Mix(ulong a, ulong b)
    {
        ulong mixed = unchecked((a ^ (b + Prime + (a << 6) + (a >> 2))) * 0xFF51AFD7ED558CCD);
        return unchecked((mixed ^ (mixed >> 32)) * 0xC4CEB9FE1A85EC53);
    }

    private readonly record struct Part(int Field, KeyForm Form, int Length);

    private sealed record Block(Part[] Parts, bool Unordered)
    {
        public bool CanBeMade(ReadOnlySpan<bool> filled)
        {
            foreach (Part part in Parts)
            {
                if (!filled[part.Field])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
