using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmCore.Benchmarks;

/// <summary>
/// Compares a run with the kept one by ratio: each benchmark's time and bytes to those of the baseline of its class, which ran beside it on the same machine. So a
/// slow or loaded machine does not matter, a benchmark that became slower than its baseline does.
/// </summary>
internal static class RatioCheck
{
    private const double TimeTolerance = 1.5;

    private const double BytesTolerance = 1.1;

    /// <summary>Reads the full JSON exports of a run, and keeps their ratios or compares them with those kept; false where one grew beyond the tolerance.</summary>
    public static bool Run(string artifacts, string kept, bool keeps, TextWriter output)
    {
        SortedDictionary<string, Ratio> now = Read(artifacts);
        if (keeps)
        {
            SortedDictionary<string, Ratio> all = File.Exists(kept) ? Kept(kept) : new(StringComparer.Ordinal);
            foreach ((string name, Ratio ratio) in now)
            {
                all[name] = ratio;
            }

            File.WriteAllText(kept, JsonSerializer.Serialize(all, Indented) + "\n");
            output.WriteLine($"{now.Count} ratios kept in {kept}.");
            return true;
        }

        bool isGood = now.Count > 0;
        foreach ((string name, Ratio before) in Kept(kept).Where(k => now.ContainsKey(k.Key)))
        {
            Ratio after = now[name];
            bool slower = after.Time > before.Time * TimeTolerance;
            bool larger = after.Bytes > (before.Bytes * BytesTolerance) + 0.01;
            isGood &= !slower && !larger;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(slower || larger ? "WORSE" : "ok   ")} {name}: time {before.Time:0.00} -> {after.Time:0.00}, bytes {before.Bytes:0.00} -> {after.Bytes:0.00}"));
        }

        output.WriteLine(now.Count == 0 ? $"No full JSON export is under {artifacts}: run with --exporters json." : isGood ? "No ratio grew beyond its tolerance." : "Some ratios grew.");
        return isGood;
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

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
                (_, string first, double time, double bytes) = group.First();
                foreach ((_, string name, double ownTime, double ownBytes) in group.Where(r => r.Name != first))
                {
                    ratios[$"{group.Key}.{name} / {first}"] = new(Math.Round(ownTime / time, 4), bytes > 0 ? Math.Round(ownBytes / bytes, 4) : 0);
                }
            }
        }

        return ratios;
    }

    /// <summary>A benchmark against the first of its class and parameters.</summary>
    /// <param name="Time">Its median time in those of the first one.</param>
    /// <param name="Bytes">The bytes it allocates in those of the first one; 0 where that one allocates none.</param>
    internal sealed record Ratio(double Time, double Bytes);
}
