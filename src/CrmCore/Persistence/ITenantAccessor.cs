namespace CrmCore.Persistence;

/// <summary>
/// Tells storage whose data it works on. The host implements it, from the request or the job at hand, and storage asks it once when a unit of work begins
/// and once when a reading begins; that unit or reading stays with the answer. Whatever is read, counted, searched by key or written is the tenant's alone: two tenants
/// may even use equal ids and external keys. Thread-safe; one instance serves the whole host.
/// </summary>
public interface ITenantAccessor
{
    /// <summary>The tenant at hand; never <c>default</c>. Whatever it throws where there is none goes to the caller of storage, and nothing is read or written.</summary>
    TenantId Current { get; }
}

/// <summary>Always the same tenant: for a host with only one, for jobs, and for tests.</summary>
/// <param name="tenant">The tenant.</param>
public sealed class FixedTenant(TenantId tenant) : ITenantAccessor
{
    /// <summary>The one tenant of a host that has no others.</summary>
    public static FixedTenant Single { get; } = new(TenantId.Single);

    /// <inheritdoc/>
    public TenantId Current { get; } = Guard.Against.Default(tenant);
}
