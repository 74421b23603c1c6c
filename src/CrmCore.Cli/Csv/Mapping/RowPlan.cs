using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace CrmCore.Cli.Csv;

/// <summary>A map that was checked against a file: where each field of a row comes from. Immutable.</summary>
internal sealed class RowPlan
{
    internal RowPlan(ColumnMap map, ImportTarget target, IReadOnlyList<string> headers)
    {
        Target = target;
        Order = MapOptions.Order(map.DateOrder);
        DecimalMark = MapOptions.DecimalMark(map.DecimalSeparator);
        Zone = MapOptions.Zone(map.TimeZone) ?? TimeZoneInfo.Utc;
        BlankOnBadValue = MapOptions.BlankOnBadValue(map.OnBadValue) ?? false;
        Blank = map.Blank.Select(Cell.Clean).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        Constants = map.Constants.Where(c => c.Value.Length > 0).ToFrozenDictionary();
        Values = map.Values.ToFrozenDictionary(v => v.Key, v => Folded(v.Value));

        Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string header, int index) in headers.Select((h, i) => (h, i)))
        {
            columns[header] = index;
        }

        Dictionary<string, string> uses = new(map.Columns, StringComparer.OrdinalIgnoreCase);
        Columns = uses.Where(u => target.Find(u.Value) is not null).ToFrozenDictionary(u => u.Value, u => columns[u.Key]);
        KeyColumns = map.Key is { } key ? [.. key.Columns.Select(c => columns[c])] : [Columns[Fields.Key]];
        CustomColumns = [.. headers.Select((header, index) => (header, index))
            .Where(h => uses.GetValueOrDefault(h.header, ColumnMap.Custom) == ColumnMap.Custom && !KeyColumns.Contains(h.index))];
    }

    public ImportTarget Target { get; }

    /// <summary>Field to its column, from 0.</summary>
    public FrozenDictionary<string, int> Columns { get; }

    /// <summary>The columns of the key; none where the row's number is the key.</summary>
    public IReadOnlyList<int> KeyColumns { get; }

    public IReadOnlyList<(string Header, int Index)> CustomColumns { get; }

    public FrozenDictionary<string, string> Constants { get; }

    public FrozenDictionary<string, FrozenDictionary<string, string>> Values { get; }

    public FrozenSet<string> Blank { get; }

    public DateOrder? Order { get; }

    public char? DecimalMark { get; }

    public TimeZoneInfo Zone { get; }

    public bool BlankOnBadValue { get; }

    /// <summary>Checks the map as a whole; on failure every error is told.</summary>
    public static bool TryCreate(CsvFile file, ColumnMap map, ImportTarget target, [NotNullWhen(true)] out RowPlan? plan, out IReadOnlyList<MapError> errors)
    {
        errors = MapCheck.Errors(map, target, file.Headers);
        plan = errors is [] ? new RowPlan(map, target, file.Headers) : null;
        return plan is not null;
    }

    public bool Has(string field) => Columns.ContainsKey(field) || Constants.ContainsKey(field);

    /// <summary>The text of a field: cleaned, its value translated, null where it is blank.</summary>
    public string? Text(CsvRow row, string field) => Columns.TryGetValue(field, out int column)
        ? Meaning(field, row.Fields[column])
        : Constants.GetValueOrDefault(field);

    /// <summary>The text of a row's stage in a pipeline: as <see cref="Text"/>, but what the map says of a value within that pipeline goes first.</summary>
    public string? Stage(CsvRow row, string pipeline)
    {
        if (!Columns.TryGetValue(Fields.Stage, out int column))
        {
            return Constants.GetValueOrDefault(Fields.Stage);
        }

        string text = Cell.Clean(row.Fields[column]);
        string within = StageWords.Within(pipeline, text);
        return Meaning(Fields.Stage, Mapped(Fields.Stage, within) is null ? text : within);
    }

    /// <summary>What a text of the file means in a field, or null for nothing.</summary>
    public string? Meaning(string field, string entered)
    {
        string text = Cell.Clean(entered);
        return text.Length > 0 && Mapped(field, text) is { } mapped ? mapped.Length == 0 ? null : mapped : Known(text);
    }

    /// <summary>A text of the file, cleaned, or null for nothing.</summary>
    public string? Known(string entered)
    {
        string text = Cell.Clean(entered);
        return text.Length == 0 || Blank.Contains(text) ? null : text;
    }

    private string? Mapped(string field, string text) => Values.TryGetValue(field, out FrozenDictionary<string, string>? values) ? values.GetValueOrDefault(text) : null;

    private static FrozenDictionary<string, string> Folded(Dictionary<string, string> values)
    {
        Dictionary<string, string> folded = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string entered, string meaning) in values)
        {
            folded[Cell.Clean(entered)] = meaning;
        }

        return folded.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
