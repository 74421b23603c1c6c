using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore;

/// <summary>That a handler has handled an event, in the table <c>crm_inbox</c>. Old rows may be deleted once their events can't come again.</summary>
public sealed class InboxRow : AggregateRow
{
    internal InboxRow()
    {
    }

    /// <summary>The handler's name.</summary>
    public string Handler { get; internal init; } = "";

    /// <summary>The event.</summary>
    public string EventId { get; internal init; } = "";

    /// <summary>When it was handled.</summary>
    public DateTime HandledAt { get; internal init; }

    internal static InboxRow From(InboxEntrySnapshot entry) => new()
    {
        Id = InboxEntryId.Of(entry.Handler, entry.EventId).Value,
        Version = entry.Version,
        Json = entry.ToJson(),
        Handler = entry.Handler,
        EventId = entry.EventId,
        HandledAt = entry.HandledAt.UtcDateTime,
    };
}
