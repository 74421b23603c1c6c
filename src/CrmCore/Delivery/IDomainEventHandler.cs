namespace CrmCore.Delivery;

/// <summary>
/// What a host does about events. An event comes at least once: after a crash, a failure of another handler, or a lease that ran out it comes again, so a
/// handler must bear repetition; <see cref="Inbox"/> makes that easy. Events of one aggregate come in order. Called by one relay at a time for one aggregate;
/// by several relays at once for several.
/// </summary>
public interface IDomainEventHandler
{
    /// <summary>Handles an event. Whatever it throws counts as a failure: the event comes again later, to every handler.</summary>
    /// <param name="fact">The event.</param>
    /// <param name="cancellationToken">Is cancelled when the relay stops or the lease of the event runs out.</param>
    Task HandleAsync(DomainEvent fact, CancellationToken cancellationToken);
}

/// <summary>Makes handlers of functions.</summary>
public static class DomainEventHandler
{
    /// <summary>A handler of events of one kind, which passes over all others.</summary>
    /// <typeparam name="TEvent">The kind, or a base of several such as <see cref="DomainEvent"/>.</typeparam>
    /// <param name="handle">What to do about one.</param>
    public static IDomainEventHandler For<TEvent>(Func<TEvent, CancellationToken, Task> handle)
        where TEvent : DomainEvent => new Function<TEvent>(Guard.Against.Null(handle));

    private sealed class Function<TEvent>(Func<TEvent, CancellationToken, Task> handle) : IDomainEventHandler
        where TEvent : DomainEvent
    {
        public Task HandleAsync(DomainEvent fact, CancellationToken cancellationToken) => fact is TEvent mine ? handle(mine, cancellationToken) : Task.CompletedTask;
    }
}
