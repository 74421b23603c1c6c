using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Pools;

/// <summary>Claims leads from pools and releases them. Exactly one of several who claim at once gets the lead. Thread-safe where its storage is.</summary>
public sealed class PoolService
{
    private readonly IUnitOfWorkFactory _storage;
    private readonly ILeadReader _leads;
    private readonly TimeProvider _clock;

    /// <summary>A service on some storage.</summary>
    public PoolService(IUnitOfWorkFactory storage, ILeadReader leads, TimeProvider clock)
    {
        _storage = Guard.Against.Null(storage);
        _leads = Guard.Against.Null(leads);
        _clock = Guard.Against.Null(clock);
    }

    /// <summary>Claims a lead that lies in a pool.</summary>
    /// <returns>Done, or every rule against it; who was faster where somebody was.</returns>
    public async Task<LeadChange> ClaimAsync(LeadId id, Pool pool, UserId by, CancellationToken cancellationToken = default)
    {
        Guard.Against.Default(id);
        Guard.Against.Null(pool);
        Guard.Against.Default(by);
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return LeadChange.Refused(new Refusal("pool.lead-not-found", ("lead", id)));
        }

        List<Refusal> refusals = await RefusalsAsync(lead, pool, by, cancellationToken).ConfigureAwait(false);
        if (refusals.Count > 0)
        {
            return LeadChange.Refused(refusals);
        }

        LeadChange change = lead.AssignTo(by, "claimed", _clock.GetUtcNow(), by);
        if (!change.Succeeded)
        {
            return change;
        }

        unit.Leads.Update(lead);
        try
        {
            await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
            return change;
        }
        catch (ConcurrencyConflictException)
        {
            Lead? now = await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false);
            return LeadChange.Refused(NotInPool(id, pool, now));
        }
    }

    /// <summary>Puts a lead back into a pool.</summary>
    /// <returns>Done, or every rule against it.</returns>
    public async Task<LeadChange> ReleaseAsync(LeadId id, Pool pool, string reason, UserId by, CancellationToken cancellationToken = default)
    {
        Guard.Against.Default(id);
        Guard.Against.Null(pool);
        Guard.Against.Default(by);
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return LeadChange.Refused(new Refusal("pool.lead-not-found", ("lead", id)));
        }

        LeadChange change = lead.ReleaseTo(pool.Id, reason, _clock.GetUtcNow(), by);
        if (change.Succeeded)
        {
            unit.Leads.Update(lead);
            await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return change;
    }

    private async Task<List<Refusal>> RefusalsAsync(Lead lead, Pool pool, UserId by, CancellationToken cancellationToken)
    {
        List<Refusal> refusals = [];
        if (lead.Pool != pool.Id)
        {
            refusals.Add(NotInPool(lead.Id, pool, lead));
        }

        if (pool.Members is { } members && !members.Contains(by))
        {
            refusals.Add(new Refusal("pool.not-a-member", ("user", by), ("pool", pool.Id)));
        }

        if (pool.Capacity is { } capacity && await CountOpenAsync(by, cancellationToken).ConfigureAwait(false) is int owned && owned >= capacity)
        {
            refusals.Add(new Refusal("pool.capacity-reached", ("user", by), ("owned", owned), ("capacity", capacity)));
        }

        return refusals;
    }

    private async Task<int> CountOpenAsync(UserId owner, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (LeadSnapshot lead in _leads.ReadLeadsAsync(new LeadQuery { Owner = owner }, cancellationToken).ConfigureAwait(false))
        {
            count += lead.Status is LeadStatus.Converted or LeadStatus.Disqualified or LeadStatus.Merged ? 0 : 1;
        }

        return count;
    }

    private static Refusal NotInPool(LeadId id, Pool pool, Lead? lead) =>
        lead?.Owner is { } owner
            ? new Refusal("pool.claimed-by-another", ("lead", id), ("owner", owner), ("since", lead.CustodySince))
            : new Refusal("pool.not-in-pool", ("lead", id), ("pool", pool.Id), ("custody", lead?.Custody));
}
