namespace CrmCore.Probabilities.Evaluation;

/// <summary>A measure of some estimates.</summary>
/// <param name="estimates">The estimates.</param>
/// <param name="won">What came of them.</param>
public delegate double Metric(ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won);

/// <summary>An interval around a measure.</summary>
/// <param name="Value">The measure itself.</param>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct Interval(double Value, double Low, double High);

/// <summary>
/// Intervals by drawing groups of rows again and again with replacement (Efron 1979): what the measure might have been on other deals of the same kind. The same
/// seed gives the same interval.
/// </summary>
public static class Bootstrap
{
    /// <summary>The interval of a measure between the 2.5% and 97.5% points.</summary>
    /// <param name="metric">The measure.</param>
    /// <param name="estimates">The estimates.</param>
    /// <param name="won">What came of them.</param>
    /// <param name="groups">The group of each row; a group is drawn as a whole.</param>
    /// <param name="seed">What the drawing starts from.</param>
    /// <param name="draws">How often to draw.</param>
    public static Interval Of(Metric metric, ReadOnlySpan<double> estimates, ReadOnlySpan<bool> won, ReadOnlySpan<string> groups, int seed, int draws = 200)
    {
        Guard.Against.Null(metric);
        double value = metric(estimates, won);
        double[] e = estimates.ToArray();
        bool[] w = won.ToArray();
        return Drawn(value, groups, seed, draws, rows => metric(Array.ConvertAll(rows, r => e[r]), Array.ConvertAll(rows, r => w[r])));
    }

    /// <summary>
    /// Two calculators on the same deals: how much lower the first one's mean log loss is than the second's, with its interval. Above 0 throughout, the first is
    /// better; around 0, the deals cannot tell.
    /// </summary>
    public static Interval Compare(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<bool> won, ReadOnlySpan<string> groups, int seed, int draws = 200)
    {
        double value = Metrics.LogLoss(second, won) - Metrics.LogLoss(first, won);
        double[] gains = new double[won.Length];
        for (int i = 0; i < gains.Length; i++)
        {
            gains[i] = Metrics.LogLoss(second[i], won[i]) - Metrics.LogLoss(first[i], won[i]);
        }

        return Drawn(value, groups, seed, draws, rows =>
        {
            double sum = 0;
            foreach (int row in rows)
            {
                sum += gains[row];
            }

            return sum / rows.Length;
        });
    }

    private static Interval Drawn(double value, ReadOnlySpan<string> groups, int seed, int draws, Func<int[], double> measure)
    {
        Guard.Against.NegativeOrZero(draws);
        Dictionary<string, List<int>> byGroup = new(StringComparer.Ordinal);
        for (int row = 0; row < groups.Length; row++)
        {
            if (!byGroup.TryGetValue(groups[row], out List<int>? rows))
            {
                byGroup.Add(groups[row], rows = []);
            }

            rows.Add(row);
        }

        int[][] all = [.. byGroup.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Value.ToArray())];
        Random random = new(seed);
        List<double> values = [];
        List<int> drawn = [];
        for (int draw = 0; draw < draws; draw++)
        {
            drawn.Clear();
            for (int i = 0; i < all.Length; i++)
            {
                drawn.AddRange(all[random.Next(all.Length)]);
            }

            double measured = measure([.. drawn]);
            if (!double.IsNaN(measured))
            {
                values.Add(measured);
            }
        }

        values.Sort();
        return values.Count == 0 ? new(value, double.NaN, double.NaN) : new(value, values[(int)(0.025 * values.Count)], values[Math.Min(values.Count - 1, (int)(0.975 * values.Count))]);
    }
}
