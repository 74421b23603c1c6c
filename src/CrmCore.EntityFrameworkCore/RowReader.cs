using System.Runtime.CompilerServices;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// Reads rows in the order of their ids, page by page from where the last page ended: memory does not grow with the table, and nothing stays open
/// between two pages, so that others, and the same context, can write meanwhile.
/// </summary>
internal static class RowReader
{
    private const int PageSize = 1000;

    public static IAsyncEnumerable<LeadSnapshot> LeadsAsync(DbContext context, LeadQuery? query, CancellationToken cancellationToken)
    {
        query ??= new();
        IQueryable<LeadRow> rows = context.Set<LeadRow>();
        if (query.Statuses is { } wanted)
        {
            List<LeadStatus> statuses = [.. wanted];
            rows = rows.Where(r => statuses.Contains(r.Status));
        }

        if (query.Owner?.Value is { } owner)
        {
            rows = rows.Where(r => r.Owner == owner);
        }

        if (query.Pool?.Value is { } pool)
        {
            rows = rows.Where(r => r.Pool == pool);
        }

        return PagesAsync(rows, LeadSnapshot.FromJson, query.After?.Value, query.Limit, cancellationToken);
    }

    /// <summary>The leads with an owner to whom no pool's rules were applied.</summary>
    public static IAsyncEnumerable<LeadSnapshot> UnprotectedAsync(DbContext context, CancellationToken cancellationToken) =>
        PagesAsync(context.Set<LeadRow>().Where(r => r.IsUnprotected), LeadSnapshot.FromJson, null, null, cancellationToken);

    public static IAsyncEnumerable<OpportunitySnapshot> OpportunitiesAsync(DbContext context, OpportunityQuery? query, CancellationToken cancellationToken)
    {
        query ??= new();
        IQueryable<OpportunityRow> rows = context.Set<OpportunityRow>();
        if (query.Kinds is { } wanted)
        {
            List<StageKind> kinds = [.. wanted];
            rows = rows.Where(r => kinds.Contains(r.StageKind));
        }

        if (query.Stage is { } stage)
        {
            rows = rows.Where(r => r.Stage == stage);
        }

        if (query.Owner?.Value is { } owner)
        {
            rows = rows.Where(r => r.Owner == owner);
        }

        if (query.SourceLead?.Value is { } lead)
        {
            rows = rows.Where(r => r.SourceLeadId == lead);
        }

        return PagesAsync(rows, OpportunitySnapshot.FromJson, query.After?.Value, query.Limit, cancellationToken);
    }

    public static IAsyncEnumerable<AccountSnapshot> AccountsAsync(DbContext context, CancellationToken cancellationToken) =>
        PagesAsync(context.Set<AccountRow>(), AccountSnapshot.FromJson, null, null, cancellationToken);

    public static IAsyncEnumerable<ContactSnapshot> ContactsAsync(DbContext context, CancellationToken cancellationToken) =>
        PagesAsync(context.Set<ContactRow>(), ContactSnapshot.FromJson, null, null, cancellationToken);

    /// <summary>The events after a position, in the order of the commits.</summary>
    public static async IAsyncEnumerable<OutboxMessage> OutboxAsync(DbContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = long.MinValue;
        List<OutboxRow> page;
        do
        {
            page = await context.Set<OutboxRow>().AsNoTracking().Where(r => r.Position > after).OrderBy(r => r.Position).Take(PageSize)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (OutboxRow row in page)
            {
                after = row.Position;
                yield return row.ToMessage();
            }
        }
        while (page.Count == PageSize);
    }

    private static async IAsyncEnumerable<TSnapshot> PagesAsync<TRow, TSnapshot>(
        IQueryable<TRow> rows, Func<string, TSnapshot> read, Guid? after, int? limit, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRow : AggregateRow
    {
        int left = limit ?? int.MaxValue;
        while (left > 0)
        {
            IQueryable<TRow> rest = after is { } last ? rows.Where(r => r.Id > last) : rows;
            int size = Math.Min(left, PageSize);
            var page = await rest.OrderBy(r => r.Id).Take(size).Select(r => new { r.Id, r.Json }).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var row in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                after = row.Id;
                yield return read(row.Json);
            }

            left = page.Count < size ? 0 : left - size;
        }
    }
}
