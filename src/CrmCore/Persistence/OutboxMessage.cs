using System.Text.Json;
using System.Text.Json.Serialization;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Persistence;

/// <summary>An event as it is stored with the change that raised it, to be delivered afterwards at least once.</summary>
/// <param name="EventId">The stable id; see <see cref="DomainEvent.EventId"/>.</param>
/// <param name="AggregateId">The aggregate that it happened to.</param>
/// <param name="Sequence">Its place among the events of that aggregate, from 1.</param>
/// <param name="At">When it happened.</param>
/// <param name="Payload">The event in JSON; its member <c>type</c> names it.</param>
public sealed record OutboxMessage(string EventId, Guid AggregateId, long Sequence, DateTimeOffset At, string Payload)
{
    /// <summary>The message of an event.</summary>
    /// <exception cref="ArgumentException">The event is of no kind that CrmCore knows.</exception>
    public static OutboxMessage From(DomainEvent fact)
    {
        string payload = Guard.Against.Null(fact) switch
        {
            LeadEvent lead => LeadJsonContext.Json.Write(lead),
            OpportunityEvent opportunity => OpportunityJsonContext.Json.Write(opportunity),
            CustomerEvent customer => CustomerJsonContext.Json.Write(customer),
            _ => throw new ArgumentException($"{fact.GetType().Name} is no event of a lead, an opportunity, an account or a contact.", nameof(fact)),
        };
        return new(fact.EventId, fact.AggregateId, fact.Sequence, fact.At, payload);
    }

    /// <summary>What happened, such as <c>lead.captured</c>: the payload's member <c>type</c>; null where it has none.</summary>
    [JsonIgnore]
    public string? EventType => TypeOf(Payload);

    /// <summary>The event that the payload holds.</summary>
    /// <exception cref="JsonException">The payload is no event that this version knows.</exception>
    public DomainEvent ToEvent()
    {
        string type = TypeOf(Payload) ?? "";
        return type[..Math.Max(0, type.IndexOf('.', StringComparison.Ordinal))] switch
        {
            "lead" => LeadJsonContext.Json.Read<LeadEvent>(Payload),
            "opportunity" => OpportunityJsonContext.Json.Read<OpportunityEvent>(Payload),
            "account" or "contact" => CustomerJsonContext.Json.Read<CustomerEvent>(Payload),
            _ => throw new JsonException($"'{type}' is no event that this version knows."),
        };
    }

    /// <summary>Reads the member <c>type</c>, which is among the first, without reading the rest.</summary>
    private static string? TypeOf(string payload)
    {
        Utf8JsonReader json = new(System.Text.Encoding.UTF8.GetBytes(payload));
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool isType = json.ValueTextEquals("type");
                json.Read();
                if (isType)
                {
                    return json.TokenType == JsonTokenType.String ? json.GetString() : null;
                }

                json.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }

        return null;
    }
}
