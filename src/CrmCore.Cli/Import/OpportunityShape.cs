using CrmCore.Cli.Csv;
using CrmCore.Cli.Pipelines;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Import;

/// <summary>
/// Makes an opportunity of a row, with the past that its dates tell: created, the stages entered (columns named <c>entered_STAGE</c>), the stage it stands
/// in, closed.
/// </summary>
/// <param name="system">The system in the external keys of the rows.</param>
/// <param name="pipelines">The pipelines that a row can name; the first is that of rows that name none.</param>
/// <param name="namesPipelines">Whether the rows name their pipelines, so that stages are told with them.</param>
/// <param name="currency">The currency of amounts that have none.</param>
/// <param name="customers">The accounts and contacts that the rows name.</param>
/// <param name="clock">The clock.</param>
internal sealed class OpportunityShape(string system, PipelineCatalog pipelines, bool namesPipelines, Currency currency, CustomerBook customers, TimeProvider clock)
    : IRowShape<OpportunityRecord, Opportunity, OpportunityId>
{
    private const string EnteredPrefix = "entered_";

    public int LineOf(OpportunityRecord row) => row.Line;

    public ExternalKey KeyOf(OpportunityRecord row) => new(system, row.Key);

    public string StateOf(Opportunity opportunity) => StateOf(opportunity.Pipeline.Key, opportunity.Stage);

    public LocalizedText NameOf(string state)
    {
        (Pipeline pipeline, Stage stage) = pipelines.Current().SelectMany(p => p.Stages.Select(s => (p, s))).First(at => StateOf(at.p.Key, at.s.Key) == state);
        return namesPipelines ? $"{pipeline.Name.In()} / {stage.Name.In()}" : stage.Name;
    }

    public Opportunity Create(OpportunityRecord row)
    {
        Pipeline pipeline = row.Pipeline is null ? pipelines.Default : pipelines.Current(row.Pipeline)!;
        Stage stage = StageOf(row, pipeline);
        List<PastMove> moves = EnteredStages(row, pipeline);
        DateTimeOffset created = row.Created ?? moves.FirstOrDefault()?.At ?? row.StageEntered ?? row.Closed ?? clock.GetUtcNow();
        if (stage.IsOpen && moves.All(m => m.Stage != stage.Key))
        {
            moves.Add(new(stage.Key, row.StageEntered ?? moves.LastOrDefault()?.At ?? created));
        }
        else if (!stage.IsOpen)
        {
            moves.Add(new(stage.Key, row.Closed ?? row.StageEntered ?? moves.LastOrDefault()?.At ?? created, row.Reason, row.Competitor));
        }

        CheckOrder(row, created, moves);
        CheckLength(Fields.Reason, row.Reason, 4000);
        CheckLength(Fields.Competitor, row.Competitor, 400);
        AccountId? account = customers.AccountOf(row.Account, created, row.Owner);
        return Opportunity.TakeOver(
            new(OpportunityId.New(clock), row.Name ?? NameOf(row))
            {
                Account = account,
                Contact = customers.ContactOf(row.Contact, row.Email, account, created, row.Owner),
                Owner = row.Owner is { } owner ? new UserId(owner) : null,
                Amount = row.Amount is { } amount ? new Money(amount, row.Currency is { } code ? new Currency(code) : currency) : null,
                CloseDate = row.ExpectedClose ?? (row.Closed is { } closed ? DateOnly.FromDateTime(closed.DateTime) : null),
                Source = row.Source is null ? null : LeadSources.Read(row.Source, null, null),
                Description = row.Description,
                ExternalKey = KeyOf(row),
                CustomFields = CustomOf(row),
            },
            pipeline,
            created,
            moves);
    }

    private string StateOf(string pipeline, string stage) => namesPipelines ? $"{pipeline}/{stage}" : stage;

    private static string NameOf(OpportunityRecord row) =>
        string.Join(' ', ((string?[])[row.Account, row.Product]).Where(t => t is not null)) is { Length: > 0 } name ? name : $"#{row.Key}";

    private Stage StageOf(OpportunityRecord row, Pipeline pipeline) => row.Stage is null
        ? pipeline.Initial
        : pipeline.Find(row.Stage) ?? throw new RowException(Fields.Stage, row.Stage, UnknownStage(pipeline));

    private Fault UnknownStage(Pipeline pipeline) => string.Join(", ", pipeline.Stages) is var stages && namesPipelines
        ? RowFaults.UnknownStage(stages, pipeline.Key)
        : RowFaults.UnknownStage(stages);

    private static List<PastMove> EnteredStages(OpportunityRecord row, Pipeline pipeline) =>
    [
        .. row.Custom
            .Where(c => c.Key.StartsWith(EnteredPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(c => (Stage: pipeline.Find(c.Key[EnteredPrefix.Length..].ToLowerInvariant()), Text: c.Value))
            .Where(c => c.Stage is { IsOpen: true } && DateTimeOffset.TryParse(c.Text, null, System.Globalization.DateTimeStyles.AssumeUniversal, out _))
            .Select(c => new PastMove(c.Stage!.Key, DateTimeOffset.Parse(c.Text, null, System.Globalization.DateTimeStyles.AssumeUniversal)))
            .OrderBy(m => m.At),
    ];

    private static void CheckOrder(OpportunityRecord row, DateTimeOffset created, List<PastMove> moves)
    {
        DateTimeOffset last = created;
        foreach (PastMove move in moves)
        {
            if (move.At < last)
            {
                throw new RowException(row.Closed == move.At ? Fields.Closed : Fields.StageEntered, $"{move.At:yyyy-MM-dd}", RowFaults.ImpossibleOrder);
            }

            last = move.At;
        }
    }

    private static void CheckLength(string field, string? text, int maximum)
    {
        if (text?.Length > maximum)
        {
            throw new RowException(field, text, Faults.FieldTooLong(maximum, text.Length));
        }
    }

    private static CustomFields CustomOf(OpportunityRecord row)
    {
        CustomFields fields = CustomFields.From(
            row.Custom
                .Where(c => !c.Key.StartsWith(EnteredPrefix, StringComparison.OrdinalIgnoreCase))
                .Select(c => KeyValuePair.Create(c.Key, FieldValue.Of(c.Value))));
        return fields.With("product", FieldValue.Of(row.Product)).With("outcome", FieldValue.Of(row.Outcome));
    }
}
