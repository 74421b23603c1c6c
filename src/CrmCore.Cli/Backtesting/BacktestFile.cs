using System.Globalization;
using CrmCore.Probabilities.Training;
using CsvHelper;
using CsvHelper.Configuration;

namespace CrmCore.Cli.Backtesting;

/// <summary>Reads a CSV file whole, as a table of texts.</summary>
internal static class BacktestFile
{
    public static Table Read(string path)
    {
        using StreamReader reader = new(path);
        using CsvParser parser = new(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { DetectDelimiter = true, DetectDelimiterValues = [",", ";", "\t", "|"], BadDataFound = null });
        string[] header = parser.Read() ? [.. parser.Record!.Select(c => c.Trim())] : [];
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        List<IReadOnlyList<string>> rows = [];
        while (parser.Read())
        {
            rows.Add(Array.ConvertAll(parser.Record!, Once));
        }

        return new(header, rows);

        // Columns repeat the same few texts; each is kept once.
        string Once(string text) => texts.TryGetValue(text, out string? known) ? known : texts.Count < 1_000_000 ? texts[text] = text : text;
    }
}
