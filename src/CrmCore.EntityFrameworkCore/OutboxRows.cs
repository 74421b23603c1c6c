using System.Globalization;
using System.Runtime.CompilerServices;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// The outbox in rows. An event is taken by an update whose condition is judged by the database under the row's lock, which every provider does, so that of
/// several relays one gets it.
/// </summary>
internal static class OutboxRows
{
    private const int PageSize = 1000;
    private const int MaximumAttempts = 5;

    public static async Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(TenantRows tenant, OutboxLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        (DateTime now, DateTime until, string owner) = (lease.At.UtcDateTime, lease.Until.UtcDateTime, lease.Owner);
        while (true)
        {
            List<long> free = await Free(Heads(tenant), now).OrderBy(r => r.Position).Take(lease.Limit).Select(r => r.Position).ToListAsync(cancellationToken).ConfigureAwait(false);
            if (free.Count == 0)
            {
                return [];
            }

            int taken = await RetryAsync(
                () => Free(Pending(tenant), now).Where(r => free.Contains(r.Position))
                    .ExecuteUpdateAsync(s => s.SetProperty(r => r.LeaseOwner, owner).SetProperty(r => r.LeasedUntil, until), cancellationToken)).ConfigureAwait(false);
            if (taken > 0)
            {
                List<OutboxRow> rows = await Pending(tenant).Where(r => free.Contains(r.Position) && r.LeaseOwner == owner)
                    .OrderBy(r => r.Position).ToListAsync(cancellationToken).ConfigureAwait(false);
                return [.. rows.Select(r => new OutboxDelivery(r.Position, r.ToMessage(), owner, lease.Until, r.Failures))];
            }
        }
    }

    public static async Task<int> SettleAsync(TenantRows tenant, IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        int settled = 0;
        foreach (var alike in settlements.GroupBy(s => (s.Delivery.Owner, s.Verdict, s.Error, s.RetryAt)))
        {
            string owner = alike.Key.Owner;
            DateTime at = alike.Max(s => s.At).UtcDateTime;
            DateTime? settledAt = alike.Key.Verdict is OutboxVerdict.Delivered or OutboxVerdict.Dead ? at : null;
            DateTime? deadAt = alike.Key.Verdict == OutboxVerdict.Dead ? at : null;
            int failures = alike.Key.Verdict is OutboxVerdict.Failed or OutboxVerdict.Dead ? 1 : 0;
            DateTime? dueAt = alike.Key.RetryAt?.UtcDateTime;
            string? error = alike.Key.Error;
            foreach (OutboxSettlement[] some in alike.Chunk(PageSize))
            {
                List<long> positions = [.. some.Select(s => s.Delivery.Position)];
                settled += await RetryAsync(
                    () => Pending(tenant).Where(r => positions.Contains(r.Position) && r.LeaseOwner == owner)
                        .ExecuteUpdateAsync(
                            s => s.SetProperty(r => r.LeaseOwner, (string?)null)
                                .SetProperty(r => r.LeasedUntil, (DateTime?)null)
                                .SetProperty(r => r.SettledAt, settledAt)
                                .SetProperty(r => r.DeadAt, deadAt)
                                .SetProperty(r => r.Failures, r => r.Failures + failures)
                                .SetProperty(r => r.DueAt, r => failures == 0 ? r.DueAt : dueAt)
                                .SetProperty(r => r.Error, r => failures == 0 ? r.Error : error),
                            cancellationToken)).ConfigureAwait(false);
            }
        }

        return settled;
    }

    public static async IAsyncEnumerable<DeadLetter> DeadLettersAsync(TenantRows tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = long.MinValue;
        List<OutboxRow> page;
        do
        {
            page = await Dead(tenant).Where(r => r.Position > after).OrderBy(r => r.Position).Take(PageSize).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (OutboxRow row in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                after = row.Position;
                yield return new(row.ToMessage(), row.Error ?? "", row.Failures, new DateTimeOffset(row.DeadAt!.Value, TimeSpan.Zero));
            }
        }
        while (page.Count == PageSize);
    }

    public static async Task<bool> RedeliverAsync(TenantRows tenant, string eventId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventId);
        int slash = eventId.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !Guid.TryParse(eventId.AsSpan(0, slash), out Guid aggregate) || !long.TryParse(eventId.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
        {
            return false;
        }

        return await RetryAsync(
            () => Dead(tenant).Where(r => r.AggregateId == aggregate && r.Sequence == sequence)
                .ExecuteUpdateAsync(
                    s => s.SetProperty(r => r.SettledAt, (DateTime?)null)
                        .SetProperty(r => r.DeadAt, (DateTime?)null)
                        .SetProperty(r => r.DueAt, (DateTime?)null)
                        .SetProperty(r => r.Error, (string?)null)
                        .SetProperty(r => r.Failures, 0),
                    cancellationToken)).ConfigureAwait(false) > 0;
    }

    public static async Task<OutboxFigures> FiguresAsync(TenantRows tenant, CancellationToken cancellationToken)
    {
        var pending = await Pending(tenant).GroupBy(_ => 1).Select(g => new { Count = g.LongCount(), Oldest = g.Min(r => r.At) }).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        long dead = await Dead(tenant).LongCountAsync(cancellationToken).ConfigureAwait(false);
        return new(pending?.Count ?? 0, dead, pending is null ? null : new DateTimeOffset(DateTime.SpecifyKind(pending.Oldest, DateTimeKind.Utc)));
    }

    public static Task<int> PruneAsync(TenantRows tenant, DateTimeOffset deliveredBefore, CancellationToken cancellationToken)
    {
        DateTime before = deliveredBefore.UtcDateTime;
        return RetryAsync(() => tenant.Outbox().Where(r => r.SettledAt < before && r.DeadAt == null).ExecuteDeleteAsync(cancellationToken));
    }

    private static IQueryable<OutboxRow> Pending(TenantRows tenant) => tenant.Outbox().Where(r => r.SettledAt == null);

    private static IQueryable<OutboxRow> Dead(TenantRows tenant) => tenant.Outbox().Where(r => r.DeadAt != null);

    /// <summary>Of each aggregate the earliest event that is still to be delivered.</summary>
    private static IQueryable<OutboxRow> Heads(TenantRows tenant)
    {
        IQueryable<OutboxRow> pending = Pending(tenant);
        return pending.Where(r => !pending.Any(e => e.AggregateId == r.AggregateId && e.Sequence < r.Sequence));
    }

    private static IQueryable<OutboxRow> Free(IQueryable<OutboxRow> rows, DateTime now) =>
        rows.Where(r => (r.DueAt == null || r.DueAt <= now) && (r.LeasedUntil == null || r.LeasedUntil <= now));

    /// <summary>A statement that the database gave up in favour of another's (a deadlock, a serialization failure) has changed nothing and is tried again.</summary>
    private static async Task<int> RetryAsync(Func<Task<int>> statement)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await statement().ConfigureAwait(false);
            }
            catch (Exception failure) when (attempt < MaximumAttempts && StorageConflict.Is(failure))
            {
            }
        }
    }
}
