using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>The order rows are read in: by id, or by a column of instants and then by id.</summary>
/// <param name="Instant">The property of the instants; null for the order of ids.</param>
/// <param name="IsDescending">Whether it is turned round.</param>
internal sealed record RowOrder(string? Instant = null, bool IsDescending = false)
{
    public static RowOrder ById { get; } = new();

    /// <summary>The rows behind a mark, in this order.</summary>
    public IQueryable<TRow> Sort<TRow>(IQueryable<TRow> rows, RowMark? after)
        where TRow : AggregateRow
    {
        if (Instant is not { } instant)
        {
            return IsDescending
                ? (after is { Id: var below } ? rows.Where(r => r.Id < below) : rows).OrderByDescending(r => r.Id)
                : (after is { Id: var above } ? rows.Where(r => r.Id > above) : rows).OrderBy(r => r.Id);
        }

        if (after is not { Id: var id, At: var at })
        {
            return IsDescending
                ? rows.OrderByDescending(r => EF.Property<DateTime?>(r, instant)).ThenByDescending(r => r.Id)
                : rows.OrderBy(r => EF.Property<DateTime?>(r, instant)).ThenBy(r => r.Id);
        }

        // One bound on the instant alone first: databases find their place in the index by it.
        return IsDescending
            ? rows.Where(r => EF.Property<DateTime?>(r, instant) <= at && (EF.Property<DateTime?>(r, instant) < at || r.Id < id))
                .OrderByDescending(r => EF.Property<DateTime?>(r, instant)).ThenByDescending(r => r.Id)
            : rows.Where(r => EF.Property<DateTime?>(r, instant) >= at && (EF.Property<DateTime?>(r, instant) > at || r.Id > id))
                .OrderBy(r => EF.Property<DateTime?>(r, instant)).ThenBy(r => r.Id);
    }
}

/// <summary>A row's place in an order.</summary>
internal readonly record struct RowMark(DateTime? At, Guid Id);

/// <summary>
/// Reads rows page by page, each from where the last page ended: memory does not grow with the table, and nothing stays open between two pages, so that
/// others, and the same context, can write meanwhile.
/// </summary>
internal static class RowPages
{
    private const int Size = 1000;

    /// <summary>Streams what is read of the rows' snapshots; a row of which nothing is read is passed over.</summary>
    public static async IAsyncEnumerable<T> ReadAsync<TRow, T>(
        IQueryable<TRow> rows, RowOrder order, RowMark? after, Func<string, T?> read, int? limit, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRow : AggregateRow
        where T : class
    {
        int left = limit ?? int.MaxValue;
        while (left > 0)
        {
            int size = Math.Min(left, Size);
            List<Page> page = await Select(order.Sort(rows, after), order.Instant).Take(size).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (Page row in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                after = new(row.At, row.Id);
                if (read(row.Json) is { } item)
                {
                    left--;
                    yield return item;
                }
            }

            if (page.Count < size)
            {
                yield break;
            }
        }
    }

    private static IQueryable<Page> Select<TRow>(IQueryable<TRow> rows, string? instant)
        where TRow : AggregateRow => instant is null
        ? rows.Select(r => new Page { Id = r.Id, Json = r.Json })
        : rows.Select(r => new Page { Id = r.Id, Json = r.Json, At = EF.Property<DateTime?>(r, instant) });

    private sealed class Page
    {
        public DateTime? At { get; init; }

        public Guid Id { get; init; }

        public string Json { get; init; } = "";
    }
}
