namespace CrmCore;

/// <summary>
/// What the aggregates have in common: the version that storage knows, and the events that happened since. An aggregate decides and changes only
/// itself, synchronously, with no clock of its own. Not thread-safe: each unit of work reads an object of its own.
/// </summary>
public abstract class Aggregate
{
    private readonly List<DomainEvent> _pendingEvents = [];

    private protected Aggregate(long version, long eventCount)
    {
        Version = version;
        EventCount = eventCount;
    }

    /// <summary>The version that was read from storage; 0 for one that was never stored. A write names it, and conflicts where storage has another.</summary>
    public long Version { get; private set; }

    /// <summary>What happened since it was read, in order.</summary>
    public IReadOnlyList<DomainEvent> PendingEvents => _pendingEvents;

    /// <summary>How many events it has raised in its life.</summary>
    internal long EventCount { get; private set; }

    /// <summary>For storage, after a commit: takes the new version and drops the pending events.</summary>
    /// <param name="version">The version now in storage, above the one before.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is not above <see cref="Version"/>.</exception>
    public void AcceptCommit(long version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(version, Version);
        Version = version;
        _pendingEvents.Clear();
    }

    private protected long NextSequence() => ++EventCount;

    private protected void Raise(DomainEvent fact) => _pendingEvents.Add(fact);
}
