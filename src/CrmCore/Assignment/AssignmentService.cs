using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pools;

namespace CrmCore.Assignment;

/// <summary>
/// Assigns the leads of a pool by a policy. Each portion of leads is planned and written in one commit with the ledgers of those who get them, so turns are
/// kept, capacities hold, and a run that is stopped has done whole portions. Thread-safe where its storage is.
/// </summary>
public sealed class AssignmentService
{
    private const int PortionSize = 500;

    private readonly IUnitOfWorkFactory _storage;
    private readonly ILeadReader _leads;
    private readonly ILeadLoadReader _loads;
    private readonly TimeProvider _clock;

    /// <summary>A service on some storage.</summary>
    public AssignmentService(IUnitOfWorkFactory storage, ILeadReader leads, ILeadLoadReader loads, TimeProvider clock)
    {
        _storage = Guard.Against.Null(storage);
        _leads = Guard.Against.Null(leads);
        _loads = Guard.Against.Null(loads);
        _clock = Guard.Against.Null(clock);
    }

    /// <summary>Tells who would get which of the pool's open leads, and does nothing.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="options">What to go by beside the policy; null for the defaults.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<AssignmentPlan> PreviewAsync(Pool pool, AssignmentPolicy policy, AssignmentOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        (List<AssignmentCandidate> leads, List<AssignmentDecision> held) = await CandidatesAsync(Guard.Against.Null(pool), options, cancellationToken).ConfigureAwait(false);
        await using IUnitOfWork unit = _storage.Begin();
        DateTimeOffset now = _clock.GetUtcNow();
        Dictionary<UserId, OwnerLedger> ledgers = await LedgersAsync(unit, policy, cancellationToken).ConfigureAwait(false);
        List<MemberState> states = await StatesAsync(pool, ledgers, policy, now, cancellationToken).ConfigureAwait(false);
        AssignmentPlan plan = Capped(policy, pool).Plan(leads, states, now, options.Seed, options.Explains);
        return plan with { Decisions = [.. plan.Decisions, .. held] };
    }

    /// <summary>
    /// Assigns the pool's open leads, best first, and tells of each who got it, or why nobody did; those that were held back come last. A lead that left the pool
    /// meanwhile is not among them.
    /// </summary>
    /// <param name="pool">The pool.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="options">What to go by beside the policy; null for the defaults.</param>
    /// <param name="cancellationToken">Stops it between two portions.</param>
    /// <exception cref="ConcurrencyConflictException">Storage reported conflicts without end.</exception>
    public async Task<IReadOnlyList<AssignmentDecision>> AssignAsync(
        Pool pool, AssignmentPolicy policy, AssignmentOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        (List<AssignmentCandidate> leads, List<AssignmentDecision> held) = await CandidatesAsync(Guard.Against.Null(pool), options, cancellationToken).ConfigureAwait(false);
        AssignmentPolicy capped = Capped(policy, pool);
        List<AssignmentDecision> decisions = [];
        IEnumerable<AssignmentCandidate> bestFirst = leads.OrderByDescending(l => l.Score).ThenBy(l => l.CapturedAt).ThenBy(l => l.Lead);
        Dictionary<UserId, int> given = [];
        foreach (AssignmentCandidate[] portion in bestFirst.Chunk(PortionSize))
        {
            decisions.AddRange(await PoolLimits.RetryAsync(token => AssignPortionAsync(portion, pool, capped, given, options, token), cancellationToken).ConfigureAwait(false));
        }

        return [.. decisions, .. held];
    }

    private async Task<IReadOnlyList<AssignmentDecision>> AssignPortionAsync(
        AssignmentCandidate[] portion, Pool pool, AssignmentPolicy policy, Dictionary<UserId, int> given, AssignmentOptions options, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = _storage.Begin();
        DateTimeOffset now = _clock.GetUtcNow();
        Dictionary<UserId, OwnerLedger> ledgers = await LedgersAsync(unit, policy, cancellationToken).ConfigureAwait(false);
        List<MemberState> states = await StatesAsync(pool, ledgers, policy, now, cancellationToken).ConfigureAwait(false);
        Dictionary<LeadId, Lead> leads = [];
        foreach (AssignmentCandidate candidate in portion)
        {
            if (await unit.Leads.FindAsync(candidate.Lead, cancellationToken).ConfigureAwait(false) is { IsOpen: true } lead && lead.Pool == pool.Id)
            {
                leads.Add(lead.Id, lead);
            }
        }

        AssignmentPlan plan = policy.Plan(
            portion.Where(c => leads.ContainsKey(c.Lead)),
            states.Select(s => s with { AssignedLately = s.AssignedLately - given.GetValueOrDefault(s.User), GivenInPeriod = given.GetValueOrDefault(s.User) }),
            now,
            options.Seed,
            options.Explains);
        foreach (AssignmentDecision decision in plan.Decisions.Where(d => d.To is not null))
        {
            Lead lead = leads[decision.Lead];
            lead.AssignTo(decision.To!.Value, "assigned", now, null, pool.ProtectionFrom(now)).EnsureSucceeded();
            unit.Leads.Update(lead);
        }

        await CommitAsync(unit, plan, ledgers, given, now, cancellationToken).ConfigureAwait(false);
        return plan.Decisions;
    }

    private static async Task CommitAsync(
        IUnitOfWork unit, AssignmentPlan plan, Dictionary<UserId, OwnerLedger> ledgers, Dictionary<UserId, int> given, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Dictionary<UserId, MemberState> after = plan.States.ToDictionary(s => s.User);
        List<(UserId User, int Count)> got = [.. plan.Decisions.Where(d => d.To is not null).GroupBy(d => d.To!.Value).Select(g => (g.Key, g.Count()))];
        foreach ((UserId user, int count) in got)
        {
            OwnerLedger ledger = ledgers[user];
            ledger.RecordAssigned(DateOnly.FromDateTime(now.UtcDateTime), count);
            foreach ((string rule, long number) in after[user].Turns.Where(t => t.Value > 0))
            {
                ledger.RecordTurn(rule, number, after[user].Shares.GetValueOrDefault(rule));
            }

            PoolLimits.Stage(unit, ledger);
        }

        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        foreach ((UserId user, int count) in got)
        {
            given[user] = given.GetValueOrDefault(user) + count;
        }
    }

    private async Task<(List<AssignmentCandidate> Leads, List<AssignmentDecision> Held)> CandidatesAsync(Pool pool, AssignmentOptions options, CancellationToken cancellationToken)
    {
        List<AssignmentCandidate> leads = [];
        List<AssignmentDecision> held = [];
        await foreach (LeadSnapshot snapshot in _leads.ReadLeadsAsync(new() { Pool = pool.Id }, cancellationToken).ConfigureAwait(false))
        {
            Lead lead = Lead.FromSnapshot(snapshot);
            if (!lead.IsOpen)
            {
                continue;
            }

            if (options.Holds(snapshot) is { } why)
            {
                held.Add(new(lead.Id, null, null, []) { Held = why });
            }
            else
            {
                leads.Add(new(lead.Id, lead, options.Score?.Invoke(lead) ?? 0, lead.CapturedAt));
            }
        }

        return (leads, held);
    }

    private static async Task<Dictionary<UserId, OwnerLedger>> LedgersAsync(IUnitOfWork unit, AssignmentPolicy policy, CancellationToken cancellationToken)
    {
        Dictionary<UserId, OwnerLedger> ledgers = [];
        foreach (AssignmentMember member in Guard.Against.Null(policy).Definition.Members)
        {
            ledgers.Add(member.User, await PoolLimits.LedgerAsync(unit, member.User, cancellationToken).ConfigureAwait(false));
        }

        return ledgers;
    }

    private async Task<List<MemberState>> StatesAsync(Pool pool, Dictionary<UserId, OwnerLedger> ledgers, AssignmentPolicy policy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Dictionary<UserId, int> owned = [];
        await foreach (LeadLoad load in _loads.ReadLoadsAsync(cancellationToken).ConfigureAwait(false))
        {
            owned[load.Owner] = load.CountOf(pool.Counted);
        }

        DateOnly since = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-29);
        return
        [
            .. ledgers.Values.Select(l => new MemberState(l.User)
            {
                Owned = owned.GetValueOrDefault(l.User),
                AssignedLately = l.AssignedSince(since),
                Turns = policy.Definition.Rules.ToDictionary(r => r.Key, r => l.LastTurn(r.Key), StringComparer.Ordinal),
                Shares = policy.Definition.Rules.ToDictionary(r => r.Key, r => l.Share(r.Key), StringComparer.Ordinal),
            }),
        ];
    }

    /// <summary>The policy with the pool's capacities over the members' own, and without those who are no members of the pool.</summary>
    private static AssignmentPolicy Capped(AssignmentPolicy policy, Pool pool)
    {
        AssignmentDefinition definition = Guard.Against.Null(policy).Definition;
        return new(definition with { Members = [.. definition.Members.Select(m => m with { Capacity = CapacityOf(m, pool) })] });
    }

    private static int? CapacityOf(AssignmentMember member, Pool pool) => !pool.IsMember(member.User) ? 0
        : member.Capacity is { } own && pool.CapacityOf(member.User) is { } most ? Math.Min(own, most)
        : member.Capacity ?? pool.CapacityOf(member.User);
}
