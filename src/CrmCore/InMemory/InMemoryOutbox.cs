using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <summary>
/// The events of every commit and how their delivery stands. A commit only appends; messages are made when somebody first asks for them. Not thread-safe: the
/// store locks around it.
/// </summary>
internal sealed class InMemoryOutbox
{
    private readonly List<DomainEvent?> _events = [];
    private readonly Dictionary<Guid, SortedDictionary<long, Entry>> _pending = [];
    private readonly SortedDictionary<long, Entry> _heads = [];
    private readonly Dictionary<long, Entry> _leased = [];
    private readonly SortedDictionary<long, Entry> _dead = [];
    private readonly List<Entry> _delivered = [];
    private int _taken;

    /// <summary>What is kept, in the order of the commits.</summary>
    public IReadOnlyList<OutboxMessage> Messages => [.. _events.OfType<DomainEvent>().Select(OutboxMessage.From)];

    public void Add(IEnumerable<DomainEvent> events) => _events.AddRange(events);

    public IReadOnlyList<OutboxDelivery> Lease(OutboxLease lease)
    {
        TakeNew();
        Entry[] leased = [.. _heads.Values.Where(e => e.IsFree(lease.At)).Take(lease.Limit)];
        foreach (Entry entry in leased)
        {
            (entry.Owner, entry.LeasedUntil) = (lease.Owner, lease.Until);
            _leased[entry.Position] = entry;
        }

        return [.. leased.Select(e => new OutboxDelivery(e.Position, e.Message, lease.Owner, lease.Until, e.Failures))];
    }

    public int Settle(IEnumerable<OutboxSettlement> settlements) => settlements.Count(Settle);

    public IReadOnlyList<DeadLetter> DeadLetters() => [.. _dead.Values.Select(e => new DeadLetter(e.Message, e.Error!, e.Failures, e.SettledAt))];

    public bool Redeliver(string eventId)
    {
        if (_dead.Values.FirstOrDefault(e => e.Message.EventId == eventId) is not { } entry)
        {
            return false;
        }

        _dead.Remove(entry.Position);
        Enqueue(new Entry(entry.Position, entry.Message));
        return true;
    }

    public OutboxFigures Figures()
    {
        TakeNew();
        Entry[] pending = [.. _pending.Values.SelectMany(p => p.Values)];
        return new(pending.Length, _dead.Count, pending.Length == 0 ? null : pending.Min(e => e.Message.At));
    }

    public int Prune(DateTimeOffset deliveredBefore)
    {
        foreach (Entry entry in _delivered.Where(e => e.SettledAt < deliveredBefore))
        {
            _events[(int)entry.Position - 1] = null;
        }

        return _delivered.RemoveAll(e => e.SettledAt < deliveredBefore);
    }

    private void TakeNew()
    {
        for (; _taken < _events.Count; _taken++)
        {
            Enqueue(new Entry(_taken + 1, OutboxMessage.From(_events[_taken]!)));
        }
    }

    private bool Settle(OutboxSettlement settlement)
    {
        if (!_leased.TryGetValue(settlement.Delivery.Position, out Entry? entry) || entry.Owner != settlement.Delivery.Owner)
        {
            return false;
        }

        _leased.Remove(entry.Position);
        entry.Owner = null;
        entry.SettledAt = settlement.At;
        if (settlement.Verdict is OutboxVerdict.Failed or OutboxVerdict.Dead)
        {
            (entry.Failures, entry.Error, entry.DueAt) = (entry.Failures + 1, settlement.Error, settlement.RetryAt);
        }

        if (settlement.Verdict == OutboxVerdict.Delivered)
        {
            Dequeue(entry);
            _delivered.Add(entry);
        }
        else if (settlement.Verdict == OutboxVerdict.Dead)
        {
            Dequeue(entry);
            _dead.Add(entry.Position, entry);
        }

        return true;
    }

    /// <summary>Puts an event among those of its aggregate; the first of them is the one that can be leased.</summary>
    private void Enqueue(Entry entry)
    {
        if (!_pending.TryGetValue(entry.Message.AggregateId, out SortedDictionary<long, Entry>? queue))
        {
            _pending.Add(entry.Message.AggregateId, queue = []);
        }

        Entry? head = queue.Values.FirstOrDefault();
        queue.Add(entry.Message.Sequence, entry);
        if (head is null || entry.Message.Sequence < head.Message.Sequence)
        {
            _heads.Remove(head?.Position ?? 0);
            _heads.Add(entry.Position, entry);
        }
    }

    private void Dequeue(Entry entry)
    {
        _heads.Remove(entry.Position);
        SortedDictionary<long, Entry> queue = _pending[entry.Message.AggregateId];
        queue.Remove(entry.Message.Sequence);
        if (queue.Values.FirstOrDefault() is { } next)
        {
            _heads[next.Position] = next;
        }
        else
        {
            _pending.Remove(entry.Message.AggregateId);
        }
    }

    private sealed class Entry(long position, OutboxMessage message)
    {
        public long Position => position;

        public OutboxMessage Message => message;

        public string? Owner { get; set; }

        public DateTimeOffset LeasedUntil { get; set; }

        public DateTimeOffset? DueAt { get; set; }

        public int Failures { get; set; }

        public string? Error { get; set; }

        public DateTimeOffset SettledAt { get; set; }

        public bool IsFree(DateTimeOffset at) => (DueAt is null || DueAt <= at) && (Owner is null || LeasedUntil <= at);
    }
}
