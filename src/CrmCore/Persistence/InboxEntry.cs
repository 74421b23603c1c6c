using System.Text.Json.Serialization;

namespace CrmCore.Persistence;

/// <summary>
/// That a handler has handled an event. Its id follows from both, so a second entry conflicts; written in the commit of what the handler did, it makes
/// the effect happen once however often the event is delivered. It raises no events and never changes.
/// </summary>
public sealed class InboxEntry : Aggregate
{
    private InboxEntry(InboxEntrySnapshot snapshot)
        : base(snapshot.Version, 0)
    {
        Handler = Guard.Against.NullOrWhiteSpace(snapshot.Handler, nameof(snapshot));
        EventId = Guard.Against.NullOrWhiteSpace(snapshot.EventId, nameof(snapshot));
        HandledAt = snapshot.HandledAt;
        Id = InboxEntryId.Of(Handler, EventId);
    }

    /// <summary>The id.</summary>
    public InboxEntryId Id { get; }

    /// <summary>The handler's name.</summary>
    public string Handler { get; }

    /// <summary>The event; see <see cref="DomainEvent.EventId"/>.</summary>
    public string EventId { get; }

    /// <summary>When it was handled.</summary>
    public DateTimeOffset HandledAt { get; }

    /// <summary>A new entry.</summary>
    /// <param name="handler">The handler's name, which must never change; at most 200 characters.</param>
    /// <param name="eventId">The event; see <see cref="DomainEvent.EventId"/>.</param>
    /// <param name="at">When it is handled.</param>
    public static InboxEntry Of(string handler, string eventId, DateTimeOffset at)
    {
        Guard.Against.StringTooLong(Guard.Against.NullOrWhiteSpace(handler), 200);
        return new(new() { Handler = handler, EventId = eventId, HandledAt = at });
    }

    /// <summary>The entry that a snapshot describes.</summary>
    public static InboxEntry FromSnapshot(InboxEntrySnapshot snapshot) => new(Guard.Against.Null(snapshot));

    /// <summary>Its state as plain data.</summary>
    public InboxEntrySnapshot ToSnapshot() => new() { Handler = Handler, EventId = EventId, HandledAt = HandledAt, Version = Version };
}

/// <summary>An entry of the inbox as plain data, for storage and exchange.</summary>
public sealed record InboxEntrySnapshot
{
    /// <summary>The version of this form. A later one than this library writes is refused: what it does not know would be lost when it is stored again.</summary>
    public int SchemaVersion { get; init => field = SnapshotVersion.Known(value); } = SnapshotVersion.Current;

    /// <summary>The handler's name.</summary>
    public required string Handler { get; init; }

    /// <summary>The event.</summary>
    public required string EventId { get; init; }

    /// <summary>When it was handled.</summary>
    public required DateTimeOffset HandledAt { get; init; }

    /// <summary>The version in storage; 0 for never stored.</summary>
    public long Version { get; init; }

    /// <summary>The JSON form.</summary>
    public string ToJson() => InboxJsonContext.Json.Write(this);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not an entry of an inbox.</exception>
    public static InboxEntrySnapshot FromJson(string json) => InboxJsonContext.Json.Read<InboxEntrySnapshot>(json);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InboxEntrySnapshot))]
internal sealed partial class InboxJsonContext : JsonSerializerContext
{
    public static SnapshotJson Json => field ??= new(Default);
}
