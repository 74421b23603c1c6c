namespace CrmCore.Cli.Csv;

/// <summary>What a file is imported as: its fields and the words by which other systems call them.</summary>
internal sealed class ImportTarget
{
    private readonly Dictionary<string, TargetField> _byName;
    private readonly ILookup<string, TargetPipeline> _pipelinesByName;

    private ImportTarget(string name, IReadOnlyList<TargetField> fields, WordTable headers, IReadOnlyList<TargetPipeline> pipelines)
    {
        Name = name;
        Fields = fields;
        Headers = headers;
        Pipelines = pipelines;
        _byName = fields.ToDictionary(f => f.Name);
        _pipelinesByName = pipelines.SelectMany(p => p.Names.Prepend(p.Key).Select(WordTable.Fold).Distinct().Select(n => (Name: n, Pipeline: p))).ToLookup(p => p.Name, p => p.Pipeline);
    }

    public static ImportTarget Leads { get; } = new("leads",
    [
        new(Csv.Fields.Key, ColumnKind.Key, true), new(Csv.Fields.Name, ColumnKind.Name), new(Csv.Fields.GivenName, ColumnKind.Name),
        new(Csv.Fields.FamilyName, ColumnKind.Name), new(Csv.Fields.Company, ColumnKind.Name), new(Csv.Fields.Title, ColumnKind.Name),
        new(Csv.Fields.Email, ColumnKind.Email), new(Csv.Fields.Phone, ColumnKind.Phone), new(Csv.Fields.Mobile, ColumnKind.Phone),
        new(Csv.Fields.Source, ColumnKind.Name), new(Csv.Fields.SourceDetail, ColumnKind.Text), new(Csv.Fields.Campaign, ColumnKind.Name),
        new(Csv.Fields.Status, ColumnKind.Status, true), new(Csv.Fields.Owner, ColumnKind.Text), new(Csv.Fields.Pool, ColumnKind.Text),
        new(Csv.Fields.Created, ColumnKind.Instant), new(Csv.Fields.Description, ColumnKind.Text), new(Csv.Fields.Industry, ColumnKind.Name),
        new(Csv.Fields.City, ColumnKind.Name), new(Csv.Fields.Country, ColumnKind.Name), new(Csv.Fields.Outcome, ColumnKind.Outcome),
        new(Csv.Fields.DisqualifiedReason, ColumnKind.Text),
    ], LeadHeaders.Table, []);

    public string Name { get; }

    public IReadOnlyList<TargetField> Fields { get; }

    /// <summary>Folded header words and the fields they mean.</summary>
    public WordTable Headers { get; }

    /// <summary>Of opportunities, the pipelines that a row can name; the first is that of rows that name none.</summary>
    public IReadOnlyList<TargetPipeline> Pipelines { get; }

    /// <param name="pipelines">The pipelines, one of each key, the first for rows that name none.</param>
    public static ImportTarget Opportunities(IReadOnlyList<TargetPipeline> pipelines) => new("opportunities",
    [
        new(Csv.Fields.Key, ColumnKind.Key, true), new(Csv.Fields.Name, ColumnKind.Name), new(Csv.Fields.Account, ColumnKind.Name),
        new(Csv.Fields.Contact, ColumnKind.Name), new(Csv.Fields.Email, ColumnKind.Email), new(Csv.Fields.Owner, ColumnKind.Text),
        new(Csv.Fields.Pipeline, ColumnKind.Pipeline, true), new(Csv.Fields.Stage, ColumnKind.Stage, true), new(Csv.Fields.Amount, ColumnKind.Amount),
        new(Csv.Fields.Currency, ColumnKind.Currency), new(Csv.Fields.Probability, ColumnKind.Probability), new(Csv.Fields.Created, ColumnKind.Instant),
        new(Csv.Fields.StageEntered, ColumnKind.Instant), new(Csv.Fields.ExpectedClose, ColumnKind.Day), new(Csv.Fields.Closed, ColumnKind.Instant),
        new(Csv.Fields.Reason, ColumnKind.Text), new(Csv.Fields.Competitor, ColumnKind.Text), new(Csv.Fields.Source, ColumnKind.Name),
        new(Csv.Fields.Product, ColumnKind.Text), new(Csv.Fields.Description, ColumnKind.Text), new(Csv.Fields.Outcome, ColumnKind.Outcome),
    ], OpportunityHeaders.Table, pipelines);

    public TargetField? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The pipeline of a key, or else of a name that no other has; null where there is none.</summary>
    public TargetPipeline? FindPipeline(string keyOrName) =>
        Pipelines.FirstOrDefault(p => p.Key == keyOrName) ?? (_pipelinesByName[WordTable.Fold(keyOrName)].ToArray() is [var only] ? only : null);
}
