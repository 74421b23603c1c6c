namespace CrmCore.Pools;

/// <summary>The pools that a host has, each under a key of its own. Immutable, safe to share between threads.</summary>
public sealed class PoolCatalog
{
    private readonly Dictionary<PoolId, Pool> _pools = [];

    /// <summary>A catalog; the first pool is the default one.</summary>
    /// <exception cref="ArgumentException">There is none, or two have the same key.</exception>
    public PoolCatalog(params IEnumerable<Pool> pools)
    {
        All = [.. Guard.Against.NullOrEmpty(pools)];
        foreach (Pool pool in All)
        {
            if (!_pools.TryAdd(Guard.Against.Null(pool).Id, pool))
            {
                throw new ArgumentException($"The key '{pool.Id}' is used twice; keys are unique.", nameof(pools));
            }
        }
    }

    /// <summary>The pools in the order they were given.</summary>
    public IReadOnlyList<Pool> All { get; }

    /// <summary>The first one.</summary>
    public Pool Default => All[0];

    /// <summary>The pool of a key; null where there is none.</summary>
    public Pool? Find(PoolId id) => _pools.GetValueOrDefault(id);

    /// <summary>Reads a JSON array of definitions, or a single one.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is neither.</exception>
    /// <exception cref="DefinitionException">Something is wrong with a definition; every defect of the first such is listed.</exception>
    public static PoolCatalog FromJson(string json) =>
        Guard.Against.Null(json).AsSpan().TrimStart().StartsWith("[")
            ? new(PoolJsonContext.Json.Read<IReadOnlyList<PoolDefinition>>(json).Select(d => new Pool(d)))
            : new(Pool.FromJson(json));
}
