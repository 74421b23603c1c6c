using CrmCore.Matching.Forms;
using CrmCore.Matching.Rules;
using CrmCore.Matching.Similarity;

namespace CrmCore.Matching.Indexing;

/// <summary>The similarity measures by name.</summary>
internal static class Measures
{
    /// <summary>How alike two normal forms are by the most favourable of the measures; neither is empty.</summary>
    public static double Best(ReadOnlySpan<SimilarityMeasure> measures, ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right))
        {
            return 1;
        }

        double best = 0;
        foreach (SimilarityMeasure measure in measures)
        {
            best = Math.Max(best, Of(measure, left, right));
        }

        return best;
    }

    private static double Of(SimilarityMeasure measure, ReadOnlySpan<char> left, ReadOnlySpan<char> right) => measure switch
    {
        SimilarityMeasure.JaroWinkler => Joined(left, right),
        SimilarityMeasure.TokenSet => left.Contains(' ') || right.Contains(' ') ? TokenSet.Similarity(left, right) : 0,
        SimilarityMeasure.Containment => left.Contains(' ') || right.Contains(' ') ? 0.95 * TokenSet.Containment(left, right) : 0,
        SimilarityMeasure.Phonetic => SoundAlike(left, right) ? 0.9 : 0,
        SimilarityMeasure.Edit => EditSimilarity.Similarity(left, right),
        SimilarityMeasure.Phone => PhoneForm.Similarity(left, right),
        SimilarityMeasure.Nickname => Nicknames.FullForm(left).SequenceEqual(Nicknames.FullForm(right)) ? 0.95 : 0,
        SimilarityMeasure.Initial => (left.Length == 1 || right.Length == 1) && left[0] == right[0] ? 0.9 : 0,
        _ => 0,
    };

    private static double Joined(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (!left.Contains(' ') && !right.Contains(' '))
        {
            return JaroWinkler.Similarity(left, right);
        }

        Span<char> leftLetters = stackalloc char[left.Length];
        Span<char> rightLetters = stackalloc char[right.Length];
        double joined = JaroWinkler.Similarity(WithoutSpaces(left, leftLetters), WithoutSpaces(right, rightLetters));
        return joined == 1 ? 0.99 : joined;
    }

    private static ReadOnlySpan<char> WithoutSpaces(ReadOnlySpan<char> text, Span<char> letters)
    {
        int length = 0;
        foreach (char letter in text)
        {
            if (letter != ' ')
            {
                letters[length++] = letter;
            }
        }

        return letters[..length];
    }

    private static bool SoundAlike(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<char> leftCode = stackalloc char[4];
        Span<char> rightCode = stackalloc char[4];
        return Soundex.Write(left, leftCode) > 0 && Soundex.Write(right, rightCode) > 0 && leftCode.SequenceEqual(rightCode);
    }
}
