namespace CrmCore.Matching.Similarity;

/// <summary>
/// How far two texts consist of the same words, whatever their order: each word of one is paired with the most similar word of the other that is
/// still free, and the paired similarity is weighed by length against all letters of both (a soft Dice coefficient). Words are parted by
/// one space. 1 for the same words in any order; symmetric. Only the first 16 words of a text count. Allocates nothing.
/// </summary>
public static class TokenSet
{
    private const int MostWords = 16;
    private const double SimilarWord = 0.85;

    /// <summary>The similarity, 0 to 1. Two empty texts are equal.</summary>
    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right))
        {
            return 1;
        }

        Span<Range> leftWords = stackalloc Range[MostWords];
        Span<Range> rightWords = stackalloc Range[MostWords];
        leftWords = leftWords[..Words(left, leftWords)];
        rightWords = rightWords[..Words(right, rightWords)];
        int letters = Letters(leftWords) + Letters(rightWords);
        return letters == 0 ? 0 : Shared(left, leftWords, right, rightWords) / letters;
    }

    /// <summary>The share of the shorter text's letters that stand in words of the longer one: 1 where all its words are in the other.</summary>
    public static double Containment(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<Range> leftWords = stackalloc Range[MostWords];
        Span<Range> rightWords = stackalloc Range[MostWords];
        leftWords = leftWords[..Words(left, leftWords)];
        rightWords = rightWords[..Words(right, rightWords)];
        int shorter = Math.Min(Letters(leftWords), Letters(rightWords));
        return shorter == 0 ? 0 : Math.Min(1, Shared(left, leftWords, right, rightWords) / 2 / shorter);
    }

    private static double Shared(ReadOnlySpan<char> left, ReadOnlySpan<Range> leftWords, ReadOnlySpan<char> right, ReadOnlySpan<Range> rightWords)
    {
        Span<bool> leftTaken = stackalloc bool[MostWords];
        Span<bool> rightTaken = stackalloc bool[MostWords];
        leftTaken.Clear();
        rightTaken.Clear();
        double shared = 0;
        for (int i = 0; i < leftWords.Length; i++)
        {
            for (int j = 0; j < rightWords.Length && !leftTaken[i]; j++)
            {
                if (!rightTaken[j] && left[leftWords[i]].SequenceEqual(right[rightWords[j]]))
                {
                    leftTaken[i] = rightTaken[j] = true;
                    shared += Length(leftWords[i]) * 2;
                }
            }
        }

        Span<double> likeness = stackalloc double[leftWords.Length * rightWords.Length];
        for (int i = 0; i < leftWords.Length; i++)
        {
            for (int j = 0; j < rightWords.Length; j++)
            {
                double similarity = leftTaken[i] || rightTaken[j] ? 0 : JaroWinkler.Similarity(left[leftWords[i]], right[rightWords[j]]);
                likeness[(i * rightWords.Length) + j] = similarity >= SimilarWord ? similarity * (Length(leftWords[i]) + Length(rightWords[j])) : 0;
            }
        }

        for (int pairs = Math.Min(leftWords.Length, rightWords.Length); pairs > 0; pairs--)
        {
            (double best, int bestLeft, int bestRight) = (0, 0, 0);
            for (int i = 0; i < leftWords.Length; i++)
            {
                for (int j = 0; j < rightWords.Length; j++)
                {
                    if (!leftTaken[i] && !rightTaken[j] && likeness[(i * rightWords.Length) + j] > best)
                    {
                        (best, bestLeft, bestRight) = (likeness[(i * rightWords.Length) + j], i, j);
                    }
                }
            }

            if (best == 0)
            {
                break;
            }

            leftTaken[bestLeft] = rightTaken[bestRight] = true;
            shared += best;
        }

        return shared;
    }

    private static int Words(ReadOnlySpan<char> text, Span<Range> words)
    {
        int count = 0;
        foreach (Range word in text.Split(' '))
        {
            if (Length(word) > 0)
            {
                words[count++] = word;
            }

            if (count == MostWords)
            {
                break;
            }
        }

        return count;
    }

    private static int Letters(ReadOnlySpan<Range> words)
    {
        int letters = 0;
        foreach (Range word in words)
        {
            letters += Length(word);
        }

        return letters;
    }

    private static int Length(Range word) => word.End.Value - word.Start.Value;
}
