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
        FieldKind.Key => IsUnique,
        FieldKind.Name => !Most(IsNumber) && !(field.Name == Fields.Name && _values.Count >= 50 && Distinct.Count < FewestNames),
        FieldKind.Email => Share(Cell.IsEmail) >= 0.5,
        FieldKind.Phone => Share(v => Cell.IsPhone(Cell.Narrow(v))) >= 0.5,
        FieldKind.Status or FieldKind.Stage => Distinct.Count <= MostStates,
        FieldKind.Outcome => Most(v => StatusWords.Outcome(v) is not null),
        FieldKind.Instant or FieldKind.Day => Most(v => DateText.TryParse(v, out _)),
        FieldKind.Amount or FieldKind.Probability => Most(IsNumber),
        FieldKind.Currency => Most(v => CurrencyMark.Find(v) is not null),
        _ => true,
    };

    public bool AreEmails => _values.Count > 0 && Share(Cell.IsEmail) >= 0.8;

    private static bool IsNumber(string value) => NumberText.TryParse(value, out _);

    private bool Most(Func<string, bool> holds) => Share(holds) >= 0.8;

    private double Share(Func<string, bool> holds) => (double)Distinct.Count(holds) / Distinct.Count;
}
