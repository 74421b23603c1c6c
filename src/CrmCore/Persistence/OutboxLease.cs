namespace CrmCore.Persistence;

/// <summary>What a relay asks for.</summary>
/// <param name="Owner">Names this lease, at most 100 characters; no two leases have the same owner, also not two of one relay.</param>
/// <param name="Limit">At most so many events, from 1.</param>
/// <param name="At">Now.</param>
/// <param name="Duration">How long the lease lasts; above zero.</param>
public sealed record OutboxLease(string Owner, int Limit, DateTimeOffset At, TimeSpan Duration)
{
    /// <summary>The longest owner, in characters.</summary>
    public const int MaximumOwnerLength = 100;

    /// <summary>Names this lease.</summary>
    public string Owner { get; } = Guard.Against.StringTooLong(Guard.Against.NullOrWhiteSpace(Owner), MaximumOwnerLength);

    /// <summary>At most so many events.</summary>
    public int Limit { get; } = Guard.Against.NegativeOrZero(Limit);

    /// <summary>How long the lease lasts.</summary>
    public TimeSpan Duration { get; } = Guard.Against.NegativeOrZero(Duration);

    /// <summary>When it runs out: from this instant on others may take its events.</summary>
    public DateTimeOffset Until => At + Duration;
}

/// <summary>An event that is leased.</summary>
/// <param name="Position">Its place among all events of the outbox.</param>
/// <param name="Message">The event.</param>
/// <param name="Owner">Whose lease it is; see <see cref="OutboxLease.Owner"/>.</param>
/// <param name="LeasedUntil">When the lease runs out.</param>
/// <param name="Failures">How often its delivery has failed so far.</param>
public sealed record OutboxDelivery(long Position, OutboxMessage Message, string Owner, DateTimeOffset LeasedUntil, int Failures);

/// <summary>An event whose delivery was given up.</summary>
/// <param name="Message">The event.</param>
/// <param name="Error">What the last delivery failed of.</param>
/// <param name="Failures">How often it failed.</param>
/// <param name="DeadAt">When it was given up.</param>
public sealed record DeadLetter(OutboxMessage Message, string Error, int Failures, DateTimeOffset DeadAt);

/// <summary>How much waits in an outbox.</summary>
/// <param name="Pending">How many events are neither delivered nor dead.</param>
/// <param name="DeadLetters">How many were given up.</param>
/// <param name="OldestPending">When the earliest of the pending ones happened; null where none is pending.</param>
public sealed record OutboxFigures(long Pending, long DeadLetters, DateTimeOffset? OldestPending);
