using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Pools;

/// <summary>
/// Claims, assigns, releases, locks and reopens leads by the rules of a pool. Exactly one of several who claim at once gets the lead, and no limit is passed by racing:
/// the person's ledger is written with the lead. Thread-safe where its storage is.
/// </summary>
public sealed class PoolService
{
    private readonly IUnitOfWorkFactory _storage;
    private readonly ILeadLoadReader _loads;
    private readonly TimeProvider _clock;

    /// <summary>A service on some storage.</summary>
    public PoolService(IUnitOfWorkFactory storage, ILeadLoadReader loads, TimeProvider clock)
    {
        _storage = Guard.Against.Null(storage);
        _loads = Guard.Against.Null(loads);
        _clock = Guard.Against.Null(clock);
    }

    /// <summary>Claims a lead that lies in a pool.</summary>
    /// <returns>Done, or every rule against it; who was faster where somebody was.</returns>
    /// <exception cref="ConcurrencyConflictException">Storage reported conflicts without end.</exception>
    public Task<ClaimResult> ClaimAsync(LeadId id, Pool pool, UserId by, CancellationToken cancellationToken = default)
    {
        Guard.Against.Default(id);
        Guard.Against.Null(pool);
        Guard.Against.Default(by);
        return PoolLimits.RetryAsync(token => TryClaimAsync(id, pool, by, token), cancellationToken);
    }

    /// <summary>Gives a lead that lies in a pool to a member. Assigning obeys the capacity, not the limits of claims.</summary>
    /// <param name="id">The lead.</param>
    /// <param name="pool">The pool that it lies in.</param>
    /// <param name="to">Who gets it.</param>
    /// <param name="by">An admin of the pool; null where a rule decided it.</param>
    /// <param name="cancellationToken">Stops it before it is written.</param>
    /// <returns>Done, or every rule against it.</returns>
    /// <exception cref="ConcurrencyConflictException">Storage reported conflicts without end.</exception>
    public Task<AssignResult> AssignAsync(LeadId id, Pool pool, UserId to, UserId? by = null, CancellationToken cancellationToken = default)
    {
        Guard.Against.Default(id);
        Guard.Against.Null(pool);
        Guard.Against.Default(to);
        return PoolLimits.RetryAsync(token => TryAssignAsync(id, pool, to, by, token), cancellationToken);
    }

    /// <summary>Puts a lead back into a pool. The owner's claims of today still count after it: a daily limit is not given back.</summary>
    /// <param name="id">The lead.</param>
    /// <param name="pool">The pool that it goes into; its owner may name any, an admin releases into the pool that the lead belongs to.</param>
    /// <param name="reason">Why; not blank.</param>
    /// <param name="by">The owner, or an admin of the pool that the lead belongs to.</param>
    /// <param name="cancellationToken">Stops it before it is written.</param>
    /// <returns>Done, or every rule against it.</returns>
    /// <exception cref="ConcurrencyConflictException">Storage reported conflicts without end.</exception>
    public Task<ReleaseResult> ReleaseAsync(LeadId id, Pool pool, string reason, UserId by, CancellationToken cancellationToken = default)
    {
        Guard.Against.Default(id);
        Guard.Against.Null(pool);
        Guard.Against.Default(by);
        return PoolLimits.RetryAsync(token => TryReleaseAsync(id, pool, reason, by, token), cancellationToken);
    }

    /// <summary>Keeps a lead from being recycled. It counts against the owner's locks as long as the lead is worked on.</summary>
    /// <param name="id">The lead.</param>
    /// <param name="pool">The pool that it belongs to, where it belongs to any.</param>
    /// <param name="reason">Why; not blank.</param>
    /// <param name="by">The owner, or an admin of that pool.</param>
    /// <param name="cancellationToken">Stops it before it is written.</param>
    /// <returns>Done, or every rule against it.</returns>
    /// <exception cref="ConcurrencyConflictException">Storage reported conflicts without end.</exception>
    public Task<LockResult> LockAsync(LeadId id, Pool pool, string reason, UserId by, CancellationToken cancellationToken = default)
    {
        Guard.Against.Default(id);
        Guard.Against.Null(pool);
        Guard.Against.Default(by);
        return PoolLimits.RetryAsync(token => TryLockAsync(id, pool, reason, by, token), cancellationToken);
    }

