using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore;

/// <summary>What a write does to its row.</summary>
internal enum WriteKind
{
    Add, Update, Remove,
}

/// <summary>A write that waits for the commit. <c>StoredVersion</c> looks up what storage has; null for nothing.</summary>
internal sealed record StagedWrite(Aggregate Aggregate, WriteKind Kind, string TypeName, string Tenant, Guid Id, Func<AggregateRow> ToRow, Func<CancellationToken, Task<long?>> StoredVersion)
{
    public string Name => $"{TypeName} {Id}";

    /// <summary>The messages of its events, in order.</summary>
    public IEnumerable<OutboxRow> Messages() => Aggregate.PendingEvents.Select(e => OutboxRow.From(OutboxMessage.From(e), Tenant));
}

/// <summary>The writes that wait for the commit, each aggregate once, in the order they were staged.</summary>
internal sealed class StagedWrites
{
    private readonly OrderedDictionary<Aggregate, StagedWrite> _writes = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<StagedWrite> All => _writes.Values;

    /// <summary>Stages a write; a removal takes the place of an earlier write of the same object.</summary>
    public void Add(StagedWrite write)
    {
        if (!_writes.TryAdd(write.Aggregate, write) && write.Kind == WriteKind.Remove)
        {
            _writes[write.Aggregate] = write;
        }
    }

    public void Clear() => _writes.Clear();

    /// <summary>Two objects of one aggregate in one unit would overwrite each other.</summary>
    public void RefuseRepeats()
    {
        HashSet<(string, Guid)> seen = [];
        string[] repeated = [.. _writes.Values.Where(w => !seen.Add((w.TypeName, w.Id))).Select(w => w.Name).Distinct()];
        if (repeated.Length > 0)
        {
            throw new ConcurrencyConflictException(repeated);
        }
    }
}
