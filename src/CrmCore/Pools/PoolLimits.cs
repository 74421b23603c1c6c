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

    public static async Task<Refusal?> CapacityAsync(ILeadLoadReader loads, Pool pool, UserId user, CancellationToken cancellationToken)
    {
        if (pool.CapacityOf(user) is not { } capacity)
        {
            return null;
        }

        LeadLoad load = await loads.ReadLoadAsync(user, cancellationToken).ConfigureAwait(false);
        int owned = load.CountOf(pool.Counted);
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

    /// <summary>Only the owner and admins may give a lead away.</summary>
    public static Refusal? NotTheirs(Lead lead, Pool pool, UserId by) =>
        lead.Owner == by || pool.IsAdmin(by) ? null : new Refusal("pool.not-theirs", ("user", by), ("custody", lead.Custody));

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
