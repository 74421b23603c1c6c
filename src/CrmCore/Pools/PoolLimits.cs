using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Pools;

/// <summary>
/// What every way of giving a lead to somebody has in common. The ledger is read before the load is counted and written with the lead: whoever gives the same
/// person something in between makes the commit conflict, and everything is judged again.
/// </summary>
internal static class PoolLimits
{
    /// <summary>Somebody always gets through, so this many conflicts in a row mean that storage is not keeping its promise.</summary>
    private const int MaximumAttempts = 1000;

    public static async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (int attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt(cancellationToken).ConfigureAwait(false);
            }
            catch (ConcurrencyConflictException) when (attempts < MaximumAttempts)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    public static async Task<OwnerLedger> LedgerAsync(IUnitOfWork unit, UserId user, CancellationToken cancellationToken) =>
        await unit.Ledgers.FindAsync(OwnerLedgerId.Of(user), cancellationToken).ConfigureAwait(false) ?? OwnerLedger.Open(user);

    public static void Stage(IUnitOfWork unit, OwnerLedger ledger)
    {
        if (ledger.Version == 0)
        {
            unit.Ledgers.Add(ledger);
        }
        else
        {
            unit.Ledgers.Update(ledger);
        }
    }

    /// <summary>The refusal of one more lead; a lead of theirs that counts already is given by its status.</summary>
    public static async Task<Refusal?> CapacityAsync(ILeadLoadReader loads, Pool pool, UserId user, CancellationToken cancellationToken, LeadStatus? counted = null)
    {
        if (pool.CapacityOf(user) is not { } capacity)
        {
            return null;
        }

        LeadLoad load = await loads.ReadLoadAsync(user, cancellationToken).ConfigureAwait(false);
        int owned = load.CountOf(pool.Counted) - (counted is { } status && pool.Counted.Contains(status) ? 1 : 0);
        return owned >= capacity ? new Refusal("pool.capacity-reached", ("user", user), ("owned", owned), ("capacity", capacity)) : null;
    }

    public static Refusal NotFound(LeadId id) => new("pool.lead-not-found", ("lead", id));

    public static Refusal? NotAMember(Pool pool, UserId user) => pool.IsMember(user) ? null : new Refusal("pool.not-a-member", ("user", user), ("pool", pool.Id));

    public static Refusal? NotInPool(Lead lead, Pool pool, UserId user)
    {
        if (lead.Pool == pool.Id)
        {
            return null;
        }

        if (lead.Owner == user)
        {
            return new Refusal("pool.theirs-already", ("lead", lead.Id), ("user", user));
        }

        return lead.Owner is { } owner
            ? new Refusal("pool.claimed-by-another", ("lead", lead.Id), ("owner", owner), ("since", lead.CustodySince))
            : new Refusal("pool.not-in-pool", ("lead", lead.Id), ("pool", pool.Id), ("custody", lead.Custody));
    }

    /// <summary>
    /// Only the owner and the admins of the pool that a lead belongs to may act on it, by the rules of that pool. Of a lead under no pool's rules nothing is
    /// known; the pool that the caller names decides.
    /// </summary>
    public static Refusal? NotTheirs(Lead lead, Pool pool, UserId by)
    {
        if ((lead.Protection?.Pool ?? lead.Pool) is { } own && own != pool.Id)
        {
            return new Refusal("pool.other-pool", ("lead", lead.Id), ("own", own), ("pool", pool.Id));
        }

        return lead.Owner == by || pool.IsAdmin(by) ? null : new Refusal("pool.not-theirs", ("user", by), ("custody", lead.Custody));
    }

    public static async Task<Refusal?> TooManyLocksAsync(ILeadLoadReader loads, Pool pool, UserId holder, CancellationToken cancellationToken)
    {
        if (pool.Definition.LocksPerPerson is not { } limit)
        {
            return null;
        }

        LeadLoad load = await loads.ReadLoadAsync(holder, cancellationToken).ConfigureAwait(false);
        return load.Locked >= limit ? new Refusal("pool.locks-reached", ("user", holder), ("locked", load.Locked), ("limit", limit)) : null;
    }

    public static List<Refusal> Collect(params ReadOnlySpan<Refusal?> refusals)
    {
        List<Refusal> unmet = [];
        foreach (Refusal? refusal in refusals)
        {
            if (refusal is not null)
            {
                unmet.Add(refusal);
            }
        }

        return unmet;
    }
}
