using System.Globalization;

namespace CrmCore.Cli.Csv;

/// <summary>
/// Reads the fields of one row after another. A value that cannot be read is reported and null;
/// it rejects the row unless the map says to leave it blank and the field is not essential.
/// </summary>
internal sealed class RowValues(CsvFile file, RowPlan plan, ColumnFormats formats, Action<CsvProblem> report)
{
    private readonly KeyRegister _keys = new();
    private readonly Fault _unknownPipeline = Faults.UnknownPipeline(string.Join(", ", plan.Target.Pipelines.Select(p => p.Key)));
    private CsvRow _row;

    public int Line => _row.Line;

    public bool IsRejected { get; private set; }

    public void Load(CsvRow row)
    {
        _row = row;
        IsRejected = false;
    }

    public string Key()
    {
        if (plan.KeyColumns is [])
        {
            return _row.Number.ToString(CultureInfo.InvariantCulture);
        }

        string[] parts = [.. plan.KeyColumns.Select(c => plan.Known(_row.Fields[c]) ?? "")];
        string key = parts is [var only] ? only : string.Join('|', parts.Select(p => p.Replace("|", "||", StringComparison.Ordinal)));
        if (Array.TrueForAll(parts, p => p.Length == 0))
        {
            Reject(plan.KeyColumns[0] + 1, null, Faults.MissingKey);
        }
        else if (_keys.Add(key, Line) is int before and > 0)
        {
            Reject(plan.KeyColumns[0] + 1, key, Faults.DuplicateKey(before));
        }

        return key;
    }

    public string? Text(string field) => plan.Text(_row, field);

    public string? Email(string field) => Text(field) is { } text ? Checked(field, text, Cell.IsEmail(text) ? null : Faults.BadEmail) : null;

    public string? Phone(string field) => Text(field) is { } text ? Checked(field, text, Cell.IsPhone(Cell.Narrow(text)) ? null : Faults.BadPhone) : null;

    public string? Status(string field) => Word(field, StatusWords.Status, Faults.UnknownStatus);

    public string? Outcome(string field) => Word(field, StatusWords.Outcome, Faults.UnknownOutcome);

    /// <summary>The key of the pipeline that the row names; null where it names none.</summary>
    public string? Pipeline(string field) =>
        Word(field, text => plan.Target.Pipelines is [] ? text : plan.Target.FindPipeline(text)?.Key, _unknownPipeline);

    /// <summary>The stage, as it is called in a pipeline; in that of rows that name none where <paramref name="pipeline"/> is null.</summary>
    public string? Stage(string? pipeline) => plan.Stage(_row, pipeline ?? plan.Target.Pipelines.FirstOrDefault()?.Key ?? "");

    public DateTimeOffset? Instant(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        Fault? fault = formats.Date(field).TryRead(text, out DateTimeOffset instant);
        return Checked(field, text, fault) is null ? null : instant;
    }

    public DateOnly? Day(string field) => Instant(field) is { } instant ? DateOnly.FromDateTime(instant.DateTime) : null;

    /// <summary>An amount and its currency: the row's own field decides, and a sign beside the amount must not contradict it.</summary>
    public (decimal? Amount, string? Currency) Amount(string field, string currencyField)
    {
        string? stated = Currency(currencyField);
        if (Text(field) is not { } text)
        {
            return (null, stated);
        }

        Fault? fault = formats.Number(field).TryRead(text, out decimal amount, out NumberText written);
        fault ??= written.IsPercent ? ValueFaults.NotANumber : null;
        fault ??= amount < 0 ? Faults.NegativeAmount : null;
        fault ??= stated is not null && written.Currency?.Fits(stated) == false ? Faults.CurrencyConflict(stated) : null;
        return Checked(field, text, fault) is null ? (null, stated) : (amount, stated ?? written.Currency?.Code);
    }

    public decimal? Probability(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        Fault? fault = formats.Number(field).TryRead(text, out decimal value, out NumberText written);
        decimal probability = written.IsPercent || formats.IsPercent(field) ? value / 100 : value;
        fault ??= probability is < 0 or > 1 || written.Currency is not null ? Faults.BadProbability : null;
        return Checked(field, text, fault) is null ? null : probability;
    }

    /// <summary>The columns that are no field.</summary>
    public IReadOnlyDictionary<string, string> Custom()
    {
        Dictionary<string, string> custom = new(plan.CustomColumns.Count);
        foreach ((string header, int index) in plan.CustomColumns)
        {
            if (plan.Known(_row.Fields[index]) is { } text)
            {
                custom[header] = text;
            }
        }

        return custom;
    }

    /// <summary>Rejects the row where the file has some of the fields and this row none.</summary>
    public void RequireOne(params ReadOnlySpan<string> fields)
    {
        bool mapped = false;
        foreach (string field in fields)
        {
            mapped |= plan.Has(field);
            if (Text(field) is not null)
            {
                return;
            }
        }

        if (mapped)
        {
            Reject(0, null, Faults.NothingToIdentify);
        }
    }

    private string? Currency(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        CurrencyMark? mark = CurrencyMark.Find(text);
        return Checked(field, text, mark is null ? Faults.BadCurrency : null) is null ? null : mark!.Code;
    }

    private string? Word(string field, Func<string, string?> meaning, Fault unknown)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        string? word = meaning(text);
        Checked(field, text, word is null ? unknown : null);
        return word;
    }

    private string? Checked(string field, string text, Fault? fault)
    {
        if (fault is null)
        {
            return text;
        }

        int column = plan.Columns.TryGetValue(field, out int index) ? index + 1 : 0;
        bool mayBeBlank = plan.BlankOnBadValue && !plan.Target.Find(field)!.IsEssential;
        IsRejected |= !mayBeBlank;
        report(file.Problem(Line, column, column > 0 ? _row.Fields[index] : text, fault));
        return null;
    }

    private void Reject(int column, string? value, Fault fault)
    {
        IsRejected = true;
        report(file.Problem(Line, column, value, fault));
    }
}
