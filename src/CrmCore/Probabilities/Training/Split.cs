using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CrmCore.Probabilities.Training;

/// <summary>Rows to train on and rows to judge on. No group has rows in both.</summary>
/// <param name="Train">The rows to train on.</param>
/// <param name="Test">The rows to judge on.</param>
public sealed record Split(IReadOnlyList<int> Train, IReadOnlyList<int> Test)
{
    /// <summary>The rows to train on.</summary>
    public IReadOnlyList<int> Train { get; init => field = Copied.Of(value); } = Copied.Of(Train);

    /// <summary>The rows to judge on.</summary>
    public IReadOnlyList<int> Test { get; init => field = Copied.Of(value); } = Copied.Of(Test);

    /// <summary>
    /// Rows are test rows where the SHA-256 of their group's name in UTF-8, read as a big-endian number, is divisible by 5. It depends on nothing but the
    /// names, so that everybody who splits the same deals gets the same split.
    /// </summary>
    public static Split ByHash(Dataset data)
    {
        Guard.Against.Null(data);
        return Of(data, row => Remainder(data.Groups[row]) == 0);
    }

    /// <summary>The last fifth in time is for judging: rows from the 80% point of the order on, ties included, and all rows of their groups.</summary>
    /// <exception cref="ArgumentException">The rows have no order.</exception>
    public static Split ByTime(Dataset data) => ByTime(data, 0.8, 1);

    /// <summary>Rolling origin: trained on the first 50, 60, 70, 80 and 90% in time, each judged on the tenth that follows.</summary>
    /// <exception cref="ArgumentException">The rows have no order.</exception>
    public static IReadOnlyList<Split> Rolling(Dataset data) =>
        [.. new[] { 0.5, 0.6, 0.7, 0.8, 0.9 }.Select(from => ByTime(data, from, from + 0.1)).Where(s => s.Train.Count > 0 && s.Test.Count > 0)];

    /// <summary>Folds for choosing among calculators: each group is in the test part of exactly one of them, by a hash of its name.</summary>
    internal static IReadOnlyList<Split> Folds(Dataset data, int count)
    {
        int[] fold = new int[data.Count];
        for (int row = 0; row < data.Count; row++)
        {
            fold[row] = (int)(Spread(data.Groups[row]) % (uint)count);
        }

        return [.. Enumerable.Range(0, count).Select(f => Of(data, row => fold[row] == f)).Where(s => s.Train.Count > 0 && s.Test.Count > 0)];
    }

    /// <summary>Trained on what came before a point of the order, judged on what lies between it and another.</summary>
    internal static Split ByTime(Dataset data, double from, double to)
    {
        Guard.Against.Null(data);
        if (!data.HasOrder)
        {
            throw new ArgumentException("A split in time needs rows with an order.", nameof(data));
        }

        if (data.Count == 0)
        {
            return new([], []);
        }

        decimal[] sorted = data.Order.ToArray();
        Array.Sort(sorted);
        decimal first = sorted[Math.Min((int)(from * sorted.Length), sorted.Length - 1)];
        int end = (int)Math.Round(to * sorted.Length);
        decimal? last = end >= sorted.Length ? null : sorted[end];
        Dictionary<string, decimal> starts = new(StringComparer.Ordinal);
        for (int row = 0; row < data.Count; row++)
        {
            string group = data.Groups[row];
            starts[group] = starts.TryGetValue(group, out decimal latest) ? Math.Max(latest, data.Order[row]) : data.Order[row];
        }

        List<int> train = [];
        List<int> test = [];
        for (int row = 0; row < data.Count; row++)
        {
            decimal at = starts[data.Groups[row]];
            if (at < first)
            {
                train.Add(row);
            }
            else if (last is null || at < last)
            {
                test.Add(row);
            }
        }

        return new([.. train], [.. test]);
    }

    private static Split Of(Dataset data, Func<int, bool> isTest)
    {
        List<int> train = [];
        List<int> test = [];
        for (int row = 0; row < data.Count; row++)
        {
            (isTest(row) ? test : train).Add(row);
        }

        return new([.. train], [.. test]);
    }

    private static int Remainder(string name)
    {
        int remainder = 0;
        foreach (byte b in SHA256.HashData(Encoding.UTF8.GetBytes(name)))
        {
            remainder = ((remainder * 256) + b) % 5;
        }

        return remainder;
    }

    private static uint Spread(string name) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("fold:" + name)));
}
