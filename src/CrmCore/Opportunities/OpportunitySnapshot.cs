using CrmCore.Leads;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Opportunities;

/// <summary>An opportunity as plain data, for storage and exchange.</summary>
public sealed record OpportunitySnapshot
{
    /// <summary>The version of this form. A later one than this library writes is refused: what it does not know would be lost when it is stored again.</summary>
    public int SchemaVersion { get; init => field = SnapshotVersion.Known(value); } = SnapshotVersion.Current;

    /// <summary>The id.</summary>
    public required OpportunityId Id { get; init; }

    /// <summary>The version in storage; 0 for never stored.</summary>
    public long Version { get; init; }

    /// <summary>How many events it has raised.</summary>
    public long EventCount { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The pipeline it runs through.</summary>
    public required PipelineReference Pipeline { get; init; }

    /// <summary>The stage it stands in.</summary>
    public required string Stage { get; init; }

    /// <summary>What the stage means.</summary>
    public StageKind StageKind { get; init; }

    /// <summary>The account.</summary>
    public AccountId? Account { get; init; }

    /// <summary>The main contact.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>The owner.</summary>
    public UserId? Owner { get; init; }

    /// <summary>The amount.</summary>
    public Money? Amount { get; init; }

    /// <summary>The expected close date.</summary>
    public DateOnly? CloseDate { get; init; }

    /// <summary>The probability.</summary>
    public Probability Probability { get; init; }

    /// <summary>Whether a person set the probability.</summary>
    public bool IsProbabilityManual { get; init; }

    /// <summary>The lead it came from.</summary>
    public LeadId? SourceLead { get; init; }

    /// <summary>The leads that were attached to it later, in that order.</summary>
    public IReadOnlyList<LeadId>? AttachedLeads { get; init; }

    /// <summary>Where that came from.</summary>
    public LeadSource? Source { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it entered its stage.</summary>
    public required DateTimeOffset StageEnteredAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>How it ended.</summary>
    public OpportunityClosing? Closing { get; init; }

    /// <summary>What was found out.</summary>
    public Discovery? Discovery { get; init; }

    /// <summary>What is to be sold; null for nothing noted.</summary>
    public IReadOnlyList<LineItem>? LineItems { get; init; }

    /// <summary>What comes again and again.</summary>
    public RecurringRevenue? Recurring { get; init; }

    /// <summary>The owners' shares; null means the owner has it all.</summary>
    public IReadOnlyList<OwnerSplit>? Splits { get; init; }

    /// <summary>Who plays which part at the buyer's.</summary>
    public IReadOnlyList<BuyingRole>? BuyingRoles { get; init; }

    /// <summary>Who else wants the deal.</summary>
    public IReadOnlyList<Competitor>? Competitors { get; init; }

    /// <summary>What was done, in the order it was noted.</summary>
    public IReadOnlyList<Activity>? Activities { get; init; }

    /// <summary>What is to happen next.</summary>
    public NextStep? NextStep { get; init; }

    /// <summary>Its history, oldest first.</summary>
    public required IReadOnlyList<HistoryEntry> History { get; init; }

    /// <summary>Where it was imported from.</summary>
    public ExternalKey? ExternalKey { get; init; }

    /// <summary>The host's own fields.</summary>
    public IReadOnlyDictionary<string, FieldValue>? CustomFields { get; init; }

    /// <summary>The JSON form.</summary>
    public string ToJson() => OpportunityJsonContext.Json.Write(this);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not an opportunity.</exception>
    public static OpportunitySnapshot FromJson(string json) => OpportunityJsonContext.Json.Read<OpportunitySnapshot>(json);
}
