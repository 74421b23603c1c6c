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

    /// <summary>The message to deliver, with the instant as the event has it: to the tick and with its offset.</summary>
    /// <exception cref="JsonException">The payload is no event.</exception>
    public OutboxMessage ToMessage()
    {
        using JsonDocument payload = JsonDocument.Parse(Payload);
        return new($"{AggregateId}/{Sequence}", AggregateId, Sequence, payload.RootElement.GetProperty("at").GetDateTimeOffset(), Payload);
    }

    internal static OutboxRow From(OutboxMessage message, string tenant) => new()
    {
        Tenant = tenant,
        AggregateId = message.AggregateId,
        Sequence = message.Sequence,
        At = message.At.UtcDateTime,
        Payload = message.Payload,
    };
}
