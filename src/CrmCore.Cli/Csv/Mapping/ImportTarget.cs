namespace CrmCore.Cli.Csv;

/// <summary>What a file is imported as: its fields and the words by which other systems call them.</summary>
internal sealed class ImportTarget
{
    private readonly Dictionary<string, TargetField> _byName;

    private ImportTarget(string name, IReadOnlyList<TargetField> fields, WordTable headers, IReadOnlyList<PipelineStage> stages)
    {
        Name = name;
        Fields = fields;
        Headers = headers;
        Stages = stages;
        _byName = fields.ToDictionary(f => f.Name);
    }

    public static ImportTarget Leads { get; } = new("leads",
    [
        new(Csv.Fields.Key, FieldKind.Key, true), new(Csv.Fields.Name, FieldKind.Name), new(Csv.Fields.GivenName, FieldKind.Name),
        new(Csv.Fields.FamilyName, FieldKind.Name), new(Csv.Fields.Company, FieldKind.Name), new(Csv.Fields.Title, FieldKind.Name),
        new(Csv.Fields.Email, FieldKind.Email), new(Csv.Fields.Phone, FieldKind.Phone), new(Csv.Fields.Mobile, FieldKind.Phone),
        new(Csv.Fields.Source, FieldKind.Name), new(Csv.Fields.SourceDetail, FieldKind.Text), new(Csv.Fields.Campaign, FieldKind.Name),
        new(Csv.Fields.Status, FieldKind.Status, true), new(Csv.Fields.Owner, FieldKind.Text), new(Csv.Fields.Pool, FieldKind.Text),
        new(Csv.Fields.Created, FieldKind.Instant), new(Csv.Fields.Description, FieldKind.Text), new(Csv.Fields.Industry, FieldKind.Name),
        new(Csv.Fields.City, FieldKind.Name), new(Csv.Fields.Country, FieldKind.Name), new(Csv.Fields.Outcome, FieldKind.Outcome),
        new(Csv.Fields.DisqualifiedReason, FieldKind.Text),
    ], LeadHeaders.Table, []);

    public string Name { get; }

    public IReadOnlyList<TargetField> Fields { get; }

    /// <summary>Folded header words and the fields they mean.</summary>
    public WordTable Headers { get; }

    /// <summary>Of opportunities, the stages that a stage value can be mapped to.</summary>
    public IReadOnlyList<PipelineStage> Stages { get; }

    /// <param name="stages">The pipeline's stages in its order.</param>
    public static ImportTarget Opportunities(IReadOnlyList<PipelineStage> stages) => new("opportunities",
    [
        new(Csv.Fields.Key, FieldKind.Key, true), new(Csv.Fields.Name, FieldKind.Name), new(Csv.Fields.Account, FieldKind.Name),
        new(Csv.Fields.Contact, FieldKind.Name), new(Csv.Fields.Email, FieldKind.Email), new(Csv.Fields.Owner, FieldKind.Text),
        new(Csv.Fields.Pipeline, FieldKind.Text), new(Csv.Fields.Stage, FieldKind.Stage, true), new(Csv.Fields.Amount, FieldKind.Amount),
        new(Csv.Fields.Currency, FieldKind.Currency), new(Csv.Fields.Probability, FieldKind.Probability), new(Csv.Fields.Created, FieldKind.Instant),
        new(Csv.Fields.StageEntered, FieldKind.Instant), new(Csv.Fields.ExpectedClose, FieldKind.Day), new(Csv.Fields.Closed, FieldKind.Instant),
        new(Csv.Fields.Reason, FieldKind.Text), new(Csv.Fields.Competitor, FieldKind.Text), new(Csv.Fields.Source, FieldKind.Name),
        new(Csv.Fields.Product, FieldKind.Text), new(Csv.Fields.Description, FieldKind.Text), new(Csv.Fields.Outcome, FieldKind.Outcome),
    ], OpportunityHeaders.Table, stages);

    public TargetField? Find(string name) => _byName.GetValueOrDefault(name);
}
