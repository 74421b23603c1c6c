using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

/// <summary>Deals made up for tests: the chance to win depends on size and source.</summary>
internal static class MadeUp
{
    public static readonly FeatureSchema Schema = new(
    [
        new("size", FeatureKind.Numeric), new("source", FeatureKind.Categorical, ["fair", "phone", "web"]), new("noise", FeatureKind.Numeric),
    ]);

    public static Dataset Deals(int count, int seed, Func<int, string>? id = null)
    {
        Random random = new(seed);
        double[] values = new double[count * 3];
        bool[] won = new bool[count];
        for (int i = 0; i < count; i++)
        {
            double size = random.NextDouble() * 4;
            int source = random.Next(3);
            values[i * 3] = random.Next(20) == 0 ? FeatureSchema.Missing : size;
            values[(i * 3) + 1] = source;
            values[(i * 3) + 2] = random.NextDouble();
            won[i] = random.NextDouble() < 1 / (1 + Math.Exp(-(size - 2 + source - 1)));
        }

        string[] ids = [.. Enumerable.Range(0, count).Select(i => id?.Invoke(i) ?? $"d{i}")];
        return new(Schema, values, won, ids, null, [.. Enumerable.Range(0, count).Select(i => (decimal)i)]);
    }

    public static double[] Estimates(CrmCore.Probabilities.Learned.ProbabilityModel model, Dataset data)
    {
        double[] estimates = new double[data.Count];
        model.Estimate(data, estimates);
        return estimates;
    }
}
