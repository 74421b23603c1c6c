using System.Text.Json.Serialization;

namespace CrmCore.Persistence;

/// <summary>Identifies that a handler has handled an event; it follows from both.</summary>
/// <param name="Value">The identifier; never empty in a valid id.</param>
[JsonConverter(typeof(EntityIdJsonConverter<InboxEntryId>))]
public readonly record struct InboxEntryId(Guid Value) : IEntityId<InboxEntryId>
{
    private static readonly Guid Scope = new("c0a4f6d2-8e13-8b57-9d20-41b7f5e6a908");

    /// <inheritdoc/>
    public static InboxEntryId From(Guid value) => new(Guard.Against.Default(value, nameof(value)));

    /// <summary>The id for a handler and an event.</summary>
    /// <param name="handler">The handler's name.</param>
    /// <param name="eventId">The event; see <see cref="DomainEvent.EventId"/>.</param>
    public static InboxEntryId Of(string handler, string eventId) =>
        EntityId.FromName<InboxEntryId>(Scope, $"{Guard.Against.NullOrWhiteSpace(eventId)}\n{Guard.Against.NullOrWhiteSpace(handler)}");

    /// <inheritdoc/>
    public int CompareTo(InboxEntryId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in lower case with hyphens.</summary>
    public override string ToString() => Value.ToString();
}
