using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Pools;

/// <summary>
/// Does what is due by a date: recycles leads into their pools, reminds owners, wakes nurtured leads, and puts leads that were never under any pool's rules
/// under them. The leads are read and judged again in batches, each one commit; where somebody writes one of them meanwhile, that batch is done lead by lead.
/// A run can be stopped anywhere, repeated, or run twice at once, and nothing happens twice. Thread-safe where its storage is.
/// </summary>
public sealed class LeadScheduler
{
    /// <summary>How many leads share a commit where nothing else is said.</summary>
    public const int DefaultBatchSize = 200;

    private readonly LeadBatches _batches;
    private readonly ILeadDueReader _due;
    private readonly IOpportunityReader _opportunities;
    private readonly PoolCatalog _pools;

    /// <summary>A scheduler on some storage.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="due">Reads what is due.</param>
    /// <param name="opportunities">Reads the opportunities of a lead.</param>
    /// <param name="pools">The pools.</param>
    /// <param name="batchSize">How many leads share a commit, from 1; the more, the faster, and the more is done again lead by lead where somebody else writes one.</param>
    /// <exception cref="ArgumentException">The batch size is below 1.</exception>
    public LeadScheduler(IUnitOfWorkFactory storage, ILeadDueReader due, IOpportunityReader opportunities, PoolCatalog pools, int batchSize = DefaultBatchSize)
    {
        _batches = new(Guard.Against.Null(storage), Guard.Against.NegativeOrZero(batchSize));
        _due = Guard.Against.Null(due);
        _opportunities = Guard.Against.Null(opportunities);
        _pools = Guard.Against.Null(pools);
    }

    /// <summary>Recycles what is due, and tells of each lead what was done and by which rule, clock and date, once it is committed.</summary>
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

    private IAsyncEnumerable<RecycleEntry> RecycleAsync(DateTimeOffset asOf, bool writes, CancellationToken cancellationToken) => _batches.RunAsync(
        _due.ReadRecycleDueAsync(asOf, cancellationToken),
        (unit, id, token) => StageRecycleAsync(unit, id, asOf, writes, token),
        cancellationToken);

    private async Task<RecycleEntry?> StageRecycleAsync(IUnitOfWork unit, LeadId id, DateTimeOffset asOf, bool writes, CancellationToken cancellationToken)
    {
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

    private IAsyncEnumerable<LeadSnapshot> ChangeAsync(IAsyncEnumerable<LeadSnapshot> due, Func<Lead, bool> change, CancellationToken cancellationToken) =>
        _batches.RunAsync(due, (unit, id, token) => StageChangeAsync(unit, id, change, token), cancellationToken).Select(lead => lead.ToSnapshot());

    private static async Task<Lead?> StageChangeAsync(IUnitOfWork unit, LeadId id, Func<Lead, bool> change, CancellationToken cancellationToken)
    {
        if (await unit.Leads.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } lead || !change(lead))
        {
            return null;
        }

        unit.Leads.Update(lead);
        return lead;
    }
}
