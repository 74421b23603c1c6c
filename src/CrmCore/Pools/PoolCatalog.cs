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
    /// <exception cref="DefinitionException">The text is neither, or something is wrong; every defect of every pool is listed, with its place in the list.</exception>
    public static PoolCatalog FromJson(string json)
    {
        if (!Guard.Against.Null(json).AsSpan().TrimStart().StartsWith("["))
        {
            return new(Pool.FromJson(json));
        }

        IReadOnlyList<PoolDefinition> definitions = DefinitionReader.Read(json, "the pools", PoolJsonContext.Form.IReadOnlyListPoolDefinition, PoolDefinition.CurrentSchemaVersion);
        List<Defect> defects = DefectsOf(definitions);
        return defects.Count == 0 ? new(definitions.Select(d => new Pool(d))) : throw new DefinitionException("the pools", defects);
    }

    /// <summary>What is wrong with a list, and with each pool of it.</summary>
    private static List<Defect> DefectsOf(IReadOnlyList<PoolDefinition> definitions)
    {
        List<Defect> defects = [];
        if (definitions.Count == 0)
        {
            defects.Add(new("$", "no-pool", "The list is empty; a host has at least one pool."));
        }

        for (int i = 0; i < definitions.Count; i++)
        {
            string at = $"[{i}]";
            string key = definitions[i].Key;
            defects.AddRange(PoolChecks.Check(definitions[i]).Select(d => d with { Path = $"{at}.{d.Path}" }));
            if (definitions.Take(i).Any(d => d.Key == key))
            {
                defects.Add(new($"{at}.key", "duplicate-key", $"The key '{key}' is used twice; keys are unique."));
            }
        }

        return defects;
    }
}
