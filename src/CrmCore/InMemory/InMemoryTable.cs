namespace CrmCore.InMemory;

/// <summary>The records of one kind, in the order of their ids. Not thread-safe: the store locks around it.</summary>
internal sealed class InMemoryTable<TId, TSnapshot>(string kind, Func<TSnapshot, long> versionOf, Func<TSnapshot, ExternalKey?> keyOf, Action<TSnapshot?, TSnapshot?>? written = null)
    where TId : struct, IEntityId<TId>
    where TSnapshot : class
{
    private readonly SortedDictionary<TId, TSnapshot> _rows = [];
    private readonly Dictionary<ExternalKey, TId> _keys = [];

    public string Kind => kind;

    public ExternalKey? KeyOf(TSnapshot snapshot) => keyOf(snapshot);

    public TSnapshot? Find(TId id) => _rows.GetValueOrDefault(id);

    public Dictionary<ExternalKey, TId> FindKeys(IEnumerable<ExternalKey> keys)
    {
        Dictionary<ExternalKey, TId> found = [];
        foreach (ExternalKey key in keys)
        {
            if (_keys.TryGetValue(key, out TId id))
            {
                found[key] = id;
            }
        }

        return found;
    }

    public bool Fits(TId id, TSnapshot snapshot, bool isNew)
    {
        bool keyFits = keyOf(snapshot) is not { } key || !_keys.TryGetValue(key, out TId holder) || (!isNew && holder.CompareTo(id) == 0);
        return keyFits && (isNew
            ? !_rows.ContainsKey(id)
            : _rows.TryGetValue(id, out TSnapshot? stored) && versionOf(stored) == versionOf(snapshot));
    }

    public void Write(TId id, TSnapshot snapshot)
    {
        if (_rows.TryGetValue(id, out TSnapshot? before) && keyOf(before) is { } former)
        {
            _keys.Remove(former);
        }

        _rows[id] = snapshot;
        written?.Invoke(before, snapshot);
        if (keyOf(snapshot) is { } key)
        {
            _keys[key] = id;
        }
    }

    public void Remove(TId id)
    {
        if (_rows.Remove(id, out TSnapshot? before))
        {
            if (keyOf(before) is { } key)
            {
                _keys.Remove(key);
            }

            written?.Invoke(before, null);
        }
    }

    public IEnumerable<TSnapshot> After(TId? id) => id is { } after ? _rows.Where(r => r.Key.CompareTo(after) > 0).Select(r => r.Value) : _rows.Values;
}
