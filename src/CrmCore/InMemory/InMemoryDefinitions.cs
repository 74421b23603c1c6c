using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <summary>The versions of definitions. Not thread-safe: the store locks around it.</summary>
internal sealed class InMemoryDefinitions
{
    private readonly Dictionary<string, SortedDictionary<(string Key, int Version), StoredDefinition>> _kinds = new(StringComparer.Ordinal);

    public void Put(StoredDefinition definition)
    {
        if (!_kinds.TryGetValue(definition.Kind, out SortedDictionary<(string Key, int Version), StoredDefinition>? versions))
        {
            versions = new(Comparer<(string Key, int Version)>.Create((a, b) => string.CompareOrdinal(a.Key, b.Key) is not 0 and int byKey ? byKey : a.Version.CompareTo(b.Version)));
            _kinds.Add(definition.Kind, versions);
        }

        if (!versions.TryAdd((definition.Key, definition.Version), definition) && versions[(definition.Key, definition.Version)] != definition)
        {
            throw new ConcurrencyConflictException([$"{definition.Kind} {definition.Key} {definition.Version}"]);
        }
    }

    public StoredDefinition? Get(string kind, string key, int version) =>
        _kinds.TryGetValue(kind, out SortedDictionary<(string Key, int Version), StoredDefinition>? versions) ? versions.GetValueOrDefault((key, version)) : null;

    public List<StoredDefinition> List(string kind) =>
        _kinds.TryGetValue(kind, out SortedDictionary<(string Key, int Version), StoredDefinition>? versions) ? [.. versions.Values] : [];
}