    /// <summary>Lets a lead be recycled again; its recycle date is where it was.</summary>
    /// <param name="id">The lead.</param>
    /// <param name="pool">The pool that it belongs to, where it belongs to any.</param>
    /// <param name="by">The owner, or an admin of that pool.</param>
    /// <param name="cancellationToken">Stops it before it is written.</param>
    /// <returns>Done, or every rule against it.</returns>
    /// <exception cref="ConcurrencyConflictException">Storage reported conflicts without end.</exception>
    public Task<LockResult> UnlockAsync(LeadId id, Pool pool, UserId by, CancellationToken cancellationToken = default)
    {
        Guard.Against.Default(id);
        Guard.Against.Null(pool);
        Guard.Against.Default(by);
        return PoolLimits.RetryAsync(token => TryUnlockAsync(id, pool, by, token), cancellationToken);
    }

    /// <summary>
    /// Takes up a disqualified lead again. It counts anew against its owner's capacity and, where it is locked, against their locks; its recycle date is where
    /// it was.
    /// </summary>
    /// <param name="id">The lead.</param>
    /// <param name="pool">The pool that it belongs to, where it belongs to any.</param>
    /// <param name="by">The owner, or an admin of that pool.</param>
    /// <param name="cancellationToken">Stops it before it is written.</param>
    /// <returns>Done, or every rule against it.</returns>
    /// <exception cref="ConcurrencyConflictException">Storage reported conflicts without end.</exception>
    public Task<ReopenResult> ReopenAsync(LeadId id, Pool pool, UserId by, CancellationToken cancellationToken = default)
    {
        Guard.Against.Default(id);
        Guard.Against.Null(pool);
        Guard.Against.Default(by);
        return PoolLimits.RetryAsync(token => TryReopenAsync(id, pool, by, token), cancellationToken);
    }

    private async Task<ClaimResult> TryClaimAsync(LeadId id, Pool pool, UserId by, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return new([PoolLimits.NotFound(id)], id);
        }

        DateTimeOffset now = _clock.GetUtcNow();
        DateOnly today = pool.DayOf(now);
        OwnerLedger ledger = await PoolLimits.LedgerAsync(unit, by, cancellationToken).ConfigureAwait(false);
        Refusal? capacity = await PoolLimits.CapacityAsync(_loads, pool, by, cancellationToken).ConfigureAwait(false);
        List<Refusal> refusals = PoolLimits.Collect(PoolLimits.NotInPool(lead, pool, by), PoolLimits.NotAMember(pool, by), capacity);
        if (!pool.IsAdmin(by))
        {
            refusals.AddRange(ClaimRefusals(lead, pool, by, now, ledger.ClaimsOn(pool.Id, today)));
        }

        LeadProtection protection = pool.ProtectionFrom(now);
        refusals.AddRange(OwnRefusals(lead.AssignTo(by, "claimed", now, by, protection)));
        if (refusals.Count > 0)
        {
            return new(refusals, id);
        }

