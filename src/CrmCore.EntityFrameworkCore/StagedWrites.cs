using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore;

/// <summary>A write that waits for the commit.</summary>
internal sealed record StagedWrite(Aggregate Aggregate, bool IsNew, string Kind, Guid Id, Func<AggregateRow> ToRow)
{
    public string Name => $"{Kind} {Id}";

    /// <summary>The messages of its events, in order.</summary>
    public IEnumerable<OutboxRow> Messages() => Aggregate.PendingEvents.Select(e => OutboxRow.From(OutboxMessage.From(e)));
}

/// <summary>The writes that wait for the commit, each aggregate once, in the order they were staged.</summary>
internal sealed class StagedWrites
{
    private readonly List<StagedWrite> _writes = [];
    private readonly HashSet<Aggregate> _aggregates = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<StagedWrite> All => _writes;

    public void Add(StagedWrite write)
    {
        if (_aggregates.Add(write.Aggregate))
        {
            _writes.Add(write);
        }
    }

    public void Clear()
    {
        _writes.Clear();
        _aggregates.Clear();
    }

    /// <summary>Two objects of one aggregate in one unit would overwrite each other.</summary>
    public void RefuseRepeats()
    {
        HashSet<(string, Guid)> seen = [];
        string[] repeated = [.. _writes.Where(w => !seen.Add((w.Kind, w.Id))).Select(w => w.Name).Distinct()];
        if (repeated.Length > 0)
        {
            throw new ConcurrencyConflictException(repeated);
        }
    }
}
