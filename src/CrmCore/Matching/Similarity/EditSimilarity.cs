namespace CrmCore.Matching.Similarity;

/// <summary>
/// One less the share of letters that must be inserted, deleted, replaced or swapped with their neighbour to turn one text into the other (optimal
/// string alignment; Damerau 1964, Levenshtein 1966). 1 for equal texts; symmetric. Fit for numbers and codes. Allocates nothing up to 128 letters.
/// </summary>
public static class EditSimilarity
{
    private const int OnStack = 129;

    /// <summary>The similarity, 0 to 1. Two empty texts are equal.</summary>
    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int longest = Math.Max(left.Length, right.Length);
        return longest == 0 || left.SequenceEqual(right) ? 1 : 1 - ((double)Distance(left, right) / longest);
    }

    /// <summary>How many letters must be inserted, deleted, replaced or swapped with their neighbour.</summary>
    public static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int width = right.Length + 1;
        Span<int> before = width <= OnStack ? stackalloc int[width] : new int[width];
        Span<int> above = width <= OnStack ? stackalloc int[width] : new int[width];
        Span<int> row = width <= OnStack ? stackalloc int[width] : new int[width];
        for (int j = 0; j < width; j++)
        {
            above[j] = j;
        }

        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j < width; j++)
            {
                int replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                int best = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    best = Math.Min(best, before[j - 2] + 1);
                }

                row[j] = best;
            }

            Span<int> free = before;
            before = above;
            above = row;
            row = free;
        }

        return above[width - 1];
    }
}
