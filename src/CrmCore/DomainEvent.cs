using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>
/// A fact about an aggregate: something that happened to it. Events are collected by the aggregate, stored with it in the same commit and
/// delivered at least once. They hold ids and values, never the aggregate.
/// </summary>
public abstract record DomainEvent
{
    /// <summary>The stable id: the aggregate's id, a slash, and <see cref="Sequence"/>. The same fact has the same id however often it is delivered.</summary>
    [JsonIgnore]
    public string EventId => $"{AggregateId}/{Sequence}";

    /// <summary>The aggregate that it happened to.</summary>
    [JsonIgnore]
    public abstract Guid AggregateId { get; }

    /// <summary>Its place among the events of that aggregate, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null if no person did.</summary>
    public UserId? By { get; init; }
}
