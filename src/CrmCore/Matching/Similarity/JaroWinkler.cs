namespace CrmCore.Matching.Similarity;

/// <summary>
/// The Jaro-Winkler similarity of two texts (Jaro 1989, Winkler 1990): letters in common within a window, less transpositions, more for a common
/// beginning of up to four letters. 1 for equal texts, 0 for texts with nothing in common; symmetric. Allocates nothing up to 256 letters.
/// </summary>
public static class JaroWinkler
{
    private const double PrefixScale = 0.1;
    private const int LongestPrefix = 4;
    private const int OnStack = 256;

    /// <summary>The similarity, 0 to 1. Two empty texts are equal.</summary>
    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right))
        {
            return 1;
        }

        double jaro = Jaro(left, right);
        int prefix = left.CommonPrefixLength(right);
        return jaro + (Math.Min(prefix, LongestPrefix) * PrefixScale * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return 0;
        }

        if (left.Length > right.Length || (left.Length == right.Length && left.SequenceCompareTo(right) > 0))
        {
            ReadOnlySpan<char> longer = left;
            left = right;
            right = longer;
        }

        int window = Math.Max(0, (right.Length / 2) - 1);
        Span<bool> taken = right.Length <= OnStack ? stackalloc bool[right.Length] : new bool[right.Length];
        Span<char> common = left.Length <= OnStack ? stackalloc char[left.Length] : new char[left.Length];
        taken.Clear();
        int matches = 0;
        for (int i = 0; i < left.Length; i++)
        {
            int end = Math.Min(right.Length, i + window + 1);
            for (int j = Math.Max(0, i - window); j < end; j++)
            {
                if (!taken[j] && left[i] == right[j])
                {
                    taken[j] = true;
                    common[matches++] = left[i];
                    break;
                }
            }
        }

        if (matches == 0)
        {
            return 0;
        }

        int transposed = 0;
        for (int j = 0, k = 0; k < matches; j++)
        {
            if (taken[j] && common[k++] != right[j])
            {
                transposed++;
            }
        }

        double m = matches;
        return ((m / left.Length) + (m / right.Length) + ((m - (transposed / 2)) / m)) / 3;
    }
}
