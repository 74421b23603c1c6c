using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmCore.Benchmarks;

/// <summary>
/// Compares a run with the kept one: the time of each benchmark by its ratio to the baseline of its class, which ran beside it on the same machine, so that a slow or loaded
/// machine does not matter; and the bytes it allocates, which do not depend on the machine.
/// </summary>
internal static class RatioCheck
{
    private const double BytesTolerance = 1.1;

    /// <summary>What the runtime itself may allocate beside a benchmark.</summary>
    private const double SpareBytes = 16;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Adds the ratios of a run to those kept.</summary>
    public static bool Keep(string artifacts, string kept, TextWriter output)
    {
        SortedDictionary<string, Ratio> now = Read(artifacts);
        SortedDictionary<string, Ratio> all = File.Exists(kept) ? Kept(kept) : new(StringComparer.Ordinal);
        foreach ((string name, Ratio ratio) in now)
        {
            all[name] = ratio;
        }

        File.WriteAllText(kept, JsonSerializer.Serialize(all, Indented) + "\n");
        output.WriteLine($"{now.Count} ratios kept in {kept}.");
        return now.Count > 0;
    }

    /// <summary>Holds a run against the ratios kept; false where a time grew by more than a factor, or bytes by more than a tenth.</summary>
    public static bool Check(string artifacts, string kept, double timeTolerance, TextWriter output)
    {
        SortedDictionary<string, Ratio> now = Read(artifacts);
        (string Name, Ratio Before, Ratio After)[] both = [.. Kept(kept).Where(k => now.ContainsKey(k.Key)).Select(k => (k.Key, k.Value, now[k.Key]))];
        bool isGood = both.Length > 0;
        foreach ((string name, Ratio before, Ratio after) in both)
        {
            bool worse = after.Time > before.Time * timeTolerance || after.Bytes > (before.Bytes * BytesTolerance) + SpareBytes;
            isGood &= !worse;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(worse ? "WORSE" : "ok   ")} {name}: time {before.Time:0.000} -> {after.Time:0.000}, bytes {before.Bytes:0} -> {after.Bytes:0}"));
        }

        output.WriteLine(both.Length == 0 ? $"Nothing under {artifacts} is among the kept ratios: run with --exporters json." : isGood ? "No ratio grew beyond its tolerance." : "Some ratios grew.");
        return isGood;
    }

    /// <summary>Four digits, however small it is.</summary>
    private static double Rounded(double ratio) => double.Parse(ratio.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static SortedDictionary<string, Ratio> Kept(string path) => new(JsonSerializer.Deserialize<Dictionary<string, Ratio>>(File.ReadAllText(path))!, StringComparer.Ordinal);

    private static SortedDictionary<string, Ratio> Read(string artifacts)
    {
        SortedDictionary<string, Ratio> ratios = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(artifacts, "*-report-full*.json", SearchOption.AllDirectories))
        {
            (string Group, string Name, double Time, double Bytes)[] rows =
                [.. JsonNode.Parse(File.ReadAllText(file))!["Benchmarks"]!.AsArray().Where(b => b!["Statistics"] is not null).Select(b => (
                    $"{b!["Type"]}({b["Parameters"]})", (string)b["Method"]!, (double)b["Statistics"]!["Median"]!, (double?)b["Memory"]?["BytesAllocatedPerOperation"] ?? 0))];
            foreach (IGrouping<string, (string Group, string Name, double Time, double Bytes)> group in rows.GroupBy(r => r.Group))
            {
                (_, string first, double time, _) = group.First();
                foreach ((_, string name, double ownTime, double ownBytes) in group.Where(r => r.Name != first))
                {
                    ratios[$"{group.Key}.{name} / {first}"] = new(Rounded(ownTime / time), ownBytes);
                }
            }
        }

        return ratios;
    }

    /// <summary>A benchmark against the first of its class and parameters.</summary>
    /// <param name="Time">Its median time in those of the first one.</param>
    /// <param name="Bytes">The bytes it allocates per operation.</param>
    internal sealed record Ratio(double Time, double Bytes);
}
