namespace CrmCore.Cli.Csv;

/// <summary>
/// How the dates and numbers of each column are written: as the map states, otherwise as the column itself shows. It is read until every column has decided,
/// at least for <see cref="SampleRows"/> rows. Where it never does, a choice is made and noted.
/// </summary>
internal sealed class ColumnFormats
{
    private const int SampleRows = 10_000;

    private readonly Dictionary<string, DateReader> _dates = [];
    private readonly Dictionary<string, NumberReader> _numbers = [];
    private readonly HashSet<string> _percentColumns = [];
    private readonly List<CsvProblem> _notes = [];

    private ColumnFormats()
    {
    }

    /// <summary>The choices that were made without proof.</summary>
    public IReadOnlyList<CsvProblem> Notes => _notes;

    public static ColumnFormats Learn(CsvFile file, RowPlan plan)
    {
        ColumnFormats formats = new();
        Dictionary<string, DateEvidence> dates = Of(plan, ColumnKind.Instant, ColumnKind.Day).ToDictionary(f => f, _ => new DateEvidence());
        Dictionary<string, NumberEvidence> numbers = Of(plan, ColumnKind.Amount, ColumnKind.Probability).ToDictionary(f => f, _ => new NumberEvidence());
        if (dates.Count + numbers.Count > 0)
        {
            Read(file, plan, dates, numbers);
        }

        formats.DecideDates(file, plan, dates);
        formats.DecideNumbers(file, plan, numbers);
        return formats;
    }

    public DateReader Date(string field) => _dates[field];

    public NumberReader Number(string field) => _numbers[field];

    /// <summary>True where a probability of 40 means 40%, false where it must be written 0.4.</summary>
    public bool IsPercent(string field) => _percentColumns.Contains(field);

    private static IEnumerable<string> Of(RowPlan plan, ColumnKind kind, ColumnKind other) =>
        plan.Target.Fields.Where(f => (f.Kind == kind || f.Kind == other) && plan.Has(f.Name)).Select(f => f.Name);

    private static void Read(CsvFile file, RowPlan plan, Dictionary<string, DateEvidence> dates, Dictionary<string, NumberEvidence> numbers)
    {
        foreach (CsvRow row in file.Rows(static _ => { }))
        {
            foreach ((string field, DateEvidence evidence) in dates)
            {
                if (plan.Text(row, field) is { } text)
                {
                    evidence.Add(text);
                }
            }

            foreach ((string field, NumberEvidence evidence) in numbers)
            {
                if (plan.Text(row, field) is { } text)
                {
                    evidence.Add(text);
                }
            }

            bool isOpen = (plan.Order is null && dates.Values.Any(d => d.IsOpen)) || (plan.DecimalMark is null && numbers.Values.Any(n => n.IsOpen));
            if (row.Number >= SampleRows && !isOpen)
            {
                return;
            }
        }
    }

    private void DecideDates(CsvFile file, RowPlan plan, Dictionary<string, DateEvidence> dates)
    {
        DateOrder elsewhere = dates.Values.Select(d => d.Order).FirstOrDefault(o => o != DateOrder.Unknown);
        foreach ((string field, DateEvidence evidence) in dates)
        {
            DateOrder order = plan.Order ?? evidence.Order;
            if (order == DateOrder.Unknown && evidence.Ambiguous > 0)
            {
                order = elsewhere == DateOrder.Unknown ? DateOrder.DayFirst : elsewhere;
                Phrase because = elsewhere == DateOrder.Unknown
                    ? new("for want of proof", "因为没有依据")
                    : new("as in another column of the file", "与文件中的另一列一致");
                Note(file, plan, field, ValueFaults.DateOrderAssumed(order, evidence.Ambiguous, because));
            }

            _dates[field] = new DateReader(order, plan.Zone);
        }
    }

    private void DecideNumbers(CsvFile file, RowPlan plan, Dictionary<string, NumberEvidence> numbers)
    {
        char? elsewhere = numbers.Values.Select(n => n.DecimalMark).FirstOrDefault(m => m is not null);
        foreach ((string field, NumberEvidence evidence) in numbers)
        {
            bool isProbability = plan.Target.Find(field)!.Kind == ColumnKind.Probability;
            char? mark = plan.DecimalMark ?? evidence.DecimalMark ?? (evidence.IsOpen ? elsewhere : null);
            if (mark is null && evidence.IsOpen && evidence.AmbiguousSeparator != '\0' && !isProbability)
            {
                mark = evidence.AmbiguousSeparator == '.' ? ',' : '.';
                Note(file, plan, field, ValueFaults.DecimalMarkAssumed(evidence.AmbiguousSeparator, evidence.Ambiguous));
            }

            _numbers[field] = new NumberReader(mark ?? (isProbability ? '.' : null), plan.DecimalMark is not null);
            if (isProbability && evidence.IsPercent)
            {
                _percentColumns.Add(field);
            }
            else if (isProbability && evidence.IsScaleOpen)
            {
                Note(file, plan, field, ValueFaults.ProbabilityScaleAssumed());
            }
        }
    }

    private void Note(CsvFile file, RowPlan plan, string field, Fault fault) =>
        _notes.Add(file.Problem(0, plan.Columns.TryGetValue(field, out int column) ? column + 1 : 0, null, fault));
}
