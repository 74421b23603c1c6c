using CrmCore.Leads;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Opportunities;

/// <summary>
/// A deal on its way (商机): screened, followed up, with an intention to buy. It moves through the stages of its pipeline, keeps a history of every
/// change, and ends as won, lost or invalid. A refused change leaves it as it was. Not thread-safe.
/// </summary>
public sealed partial class Opportunity : Aggregate, IDiscoverySubject
{
    private readonly List<HistoryEntry> _history;

    private Opportunity(OpportunitySnapshot snapshot)
        : base(snapshot.Version, snapshot.EventCount)
    {
        EnsureBounds(snapshot);
        Id = Guard.Against.Default(snapshot.Id, nameof(snapshot));
        Name = Guard.Against.NullOrWhiteSpace(snapshot.Name, nameof(snapshot)).Trim();
        Pipeline = snapshot.Pipeline;
        Stage = Guard.Against.NullOrWhiteSpace(snapshot.Stage, nameof(snapshot));
        StageKind = snapshot.StageKind;
        Account = snapshot.Account;
        Contact = snapshot.Contact;
        Owner = snapshot.Owner;
        Amount = snapshot.Amount;
        CloseDate = snapshot.CloseDate;
        Probability = snapshot.Probability;
        IsProbabilityManual = snapshot.IsProbabilityManual;
        SourceLead = snapshot.SourceLead;
        AttachedLeads = [.. snapshot.AttachedLeads ?? []];
        Source = snapshot.Source;
        Description = snapshot.Description;
        CreatedAt = snapshot.CreatedAt;
        StageEnteredAt = snapshot.StageEnteredAt;
        ChangedAt = snapshot.ChangedAt;
        Closing = snapshot.Closing;
        Discovery = snapshot.Discovery ?? Discovery.Empty;
        LineItems = [.. snapshot.LineItems ?? []];
        Recurring = snapshot.Recurring;
        Splits = [.. snapshot.Splits ?? []];
        BuyingRoles = [.. snapshot.BuyingRoles ?? []];
        Competitors = [.. snapshot.Competitors ?? []];
        Activities = [.. snapshot.Activities ?? []];
        NextStep = snapshot.NextStep;
        _history = [.. Guard.Against.NullOrEmpty(snapshot.History, nameof(snapshot))];
        ExternalKey = snapshot.ExternalKey;
        CustomFields = CustomFields.From(snapshot.CustomFields);
    }

    /// <summary>The id.</summary>
    public OpportunityId Id { get; }

    /// <summary>What it is called; never blank.</summary>
    public string Name { get; private set; }

    /// <summary>The version of the pipeline that it runs through.</summary>
    public PipelineReference Pipeline { get; private set; }

    /// <summary>The key of the stage it stands in.</summary>
    public string Stage { get; private set; }

    /// <summary>What the stage means.</summary>
    public StageKind StageKind { get; private set; }

    /// <summary>The account; null for none.</summary>
    public AccountId? Account { get; private set; }

    /// <summary>The main contact; null for none.</summary>
    public ContactId? Contact { get; private set; }

    /// <summary>The owner; null for nobody.</summary>
    public UserId? Owner { get; private set; }

    /// <summary>The amount; null where not known.</summary>
    public Money? Amount { get; private set; }

    /// <summary>The expected close date; null where not known.</summary>
    public DateOnly? CloseDate { get; private set; }

    /// <summary>The chance to win: the stage's default, unless a person set it since the last move.</summary>
    public Probability Probability { get; private set; }

    /// <summary>Whether a person set the probability. It holds until the next move.</summary>
    public bool IsProbabilityManual { get; private set; }

    /// <summary>The lead it came from; null for none.</summary>
    public LeadId? SourceLead { get; }

    /// <summary>Where that came from; null where not known.</summary>
    public LeadSource? Source { get; }

