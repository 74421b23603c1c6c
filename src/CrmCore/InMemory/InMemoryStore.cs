using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <summary>
/// Storage in memory, for tests, demonstrations and hosts that keep nothing: versions are checked, commits are atomic, and what is read shares nothing
/// with what is stored. Thread-safe; each unit of work belongs to one thread at a time.
/// </summary>
/// <param name="tenants">Tells whose data is worked on; null for a host with only one tenant.</param>
public sealed partial class InMemoryStore(ITenantAccessor? tenants = null)
    : IUnitOfWorkFactory, ILeadReader, ILeadLoadReader, ILeadDueReader, IOpportunityReader, ICustomerReader, IDefinitionStore
{
    private readonly ITenantAccessor _accessor = tenants ?? FixedTenant.Single;
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, InMemoryTenant> _tenants = [];

    /// <summary>The data of the tenant at hand.</summary>
    private InMemoryTenant Tenant
    {
        get
        {
            TenantId tenant = _accessor.Current;
            lock (_gate)
            {
                return _tenants.TryGetValue(tenant, out InMemoryTenant? known) ? known : _tenants[Guard.Against.Default(tenant)] = new();
            }
        }
    }

    /// <inheritdoc/>
    public IUnitOfWork Begin() => new InMemoryUnitOfWork(this, Tenant);

    internal TSnapshot? Find<TId, TSnapshot>(InMemoryTable<TId, TSnapshot> table, TId id)
        where TId : struct, IEntityId<TId>
        where TSnapshot : class
    {
        lock (_gate)
        {
            return table.Find(id);
        }
    }

    internal Dictionary<ExternalKey, TId> FindKeys<TId, TSnapshot>(InMemoryTable<TId, TSnapshot> table, IEnumerable<ExternalKey> keys)
        where TId : struct, IEntityId<TId>
        where TSnapshot : class
    {
        lock (_gate)
        {
            return table.FindKeys(keys);
        }
    }

    internal void Commit(InMemoryTenant tenant, IReadOnlyList<IInMemoryWrite> writes)
    {
        lock (_gate)
        {
            tenant.Commit(writes);
        }
    }

    private T Locked<T>(Func<InMemoryTenant, T> read)
    {
        InMemoryTenant tenant = Tenant;
        lock (_gate)
        {
            return read(tenant);
        }
    }
}
