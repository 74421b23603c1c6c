namespace CrmCore.Cli.Csv;

/// <summary>Finds what somebody meant who wrote something slightly different.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the fewest edits after folding, where they are few for its length; otherwise null.</summary>
    public static string? To(string text, IEnumerable<string> candidates)
    {
        string folded = WordTable.Fold(text);
        (string? best, int fewest) = (null, int.MaxValue);
        foreach (string candidate in candidates)
        {
            int edits = Edits(folded, WordTable.Fold(candidate));
            if (edits < fewest && edits <= (candidate.Length < 4 ? 1 : Math.Max(2, candidate.Length / 4)))
            {
                (best, fewest) = (candidate, edits);
            }
        }

        return best;
    }

    private static int Edits(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
