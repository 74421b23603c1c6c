using System.Buffers;
using System.Globalization;

namespace CrmCore.Cli.Csv;

/// <summary>
/// Writes the cells of a CSV file that people may open in a spreadsheet. A text that a spreadsheet would take for a formula gets an apostrophe in front, which it
/// does not show; numbers stay numbers.
/// </summary>
internal static class CsvCell
{
    private static readonly SearchValues<char> ToBeQuoted = SearchValues.Create(",;\"\t\r\n");

    /// <summary>A row with its line end.</summary>
    public static string Row(params ReadOnlySpan<string> cells)
    {
        string[] written = new string[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            written[i] = Of(cells[i]);
        }

        return string.Join(',', written) + "\n";
    }

    /// <summary>A text as one cell.</summary>
    public static string Of(string text)
    {
        string harmless = IsFormula(text) ? "'" + text : text;
        return harmless.AsSpan().IndexOfAny(ToBeQuoted) < 0 ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Whether a spreadsheet calculates it: it begins with a sign of a formula (also a full-width one, or behind blanks) and is no plain number.</summary>
    private static bool IsFormula(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().TrimStart();
        return !trimmed.IsEmpty
            && (trimmed[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' || text[0] is '\t' or '\r' or '\n')
            && !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }
}