        ledger.RecordClaim(pool.Id, today);
        ledger.RecordAssigned(DateOnly.FromDateTime(now.UtcDateTime));
        await CommitAsync(unit, lead, ledger, cancellationToken).ConfigureAwait(false);
        int? left = pool.Definition.Claims.PerDay is { } limit && !pool.IsAdmin(by) ? limit - ledger.ClaimsOn(pool.Id, today) : null;
        return new([], id) { Protection = protection, LeftToday = left };
    }

    private async Task<AssignResult> TryAssignAsync(LeadId id, Pool pool, UserId to, UserId? by, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return new([PoolLimits.NotFound(id)], id);
        }

        DateTimeOffset now = _clock.GetUtcNow();
        OwnerLedger ledger = await PoolLimits.LedgerAsync(unit, to, cancellationToken).ConfigureAwait(false);
        Refusal? notAdmin = by is { } admin && !pool.IsAdmin(admin) ? new Refusal("pool.not-an-admin", ("user", admin), ("pool", pool.Id)) : null;
        Refusal? capacity = await PoolLimits.CapacityAsync(_loads, pool, to, cancellationToken).ConfigureAwait(false);
        List<Refusal> refusals = PoolLimits.Collect(PoolLimits.NotInPool(lead, pool, to), notAdmin, PoolLimits.NotAMember(pool, to), capacity);
        LeadProtection protection = pool.ProtectionFrom(now);
        refusals.AddRange(OwnRefusals(lead.AssignTo(to, "assigned", now, by, protection)));
        if (refusals.Count > 0)
        {
            return new(refusals, id);
        }

        ledger.RecordAssigned(DateOnly.FromDateTime(now.UtcDateTime));
        await CommitAsync(unit, lead, ledger, cancellationToken).ConfigureAwait(false);
        return new([], id) { Protection = protection };
    }

    private async Task<ReleaseResult> TryReleaseAsync(LeadId id, Pool pool, string reason, UserId by, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return new([PoolLimits.NotFound(id)], id);
        }

        List<Refusal> refusals = PoolLimits.Collect(lead.Owner == by ? null : PoolLimits.NotTheirs(lead, pool, by));
        bool wasOwned = lead.Owner is not null;
        refusals.AddRange(lead.ReleaseTo(pool.Id, reason, _clock.GetUtcNow(), by).Refusals);
        if (refusals.Count > 0)
        {
            return new(refusals, id);
        }

        unit.Leads.Update(lead);
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new([], id) { Holding = wasOwned ? lead.Holdings[^1] : null };
    }

    private async Task<LockResult> TryLockAsync(LeadId id, Pool pool, string reason, UserId by, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return new([PoolLimits.NotFound(id)], id);
        }

        UserId holder = lead.Owner ?? by;
        LeadLock? before = lead.Lock;
        OwnerLedger ledger = await PoolLimits.LedgerAsync(unit, holder, cancellationToken).ConfigureAwait(false);
        List<Refusal> refusals = PoolLimits.Collect(PoolLimits.NotTheirs(lead, pool, by), await PoolLimits.TooManyLocksAsync(_loads, pool, holder, cancellationToken).ConfigureAwait(false));
        refusals.AddRange(lead.LockBy(by, reason, _clock.GetUtcNow()).Refusals);
        if (refusals.Count > 0)
        {
            return new(refusals, id) { Lock = before };
        }

        await CommitAsync(unit, lead, ledger, cancellationToken).ConfigureAwait(false);
        return new([], id) { Lock = lead.Lock };
    }

    private async Task<LockResult> TryUnlockAsync(LeadId id, Pool pool, UserId by, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return new([PoolLimits.NotFound(id)], id);
        }

        LeadLock? before = lead.Lock;
        List<Refusal> refusals = PoolLimits.Collect(PoolLimits.NotTheirs(lead, pool, by));
        refusals.AddRange(lead.Unlock(_clock.GetUtcNow(), by).Refusals);
        if (refusals.Count > 0)
        {
            return new(refusals, id) { Lock = before };
        }

        unit.Leads.Update(lead);
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new([], id);
    }

    private async Task<ReopenResult> TryReopenAsync(LeadId id, Pool pool, UserId by, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return new([PoolLimits.NotFound(id)], id);
        }

        List<Refusal> refusals = PoolLimits.Collect(PoolLimits.NotTheirs(lead, pool, by));
        if (lead.Owner is { } owner)
        {
            OwnerLedger ledger = await PoolLimits.LedgerAsync(unit, owner, cancellationToken).ConfigureAwait(false);
            refusals.AddRange(PoolLimits.Collect(
                lead.IsOpen ? null : await PoolLimits.CapacityAsync(_loads, pool, owner, cancellationToken, lead.Status).ConfigureAwait(false),
                lead.IsOpen || lead.Lock is null ? null : await PoolLimits.TooManyLocksAsync(_loads, pool, owner, cancellationToken).ConfigureAwait(false)));
            PoolLimits.Stage(unit, ledger);
        }

        refusals.AddRange(lead.Reopen(_clock.GetUtcNow(), by).Refusals);
        if (refusals.Count > 0)
        {
            return new(refusals, id);
        }

        unit.Leads.Update(lead);
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new([], id);
    }

    private static List<Refusal> ClaimRefusals(Lead lead, Pool pool, UserId by, DateTimeOffset now, int today)
    {
        ClaimRules rules = pool.Definition.Claims;
        List<Refusal> refusals = [];
        if (today >= rules.PerDay)
        {
            refusals.Add(new Refusal("pool.daily-limit-reached", ("user", by), ("claimed", today), ("limit", rules.PerDay), ("zone", pool.Definition.TimeZone)));
        }

        DateTimeOffset? thawed = lead.Pool is null ? null : lead.EnteredPoolAt?.AddHours(rules.FreezeHours);
        if (thawed > now)
        {
            refusals.Add(new Refusal("pool.frozen", ("lead", lead.Id), ("until", thawed)));
        }

        DateTimeOffset? lost = lead.Holdings.Where(h => h.Owner == by).Max(h => h.To);
        if (lead.Owner != by && lost is { } end && LeadProtection.Plus(end, rules.CoolDownDays) is var cooled && cooled > now)
        {
            refusals.Add(new Refusal("pool.cooling-down", ("user", by), ("lead", lead.Id), ("until", cooled)));
        }

        return refusals;
    }

    /// <summary>The lead's own rules; that it is theirs already was said by the pool's.</summary>
    private static IEnumerable<Refusal> OwnRefusals(LeadChange change) => change.Refusals.Where(r => r.Code != "lead.already-there");

    private static async Task CommitAsync(IUnitOfWork unit, Lead lead, OwnerLedger ledger, CancellationToken cancellationToken)
    {
        unit.Leads.Update(lead);
        PoolLimits.Stage(unit, ledger);
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
