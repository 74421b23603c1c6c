namespace CrmCore.InMemory;

/// <summary>What a write does to its record.</summary>
internal enum WriteKind
{
    Add, Update, Remove,
}

/// <summary>A write that is about to be committed: the state of its aggregate at that moment.</summary>
internal interface IInMemoryWrite
{
    /// <summary>Kind and id, for a conflict.</summary>
    string Name { get; }

    /// <summary>Kind and external key; null where it has none.</summary>
    (string Kind, ExternalKey Key)? ExternalKey { get; }

    /// <summary>What happened to the aggregate since it was read.</summary>
    IReadOnlyList<DomainEvent> Events { get; }

    /// <summary>Whether storage is as the write expects.</summary>
    bool Fits();

    /// <summary>Writes the record and tells the aggregate.</summary>
    void Apply();
}

/// <summary>A write of one kind.</summary>
internal sealed class InMemoryWrite<TAggregate, TId, TSnapshot>(
    InMemoryTable<TId, TSnapshot> table, Mapping<TAggregate, TId, TSnapshot> mapping, TAggregate aggregate, WriteKind kind) : IInMemoryWrite
    where TAggregate : Aggregate
    where TId : struct, IEntityId<TId>
    where TSnapshot : class
{
    private readonly TId _id = mapping.IdOf(aggregate);
    private readonly TSnapshot _snapshot = mapping.ToSnapshot(aggregate);

    public string Name => $"{table.Kind} {_id}";

    public (string Kind, ExternalKey Key)? ExternalKey => table.KeyOf(_snapshot) is { } key ? (table.Kind, key) : null;

    public IReadOnlyList<DomainEvent> Events { get; } = [.. aggregate.PendingEvents];

    public bool Fits() => table.Fits(_id, _snapshot, kind == WriteKind.Add);

    public void Apply()
    {
        long version = aggregate.Version + 1;
        if (kind == WriteKind.Remove)
        {
            table.Remove(_id);
        }
        else
        {
            table.Write(_id, mapping.WithVersion(_snapshot, version));
        }

        aggregate.AcceptCommit(version);
    }
}

/// <summary>The writes that wait for a commit, each aggregate once, in the order they were staged.</summary>
internal sealed class InMemoryWrites
{
    private readonly OrderedDictionary<Aggregate, Func<IInMemoryWrite>> _writes = new(ReferenceEqualityComparer.Instance);

    /// <summary>Stages a write; one that overrides takes the place of an earlier one of the same object.</summary>
    public void Add(Aggregate aggregate, bool overrides, Func<IInMemoryWrite> write)
    {
        if (!_writes.TryAdd(aggregate, write) && overrides)
        {
            _writes[aggregate] = write;
        }
    }

    public IReadOnlyList<IInMemoryWrite> Take()
    {
        IInMemoryWrite[] writes = [.. _writes.Values.Select(w => w())];
        _writes.Clear();
        return writes;
    }

    public void Clear() => _writes.Clear();
}
