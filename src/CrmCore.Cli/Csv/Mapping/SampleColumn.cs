namespace CrmCore.Cli.Csv;

/// <summary>The values that a sample has in one column, and what they may be.</summary>
internal sealed class SampleColumn
{
    private const int MostStates = 60;

    /// <summary>Fewer different values than this in a long column are a classification and nobody's name.</summary>
    private const int FewestNames = 6;

    private readonly List<string> _values;
    private readonly int _rows;

    public SampleColumn(string header, int index, IReadOnlyList<CsvRow> sample)
    {
        Header = header;
        Index = index;
        _rows = sample.Count;
        _values = [.. sample.Select(r => Cell.Clean(r.Fields[index])).Where(v => v.Length > 0)];
        Distinct = [.. _values.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public string Header { get; }

    public int Index { get; }

    /// <summary>The different values, in the order of the file.</summary>
    public IReadOnlyList<string> Distinct { get; }

    /// <summary>True where each row has a value of its own.</summary>
    public bool IsUnique => _rows > 0 && _values.Count == _rows && Distinct.Count == _rows;

    /// <summary>True where the values do not speak against the field. A column of blanks speaks against nothing.</summary>
    public bool MayBe(TargetField field) => _values is [] || field.Kind switch
    {
        ColumnKind.Key => IsUnique,
        ColumnKind.Name => !Most(IsNumber) && !(field.Name == Fields.Name && _values.Count >= 50 && Distinct.Count < FewestNames),
        ColumnKind.Email => Share(Cell.IsEmail) >= 0.5,
        ColumnKind.Phone => Share(v => Cell.IsPhone(Cell.Narrow(v))) >= 0.5,
        ColumnKind.Status or ColumnKind.Stage => Distinct.Count <= MostStates,
        ColumnKind.Outcome => Most(v => StatusWords.Outcome(v) is not null),
        ColumnKind.Instant or ColumnKind.Day => Most(v => DateText.TryParse(v, out _)),
        ColumnKind.Amount or ColumnKind.Probability => Most(IsNumber),
        ColumnKind.Currency => Most(v => CurrencyMark.Find(v) is not null),
        _ => true,
    };

    public bool AreEmails => _values.Count > 0 && Share(Cell.IsEmail) >= 0.8;

    private static bool IsNumber(string value) => NumberText.TryParse(value, out _);

    private bool Most(Func<string, bool> holds) => Share(holds) >= 0.8;

    private double Share(Func<string, bool> holds) => (double)Distinct.Count(holds) / Distinct.Count;
}
