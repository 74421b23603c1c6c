namespace CrmCore.Cli.Csv;

/// <summary>Makes the two kinds of import.</summary>
internal static class CsvImport
{
    public static CsvImport<LeadRecord> Leads(CsvFile file, RowPlan plan) => new(file, plan, static row =>
    {
        row.RequireOne(Fields.Name, Fields.GivenName, Fields.FamilyName, Fields.Company, Fields.Email, Fields.Phone, Fields.Mobile);
        return new LeadRecord
        {
            Line = row.Line,
            Key = row.Key(),
            Name = row.Text(Fields.Name),
            GivenName = row.Text(Fields.GivenName),
            FamilyName = row.Text(Fields.FamilyName),
            Company = row.Text(Fields.Company),
            Title = row.Text(Fields.Title),
            Email = row.Email(Fields.Email),
            Phone = row.Phone(Fields.Phone),
            Mobile = row.Phone(Fields.Mobile),
            Source = row.Text(Fields.Source),
            SourceDetail = row.Text(Fields.SourceDetail),
            Campaign = row.Text(Fields.Campaign),
            Status = row.Status(Fields.Status),
            Owner = row.Text(Fields.Owner),
            Pool = row.Text(Fields.Pool),
            Created = row.Instant(Fields.Created),
            Description = row.Text(Fields.Description),
            Industry = row.Text(Fields.Industry),
            City = row.Text(Fields.City),
            Country = row.Text(Fields.Country),
            Outcome = row.Outcome(Fields.Outcome),
            DisqualifiedReason = row.Text(Fields.DisqualifiedReason),
            Custom = row.Custom(),
        };
    });

    public static CsvImport<OpportunityRecord> Opportunities(CsvFile file, RowPlan plan) => new(file, plan, static row =>
    {
        (decimal? amount, string? currency) = row.Amount(Fields.Amount, Fields.Currency);
        string? pipeline = row.Pipeline(Fields.Pipeline);
        return new OpportunityRecord
        {
            Line = row.Line,
            Key = row.Key(),
            Name = row.Text(Fields.Name),
            Account = row.Text(Fields.Account),
            Contact = row.Text(Fields.Contact),
            Email = row.Email(Fields.Email),
            Owner = row.Text(Fields.Owner),
            Pipeline = pipeline,
            Stage = row.Stage(pipeline),
            Amount = amount,
            Currency = currency,
            Probability = row.Probability(Fields.Probability),
            Created = row.Instant(Fields.Created),
            StageEntered = row.Instant(Fields.StageEntered),
            ExpectedClose = row.Day(Fields.ExpectedClose),
            Closed = row.Instant(Fields.Closed),
            Reason = row.Text(Fields.Reason),
            Competitor = row.Text(Fields.Competitor),
            Source = row.Text(Fields.Source),
            Product = row.Text(Fields.Product),
            Description = row.Text(Fields.Description),
            Outcome = row.Outcome(Fields.Outcome),
            Custom = row.Custom(),
        };
    });
}

/// <summary>Streams the records of a file. Each enumeration reads the file anew; <see cref="Summary"/> is that of the latest.</summary>
internal sealed class CsvImport<TRecord>
{
    private readonly CsvFile _file;
    private readonly RowPlan _plan;
    private readonly ColumnFormats _formats;
    private readonly Func<RowValues, TRecord> _shape;

    internal CsvImport(CsvFile file, RowPlan plan, Func<RowValues, TRecord> shape)
    {
        _file = file;
        _plan = plan;
        _shape = shape;
        _formats = ColumnFormats.Learn(file, plan);
        Notes = [.. file.Notes, .. _formats.Notes];
    }

    /// <summary>Choices made without proof, known before the first record: the encoding, the order of dates, the decimal mark.</summary>
    public IReadOnlyList<CsvProblem> Notes { get; }

    /// <summary>Complete once all records were read.</summary>
    public CsvSummary Summary { get; private set; } = new(0, 0, 0, new Dictionary<FaultKind, int>());

    /// <param name="report">Told of each problem in the order of the file, before the next record is given.</param>
    public IEnumerable<TRecord> Records(Action<CsvProblem> report)
    {
        int read = 0;
        int accepted = 0;
        SortedDictionary<FaultKind, int> problems = [];
        void Count(CsvProblem problem)
        {
            problems[problem.Kind] = problems.GetValueOrDefault(problem.Kind) + 1;
            report(problem);
        }

        void CountRow(CsvProblem problem)
        {
            read++;
            Count(problem);
        }

        RowValues values = new(_file, _plan, _formats, Count);
        foreach (CsvRow row in _file.Rows(CountRow))
        {
            read++;
            values.Load(row);
            TRecord record = _shape(values);
            if (!values.IsRejected)
            {
                accepted++;
                yield return record;
            }
        }

        Summary = new CsvSummary(read, accepted, read - accepted, problems);
    }
}
