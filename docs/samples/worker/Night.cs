using CrmCore.Delivery;
using CrmCore.Persistence;
using CrmCore.Pools;

namespace WorkerSample;

/// <summary>How much one night did.</summary>
public sealed record NightResult(int Woken, int Protected, int Recycled, int Reminded, RelayRun Relayed);

// docs:begin worker-night
/// <summary>The work of one night. It may be repeated: nothing happens twice, and what a night left undone the next one does.</summary>
public sealed class Night(LeadScheduler leads, PoolCatalog pools, OutboxRelay relay, IOutbox outbox)
{
    private static readonly TimeSpan EventsAreKeptFor = TimeSpan.FromDays(90);

    public async Task<NightResult> RunAsync(DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        int woken = await leads.WakeAsync(asOf, cancellationToken).CountAsync(cancellationToken);
        int newlyProtected = await leads.ProtectAsync(pools.Default, asOf, cancellationToken).CountAsync(cancellationToken);
        int recycled = await leads.RecycleAsync(asOf, cancellationToken).CountAsync(e => e.Action == RecycleAction.Recycled, cancellationToken);
        int reminded = await leads.RemindAsync(asOf, cancellationToken).CountAsync(cancellationToken);
        RelayRun relayed = await relay.DrainAsync(cancellationToken);
        await outbox.PruneAsync(asOf - EventsAreKeptFor, cancellationToken);
        return new(woken, newlyProtected, recycled, reminded, relayed);
    }
}
// docs:end worker-night