    /// <summary>Free text, or null.</summary>
    public string? Description { get; private set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When it last entered its stage.</summary>
    public DateTimeOffset StageEnteredAt { get; private set; }

    /// <summary>When it last changed; it never moves back.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>How it ended; null while it is open.</summary>
    public OpportunityClosing? Closing { get; private set; }

    /// <summary>What was found out about the buyer.</summary>
    public Discovery Discovery { get; private set; }

    /// <summary>Every change, oldest first; the first row is its creation.</summary>
    public IReadOnlyList<HistoryEntry> History => _history;

    /// <summary>Where it was imported from; null where it was made here.</summary>
    public ExternalKey? ExternalKey { get; }

    /// <summary>The host's own fields.</summary>
    public CustomFields CustomFields { get; private set; }

    /// <summary>Whether the sale goes on.</summary>
    public bool IsOpen => StageKind == StageKind.Open;

    /// <summary>The opportunity that a snapshot describes.</summary>
    /// <exception cref="ArgumentException">The snapshot lacks an id, a name, a stage or a history, or has a negative amount, too many of something, or too long a text.</exception>
    public static Opportunity FromSnapshot(OpportunitySnapshot snapshot) => new(Guard.Against.Null(snapshot));

    /// <summary>A new opportunity in the first stage of a pipeline, or the open one that the details name. The gates of the stage are for moves and are not judged.</summary>
    /// <exception cref="ArgumentException">The pipeline has no open stage of the key that the details name, the amount is negative, or there are more than 1,000 activities.</exception>
    public static Opportunity Create(NewOpportunity details, Pipeline pipeline, DateTimeOffset at, UserId? by = null)
    {
        Guard.Against.Null(details);
        Guard.Against.Null(pipeline);
        Stage? stage = details.Stage is { } key ? pipeline.Find(key) : pipeline.Initial;
        return stage is { IsOpen: true }
            ? CreateIn(stage, details, pipeline, at, by)
            : throw new ArgumentException($"Pipeline {pipeline.Reference} has no open stage '{details.Stage}'.", nameof(details));
    }

    private static Opportunity CreateIn(Stage stage, NewOpportunity details, Pipeline pipeline, DateTimeOffset at, UserId? by)
    {
        Guard.Against.Null(details);
        HistoryEntry created = new()
        {
            Kind = HistoryKind.Created,
            At = at,
            By = by,
            To = stage.Key,
            Amount = details.Amount,
            Probability = stage.Probability,
            CloseDate = details.CloseDate,
            Owner = details.Owner,
            Category = stage.Category,
        };
        Opportunity opportunity = new(new OpportunitySnapshot
        {
            Id = details.Id,
            Name = details.Name,
            Pipeline = pipeline.Reference,
            Stage = stage.Key,
            StageKind = stage.Kind,
            Account = details.Account,
            Contact = details.Contact,
            Owner = details.Owner,
            Amount = details.Amount,
            CloseDate = details.CloseDate,
            Probability = stage.Probability,
            SourceLead = details.SourceLead,
            Source = details.Source,
            Description = details.Description,
            CreatedAt = at,
            StageEnteredAt = at,
            ChangedAt = at,
            Discovery = details.Discovery,
            Activities = details.Activities,
            NextStep = details.NextStep,
            History = [created],
            ExternalKey = details.ExternalKey,
            CustomFields = details.CustomFields?.ToDictionary(),
        });
        opportunity.Raise(new OpportunityCreated(opportunity.Id, stage.Key, details.SourceLead) { Sequence = opportunity.NextSequence(), At = at, By = by });
        return opportunity;
    }

    /// <summary>Its state as plain data.</summary>
    public OpportunitySnapshot ToSnapshot() => new()
    {
        Id = Id,
        Version = Version,
        EventCount = EventCount,
        Name = Name,
        Pipeline = Pipeline,
        Stage = Stage,
        StageKind = StageKind,
        Account = Account,
        Contact = Contact,
        Owner = Owner,
        Amount = Amount,
        CloseDate = CloseDate,
        Probability = Probability,
        IsProbabilityManual = IsProbabilityManual,
        SourceLead = SourceLead,
        AttachedLeads = NullIfEmpty(AttachedLeads),
        Source = Source,
        Description = Description,
        CreatedAt = CreatedAt,
        StageEnteredAt = StageEnteredAt,
        ChangedAt = ChangedAt,
        Closing = Closing,
        Discovery = Discovery.IsEmpty ? null : Discovery,
        LineItems = NullIfEmpty(LineItems),
        Recurring = Recurring,
        Splits = NullIfEmpty(Splits),
        BuyingRoles = NullIfEmpty(BuyingRoles),
        Competitors = NullIfEmpty(Competitors),
        Activities = NullIfEmpty(Activities),
        NextStep = NextStep,
        History = [.. _history],
        ExternalKey = ExternalKey,
        CustomFields = CustomFields.Count == 0 ? null : CustomFields.ToDictionary(),
    };

    private static IReadOnlyList<T>? NullIfEmpty<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}
