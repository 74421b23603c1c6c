using CrmCore.Leads;
using CrmCore.Pools;

namespace CrmCore.Conversion.Checks;

/// <summary>
/// The capacity that lead pools set, an owner's own before the common one: that of the pool the lead lies in, for a lead with an owner of the pool that protects it, else of the
/// catalog's first. A pool that the catalog lacks limits nobody. Thread-safe.
/// </summary>
/// <param name="pools">The pools.</param>
/// <param name="loads">Counts what people own.</param>
public sealed class PoolCapacity(PoolCatalog pools, ILeadLoadReader loads) : IOwnerCapacity
{
    private readonly PoolCatalog _pools = Guard.Against.Null(pools);
    private readonly ILeadLoadReader _loads = Guard.Against.Null(loads);

    /// <inheritdoc/>
    public async Task<OwnerLoad?> ReadAsync(UserId owner, Lead lead, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(lead);
        Pool? pool = (lead.Pool ?? lead.Protection?.Pool) is { } id ? _pools.Find(id) : _pools.Default;
        if (pool?.CapacityOf(owner) is not { } capacity)
        {
            return null;
        }

        LeadLoad load = await _loads.ReadLoadAsync(owner, cancellationToken).ConfigureAwait(false);
        return new(load.CountOf(pool.Counted), capacity);
    }
}
