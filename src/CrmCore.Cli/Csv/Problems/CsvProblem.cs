namespace CrmCore.Cli.Csv;

/// <summary>
/// A fault and its place: <c>file:line:column: what, value, how to mend it</c>.
/// Line and column count from 1 and are 0 where the fault belongs to the whole file or the whole line;
/// the column is the number of the field, not of the character. A record that spans lines has the number of its first.
/// </summary>
internal sealed record CsvProblem(string File, int Line, int Column, string? ColumnName, string? Value, Fault Fault)
{
    private const int ShownCharacters = 40;

    public FaultKind Kind => Fault.Kind;

    public override string ToString()
    {
        string place = (Line, Column) switch
        {
            (0, 0) => File,
            (_, 0) => $"{File}:{Line}",
            (0, _) => $"{File}:1:{Column}",
            _ => $"{File}:{Line}:{Column}",
        };
        return Fault.At(place, ColumnName is null ? null : Shorten(ColumnName), Value is null ? null : Shorten(Value), isWhole: (Line, Column) == (0, 0));
    }

    /// <summary>At most 40 characters of <paramref name="text"/>, control characters made visible.</summary>
    internal static string Shorten(string text)
    {
        string head = text.Length <= ShownCharacters ? text : string.Concat(text.AsSpan(0, ShownCharacters - 1), "…");
        return string.Concat(head.Select(c => char.IsControl(c) || c == FileText.Unreadable ? $"\\u{(int)c:x4}" : c.ToString()));
    }
}
