using CrmCore.Probabilities.Learned;

namespace CrmCore.Probabilities.Training;

/// <summary>How far deals came, where a deal has a row for each stage it stood in.</summary>
internal static class StageReach
{
    /// <summary>The stages from the one that most deals reached to the one that fewest did.</summary>
    public static IReadOnlyList<string> OrderOf(Dataset data, int stage)
    {
        IReadOnlyList<string> levels = data.Schema.Features[stage].Levels;
        HashSet<string>[] reached = [.. levels.Select(_ => new HashSet<string>(StringComparer.Ordinal))];
        for (int row = 0; row < data.Count; row++)
        {
            if (data.Row(row)[stage] is >= 0 and double code)
            {
                reached[(int)code].Add(data.Groups[row]);
            }
        }

        return [.. levels.Select((level, code) => (level, reached[code].Count)).OrderByDescending(l => l.Count).ThenBy(l => l.level, StringComparer.Ordinal).Select(l => l.level)];
    }

    /// <summary>One row a group: the one in the furthest stage, else the latest, in the order of the rows.</summary>
    public static IReadOnlyList<int> FurthestRows(Dataset data, int stage, IReadOnlyList<string> order)
    {
        int[] places = stage < 0 ? [] : NaiveBayesTable.PlacesOfStages(data.Schema.Features[stage].Levels, order);
        Dictionary<string, int> furthest = new(StringComparer.Ordinal);
        for (int row = 0; row < data.Count; row++)
        {
            if (!furthest.TryGetValue(data.Groups[row], out int best) || IsFurther(row, best))
            {
                furthest[data.Groups[row]] = row;
            }
        }

        return [.. furthest.Values.Order()];

        bool IsFurther(int row, int best)
        {
            int by = PlaceOf(row).CompareTo(PlaceOf(best));
            by = by != 0 || !data.HasOrder ? by : data.Order[row].CompareTo(data.Order[best]);
            return (by != 0 ? by : data.Row(row).SequenceCompareTo(data.Row(best))) > 0;
        }

        int PlaceOf(int row) => stage >= 0 && data.Row(row)[stage] is >= 0 and double code ? places[(int)code] : -1;
    }
}
