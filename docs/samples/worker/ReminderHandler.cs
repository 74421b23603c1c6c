using CrmCore;
using CrmCore.Delivery;
using CrmCore.Leads;
using Microsoft.Extensions.Logging;

namespace WorkerSample;

/// <summary>Tells people things: by mail, by chat, as the host likes.</summary>
public interface IReminders
{
    /// <summary>Tells somebody that a lead of theirs falls back into its pool soon. The id of the event is the same whenever the same reminder is sent again.</summary>
    Task RemindAsync(string eventId, UserId owner, LeadId lead, DateTimeOffset recycleAt, CancellationToken cancellationToken);
}

// docs:begin worker-handler
/// <summary>Passes on reminders. It may be called again with the same event, so the event's id goes along and the mail system drops what it has.</summary>
public sealed class ReminderHandler(IReminders reminders) : IDomainEventHandler
{
    public async Task HandleAsync(DomainEvent fact, CancellationToken cancellationToken)
    {
        if (fact is LeadRecycleAnnounced announced)
        {
            await reminders.RemindAsync(fact.EventId, announced.Owner, announced.Lead, announced.RecycleAt, cancellationToken);
        }
    }
}
// docs:end worker-handler

/// <summary>Writes reminders to the log.</summary>
public sealed partial class LoggedReminders(ILogger<LoggedReminders> log) : IReminders
{
    public Task RemindAsync(string eventId, UserId owner, LeadId lead, DateTimeOffset recycleAt, CancellationToken cancellationToken)
    {
        LogReminder(owner, lead, recycleAt);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "{Owner} keeps lead {Lead} until {RecycleAt}")]
    private partial void LogReminder(UserId owner, LeadId lead, DateTimeOffset recycleAt);
}
