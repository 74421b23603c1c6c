using CrmCore.Matching;
using CrmCore.Qualification;

namespace CrmCore.Leads;

/// <summary>A lead as plain data, for storage and exchange.</summary>
public sealed record LeadSnapshot
{
    /// <summary>The version of this form. A later one than this library writes is refused: what it does not know would be lost when it is stored again.</summary>
    public int SchemaVersion { get; init => field = SnapshotVersion.Known(value); } = SnapshotVersion.Current;

    /// <summary>The id.</summary>
    public required LeadId Id { get; init; }

    /// <summary>The version in storage; 0 for never stored.</summary>
    public long Version { get; init; }

    /// <summary>How many events it has raised.</summary>
    public long EventCount { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public LeadStatus Status { get; init; }

    /// <summary>The person and company.</summary>
    public required LeadDetails Details { get; init; }

    /// <summary>Where it first came from.</summary>
    public required LeadSource Source { get; init; }

    /// <summary>Later touches, in the order they were recorded.</summary>
    public IReadOnlyList<SourceTouch>? Touches { get; init; }

    /// <summary>Whose it is.</summary>
    public required Custody Custody { get; init; }

    /// <summary>When it came to its owner or pool.</summary>
    public required DateTimeOffset CustodySince { get; init; }

    /// <summary>When it was captured.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The follow-ups in the order they were recorded.</summary>
    public IReadOnlyList<FollowUp>? FollowUps { get; init; }

    /// <summary>What was found out.</summary>
    public Discovery? Discovery { get; init; }

    /// <summary>When a nurtured lead is to be woken.</summary>
    public DateTimeOffset? WakeAt { get; init; }

    /// <summary>Why it was disqualified.</summary>
    public string? DisqualifiedReason { get; init; }

    /// <summary>The lead it was merged into.</summary>
    public LeadId? MergedInto { get; init; }

    /// <summary>The merges into it that were not undone, oldest first.</summary>
    public IReadOnlyList<Merging.MergeRecord>? Merges { get; init; }

    /// <summary>What it became.</summary>
    public LeadConversion? Conversion { get; init; }

    /// <summary>What it needs to be taken back from its conversion.</summary>
    public ConversionTrace? ConversionTrace { get; init; }

    /// <summary>The conversions that were reverted, oldest first.</summary>
    public IReadOnlyList<ConversionReversal>? Reversals { get; init; }

    /// <summary>Where it was imported from.</summary>
    public ExternalKey? ExternalKey { get; init; }

    /// <summary>Who held it and how long each, oldest first.</summary>
    public IReadOnlyList<HoldingPeriod>? Holdings { get; init; }

    /// <summary>When it last came into a pool; null if it never was in one.</summary>
    public DateTimeOffset? EnteredPoolAt { get; init; }

    /// <summary>How long its owner may keep it.</summary>
    public LeadProtection? Protection { get; init; }

    /// <summary>What keeps it from being recycled.</summary>
    public LeadLock? Lock { get; init; }

    /// <summary>The host's own fields.</summary>
    public IReadOnlyDictionary<string, FieldValue>? CustomFields { get; init; }

    /// <summary>What matching looks at.</summary>
    public MatchRecord ToMatchRecord() => Details.ToMatchRecord(Id);

    /// <summary>The JSON form.</summary>
    public string ToJson() => LeadJsonContext.Json.Write(this);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not a lead.</exception>
    public static LeadSnapshot FromJson(string json) => LeadJsonContext.Json.Read<LeadSnapshot>(json);
}
