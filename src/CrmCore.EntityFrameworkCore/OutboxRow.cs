using System.Text.Json;
using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore;

/// <summary>An event in the table <c>crm_outbox</c>, written in the commit of the change that raised it.</summary>
public sealed class OutboxRow
{
    internal OutboxRow()
    {
    }

    /// <summary>Its place among all events, given by the database. It may have gaps, and of commits at the same time a later place may be seen before an earlier one;
    /// those of one aggregate are always in its order.</summary>
    public long Position { get; internal init; }

    /// <summary>The tenant whose it is.</summary>
    public string Tenant { get; internal init; } = "";

    /// <summary>The aggregate that it happened to. Unique within the tenant together with <see cref="Sequence"/>.</summary>
    public Guid AggregateId { get; internal init; }

    /// <summary>Its place among the events of that aggregate, from 1.</summary>
    public long Sequence { get; internal init; }

    /// <summary>When it happened, in UTC, as exactly as the database keeps instants.</summary>
    public DateTime At { get; internal init; }

    /// <summary>The event in JSON.</summary>
    public string Payload { get; internal init; } = "";

    /// <summary>When it was delivered or given up; null while it is still to be delivered.</summary>
    public DateTime? SettledAt { get; internal init; }

    /// <summary>When it was given up; null unless it is a dead letter.</summary>
    public DateTime? DeadAt { get; internal init; }

    /// <summary>When it is to be tried again; null for at once.</summary>
    public DateTime? DueAt { get; internal init; }

    /// <summary>How often its delivery has failed.</summary>
    public int Failures { get; internal init; }

    /// <summary>What the last delivery failed of.</summary>
    public string? Error { get; internal init; }

    /// <summary>Who has leased it; null for nobody.</summary>
    public string? LeaseOwner { get; internal init; }

    /// <summary>When that lease runs out.</summary>
    public DateTime? LeasedUntil { get; internal init; }

    /// <summary>The message to deliver, with the instant as the event has it: to the tick and with its offset.</summary>
    public OutboxMessage ToMessage() => new($"{AggregateId}/{Sequence}", AggregateId, Sequence, InstantOf(Payload) ?? new DateTimeOffset(At, TimeSpan.Zero), Payload);

    internal static OutboxRow From(OutboxMessage message, string tenant) => new()
    {
        Tenant = tenant,
        AggregateId = message.AggregateId,
        Sequence = message.Sequence,
        At = message.At.UtcDateTime,
        Payload = message.Payload,
    };

    /// <summary>A payload that can't be read is the relay's to judge, and must not keep others from being read.</summary>
    private static DateTimeOffset? InstantOf(string payload)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(payload);
            return json.RootElement.TryGetProperty("at", out JsonElement at) && at.TryGetDateTimeOffset(out DateTimeOffset instant) ? instant : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
