using CrmCore.Persistence;

namespace CrmCore.Testing.Conformance;

/// <summary>A host's store as the kit meets it: how to open an empty one, and what it does not offer. Immutable, safe to share between threads.</summary>
public sealed class StoreHost
{
    private readonly Func<ITenantAccessor, CancellationToken, Task<StoreUnderTest>> _open;

    /// <summary>A host.</summary>
    /// <param name="name">What the store is called in reports.</param>
    /// <param name="open">
    /// Opens an empty store, each time another. It is given the accessor that tells the store whose data it works on; a store without tenants ignores it, and
    /// lists <see cref="StoreCapability.Tenants"/> as lacking.
    /// </param>
    public StoreHost(string name, Func<ITenantAccessor, CancellationToken, Task<StoreUnderTest>> open)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(open);
        Name = name;
        _open = open;
    }

    /// <summary>What the store is called.</summary>
    public string Name { get; }

    /// <summary>
    /// What the store does not offer, each with the reason. Whatever is not listed is expected, so that a capability which a later version of the kit adds is
    /// noticed. Cases that need one of these are skipped.
    /// </summary>
    /// <exception cref="ArgumentException">A reason is blank.</exception>
    public IReadOnlyDictionary<StoreCapability, string> Lacking
    {
        get;
        init => field = WithReasons(value, nameof(Lacking));
    } = new Dictionary<StoreCapability, string>();

    /// <summary>The cases that the store is known not to pass, by name, each with the reason. They are skipped.</summary>
    /// <exception cref="ArgumentException">A reason is blank, or there is no case of a name.</exception>
    public IReadOnlyDictionary<string, string> Exceptions
    {
        get;
        init
        {
            field = WithReasons(value, nameof(Exceptions));
            if (value.Keys.FirstOrDefault(n => StoreConformance.Cases.All(c => c.Name != n)) is { } unknown)
            {
                throw new ArgumentException($"There is no case '{unknown}'.", nameof(Exceptions));
            }
        }
    } = new Dictionary<string, string>();

    /// <summary>How long a case may take before it counts as failed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many generated cases each property gets, from 1.</summary>
    public int Generated { get; init; } = 30;

    /// <summary>The seed of the generated cases, as a failure prints it, to try the same ones again; null for new ones each time.</summary>
    public string? Seed { get; init; }

    /// <summary>Opens an empty store.</summary>
    public Task<StoreUnderTest> OpenAsync(ITenantAccessor tenants, CancellationToken cancellationToken = default) => _open(tenants, cancellationToken);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static IReadOnlyDictionary<TKey, string> WithReasons<TKey>(IReadOnlyDictionary<TKey, string> reasons, string name)
    {
        ArgumentNullException.ThrowIfNull(reasons, name);
        foreach ((TKey key, string reason) in reasons)
        {
            if (string.IsNullOrWhiteSpace(reason))
            {
                throw new ArgumentException($"Say why: '{key}' has no reason.", name);
            }
        }

        return reasons;
    }
}
