using System.Diagnostics.CodeAnalysis;
using CrmCore.Cli.Csv;
using CrmCore.Probabilities.Training;

namespace CrmCore.Cli.Backtesting;

/// <summary>Reads a CSV file whole, as a table of texts.</summary>
internal static class BacktestFile
{
    public static bool TryRead(string path, Action<CsvProblem> report, [NotNullWhen(true)] out Table? table)
    {
        table = null;
        if (!CsvFile.TryOpen(path, new CsvOptions(), out CsvFile? file, out CsvProblem? problem))
        {
            report(problem);
            return false;
        }

        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        List<IReadOnlyList<string>> rows = [.. file.Rows(report).Select(r => r.Fields.Select(Once).ToArray())];
        table = new(file.Headers, rows);
        return true;

        // Columns repeat the same few texts; each is kept once.
        string Once(string text) => texts.TryGetValue(text, out string? known) ? known : texts.Count < 1_000_000 ? texts[text] = text : text;
    }
}
