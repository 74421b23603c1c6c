using System.Text.Json;
using CrmCore.Persistence;

namespace CrmCore.Delivery;

/// <summary>
/// An event in the form of CloudEvents 1.0 (https://github.com/cloudevents/spec), to be handed to other systems. <see cref="Id"/> and <see cref="Source"/>
/// together are the same whenever the same event is sent again. Immutable.
/// </summary>
public sealed record CloudEvent
{
    /// <summary>The version of the specification that is written and read.</summary>
    public const string SpecVersion = "1.0";

    /// <summary>The media type of the JSON form.</summary>
    public const string MediaType = "application/cloudevents+json";

    private const string TypePrefix = "crmcore.";

    /// <summary>Identifies the event within its source; see <see cref="DomainEvent.EventId"/>. Not blank.</summary>
    public required string Id
    {
        get;
        init => field = Guard.Against.NullOrWhiteSpace(value, nameof(Id));
    }

    /// <summary>Which system it comes from, as a URI reference such as <c>https://crm.example.com/eu</c>. Not blank.</summary>
    public required string Source
    {
        get;
        init => field = Uri.TryCreate(Guard.Against.NullOrWhiteSpace(value, nameof(Source)), UriKind.RelativeOrAbsolute, out _)
            ? value
            : throw new ArgumentException($"'{value}' is not a URI reference.", nameof(Source));
    }

    /// <summary>What happened, such as <c>crmcore.lead.captured</c>. Not blank.</summary>
    public required string Type
    {
        get;
        init => field = Guard.Against.NullOrWhiteSpace(value, nameof(Type));
    }

    /// <summary>What it happened to: the aggregate's id.</summary>
    public string? Subject { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>What <see cref="Data"/> is; JSON where null.</summary>
    public string? DataContentType { get; init; }

    /// <summary>The event itself, as JSON text; null for none.</summary>
    public string? Data { get; init; }

    /// <summary>The extension attributes: names of lower-case letters and digits. <c>sequence</c> is the event's place among those of its subject.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; init; } = new Dictionary<string, string>(0);

    /// <summary>The form of an event.</summary>
    /// <param name="fact">The event.</param>
    /// <param name="source">Which system it comes from; see <see cref="Source"/>.</param>
    public static CloudEvent From(DomainEvent fact, string source) => From(OutboxMessage.From(fact), source);

    /// <summary>The form of a stored event.</summary>
    /// <param name="message">The event as it is stored.</param>
    /// <param name="source">Which system it comes from; see <see cref="Source"/>.</param>
    /// <exception cref="ArgumentException">The payload names no type.</exception>
    public static CloudEvent From(OutboxMessage message, string source)
    {
        Guard.Against.Null(message);
        return new()
        {
            Id = message.EventId,
            Source = source,
            Type = TypePrefix + (message.EventType ?? throw new ArgumentException("The payload names no type of event.", nameof(message))),
            Subject = message.AggregateId.ToString(),
            Time = message.At,
            DataContentType = "application/json",
            Data = message.Payload,
            Extensions = new Dictionary<string, string>(StringComparer.Ordinal) { ["sequence"] = message.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        };
    }

    /// <summary>Reads the structured JSON form.</summary>
    /// <exception cref="JsonException">The text is no CloudEvent of version 1.0, or its data is binary.</exception>
    public static CloudEvent FromJson(string json) => CloudEventJson.Read(json);

    /// <summary>The structured JSON form, to be sent as <see cref="MediaType"/>.</summary>
    /// <exception cref="JsonException"><see cref="Data"/> is not JSON.</exception>
    public string ToJson() => CloudEventJson.Write(this);

    /// <summary>The event of CrmCore that it holds.</summary>
    /// <exception cref="JsonException">It holds none, or none that this version knows.</exception>
    public DomainEvent ToEvent() => Type.StartsWith(TypePrefix, StringComparison.Ordinal) && Data is { } payload
        ? new OutboxMessage(Id, default, 0, default, payload).ToEvent()
        : throw new JsonException($"'{Type}' is no event of CrmCore.");
}
