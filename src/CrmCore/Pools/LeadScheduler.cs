using System.Runtime.CompilerServices;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Pools;

/// <summary>
/// Does what is due by a date: recycles leads into their pools, reminds owners, wakes nurtured leads, and puts leads that were never under any pool's rules
/// under them. Each lead is a commit of its own, read and judged again within it: a run can be stopped anywhere, repeated, or run twice at once, and nothing
/// happens twice. Thread-safe where its storage is.
/// </summary>
public sealed class LeadScheduler
{
    private readonly IUnitOfWorkFactory _storage;
    private readonly ILeadDueReader _due;
    private readonly IOpportunityReader _opportunities;
    private readonly PoolCatalog _pools;

    /// <summary>A scheduler on some storage.</summary>
    public LeadScheduler(IUnitOfWorkFactory storage, ILeadDueReader due, IOpportunityReader opportunities, PoolCatalog pools)
    {
        _storage = Guard.Against.Null(storage);
        _due = Guard.Against.Null(due);
        _opportunities = Guard.Against.Null(opportunities);
        _pools = Guard.Against.Null(pools);
    }

    /// <summary>Recycles what is due, one lead after the other, and tells of each what was done and by which rule, clock and date.</summary>
    public IAsyncEnumerable<RecycleEntry> RecycleAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) => RecycleAsync(asOf, writes: true, cancellationToken);

    /// <summary>Tells what <see cref="RecycleAsync(DateTimeOffset, CancellationToken)"/> would do, and does nothing.</summary>
    public IAsyncEnumerable<RecycleEntry> PreviewRecycleAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) => RecycleAsync(asOf, writes: false, cancellationToken);

    /// <summary>Announces the recycle date of each lead whose reminder is due, by an event <see cref="LeadRecycleAnnounced"/>, once for each date.</summary>
    /// <returns>The leads, as they are afterwards.</returns>
    public IAsyncEnumerable<LeadSnapshot> RemindAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        ChangeAsync(_due.ReadRemindDueAsync(asOf, cancellationToken), lead => lead.MarkReminded(asOf).Succeeded, cancellationToken);

    /// <summary>Takes up the nurtured leads whose time has come.</summary>
    /// <returns>The leads, as they are afterwards.</returns>
    public IAsyncEnumerable<LeadSnapshot> WakeAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        ChangeAsync(_due.ReadWakeDueAsync(asOf, cancellationToken), lead => lead.WakeUp(asOf).Succeeded, cancellationToken);

    /// <summary>
    /// Starts the protection of the leads that have an owner but are under no pool's rules, such as imported ones, so that none is forgotten. The clock starts at
    /// <paramref name="asOf"/>: nobody loses a lead without notice.
    /// </summary>
    /// <returns>The leads, as they are afterwards.</returns>
    public IAsyncEnumerable<LeadSnapshot> ProtectAsync(Pool pool, DateTimeOffset asOf, CancellationToken cancellationToken = default)
    {
        LeadProtection protection = Guard.Against.Null(pool).ProtectionFrom(asOf);
        return ChangeAsync(
            _due.ReadUnprotectedAsync(cancellationToken),
            lead => lead.Protection is null && lead.Protect(protection).Succeeded,
            cancellationToken);
    }

    private async IAsyncEnumerable<RecycleEntry> RecycleAsync(DateTimeOffset asOf, bool writes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (LeadSnapshot lead in _due.ReadRecycleDueAsync(asOf, cancellationToken).ConfigureAwait(false))
        {
            RecycleEntry? entry = await PoolLimits.RetryAsync(token => TryRecycleAsync(lead.Id, asOf, writes, token), cancellationToken).ConfigureAwait(false);
            if (entry is not null)
            {
                yield return entry;
            }
        }
    }

    private async Task<RecycleEntry?> TryRecycleAsync(LeadId id, DateTimeOffset asOf, bool writes, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { Protection: { } protection } lead)
        {
            return null;
        }

        List<OpportunitySnapshot> opportunities = await OpportunitiesAsync(id, cancellationToken).ConfigureAwait(false);
        RecycleEntry? entry = RecycleDecision.Of(lead, _pools.Find(protection.Pool), opportunities, asOf);
        if (!writes || entry is null || entry.Action == RecycleAction.Kept)
        {
            return entry;
        }

        LeadChange change = entry.Action == RecycleAction.Recycled
            ? lead.ReleaseTo(entry.Pool, $"recycled: {entry.Rule}", asOf)
            : lead.Protect(protection.Until(entry.Date!.Value));
        change.EnsureSucceeded();
        unit.Leads.Update(lead);
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        return entry;
    }

    private async Task<List<OpportunitySnapshot>> OpportunitiesAsync(LeadId id, CancellationToken cancellationToken)
    {
        List<OpportunitySnapshot> found = [];
        await foreach (OpportunitySnapshot opportunity in _opportunities.ReadOpportunitiesAsync(new() { SourceLead = id }, cancellationToken).ConfigureAwait(false))
        {
            found.Add(opportunity);
        }

        return found;
    }

    private async IAsyncEnumerable<LeadSnapshot> ChangeAsync(
        IAsyncEnumerable<LeadSnapshot> due, Func<Lead, bool> change, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (LeadSnapshot lead in due.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (await PoolLimits.RetryAsync(token => TryChangeAsync(lead.Id, change, token), cancellationToken).ConfigureAwait(false) is { } changed)
            {
                yield return changed;
            }
        }
    }

    private async Task<LeadSnapshot?> TryChangeAsync(LeadId id, Func<Lead, bool> change, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } lead || !change(lead))
        {
            return null;
        }

        unit.Leads.Update(lead);
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        return lead.ToSnapshot();
    }
}
