using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using CrmCore.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Reads what is due and what people own, each by an index. Due leads come page by page, so that others can write between two pages.</summary>
internal static class LeadDates
{
    private const int PageSize = 1000;

    public static IAsyncEnumerable<LeadSnapshot> RecycleAsync(DbContext context, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        DueAsync(
            context,
            (from, fromId, to) => r => r.RecycleAt <= to && r.RecycleAt >= from && (r.RecycleAt > from || r.Id > fromId),
            r => new Dated { At = r.RecycleAt, Id = r.Id, Json = r.Json },
            asOf,
            cancellationToken);

    public static IAsyncEnumerable<LeadSnapshot> RemindAsync(DbContext context, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        DueAsync(
            context,
            (from, fromId, to) => r => r.RemindAt <= to && r.RemindAt >= from && (r.RemindAt > from || r.Id > fromId),
            r => new Dated { At = r.RemindAt, Id = r.Id, Json = r.Json },
            asOf,
            cancellationToken);

    public static IAsyncEnumerable<LeadSnapshot> WakeAsync(DbContext context, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        DueAsync(
            context,
            (from, fromId, to) => r => r.WakeAt <= to && r.WakeAt >= from && (r.WakeAt > from || r.Id > fromId),
            r => new Dated { At = r.WakeAt, Id = r.Id, Json = r.Json },
            asOf,
            cancellationToken);

    public static IAsyncEnumerable<LeadSnapshot> NextStepAsync(DbContext context, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        DueAsync(
            context,
            (from, fromId, to) => r => r.NextStepAt <= to && r.NextStepAt >= from && (r.NextStepAt > from || r.Id > fromId),
            r => new Dated { At = r.NextStepAt, Id = r.Id, Json = r.Json },
            asOf,
            cancellationToken);

    public static async Task<LeadLoad> LoadAsync(DbContext context, UserId owner, CancellationToken cancellationToken)
    {
        string key = owner.Value;
        List<Count> counts = await Counts(context.Set<LeadRow>().Where(r => r.Owner == key)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return LoadOf(owner, counts);
    }

    public static async IAsyncEnumerable<LeadLoad> LoadsAsync(DbContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Count> counts = await Counts(context.Set<LeadRow>().Where(r => r.Owner != null)).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (IGrouping<string, Count> ofOwner in counts.GroupBy(c => c.Owner!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            yield return LoadOf(new(ofOwner.Key), ofOwner);
        }
    }

    private static IQueryable<Count> Counts(IQueryable<LeadRow> rows) =>
        rows.GroupBy(r => new { r.Owner, r.Status, r.IsLocked })
            .Select(g => new Count { Owner = g.Key.Owner, Status = g.Key.Status, IsLocked = g.Key.IsLocked, Leads = g.Count() });

    private static LeadLoad LoadOf(UserId owner, IEnumerable<Count> counts)
    {
        List<Count> own = [.. counts];
        return new(owner, own.GroupBy(c => c.Status).ToDictionary(g => g.Key, g => g.Sum(c => c.Leads)), own.Where(c => c.IsLocked).Sum(c => c.Leads));
    }

    private static async IAsyncEnumerable<LeadSnapshot> DueAsync(
        DbContext context,
        Func<DateTime, Guid, DateTime, Expression<Func<LeadRow, bool>>> within,
        Expression<Func<LeadRow, Dated>> read,
        DateTimeOffset asOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTime from = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
        Guid fromId = Guid.Empty;
        List<Dated> page;
        do
        {
            page = await context.Set<LeadRow>().AsNoTracking().Where(within(from, fromId, asOf.UtcDateTime)).Select(read)
                .OrderBy(r => r.At).ThenBy(r => r.Id).Take(PageSize).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (Dated row in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                (from, fromId) = (row.At!.Value, row.Id);
                yield return LeadSnapshot.FromJson(row.Json);
            }
        }
        while (page.Count == PageSize);
    }

    private sealed class Dated
    {
        public DateTime? At { get; init; }

        public Guid Id { get; init; }

        public string Json { get; init; } = "";
    }

    private sealed class Count
    {
        public string? Owner { get; init; }

        public LeadStatus Status { get; init; }

        public bool IsLocked { get; init; }

        public int Leads { get; init; }
    }
}
