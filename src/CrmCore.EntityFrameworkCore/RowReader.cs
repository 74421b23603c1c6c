using System.Runtime.CompilerServices;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// The queries of the readers. What the columns narrow down is judged again on the snapshots, which are exact where a database keeps instants to the microsecond.
/// </summary>
internal static class RowReader
{
    private const int OutboxPage = 1000;

    public static IAsyncEnumerable<LeadSnapshot> LeadsAsync(TenantRows tenant, LeadQuery query, CancellationToken cancellationToken)
    {
        IQueryable<LeadRow> rows = tenant.Of<LeadRow>();
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

        if (query.CapturedFrom?.UtcDateTime is { } capturedFrom)
        {
            rows = rows.Where(r => r.CapturedAt >= capturedFrom);
        }

        if (query.CapturedBefore?.UtcDateTime is { } capturedBefore)
        {
            rows = rows.Where(r => r.CapturedAt <= capturedBefore);
        }

        if (query.ChangedFrom?.UtcDateTime is { } changedFrom)
        {
            rows = rows.Where(r => r.ChangedAt >= changedFrom);
        }

        string? instant = query.Order switch { LeadOrder.CapturedAt => nameof(LeadRow.CapturedAt), LeadOrder.ChangedAt => nameof(LeadRow.ChangedAt), _ => null };
        return RowPages.ReadAsync(
            rows, new(instant, query.IsDescending), Mark(instant, query.After?.Value, query.AfterAt), Reading(LeadSnapshot.FromJson, query.Wants), Checked(query.Limit), cancellationToken);
    }

    /// <summary>The leads with an owner to whom no pool's rules were applied.</summary>
    public static IAsyncEnumerable<LeadSnapshot> UnprotectedAsync(TenantRows tenant, CancellationToken cancellationToken) =>
        RowPages.ReadAsync(tenant.Of<LeadRow>().Where(r => r.IsUnprotected), RowOrder.ById, null, LeadSnapshot.FromJson, null, cancellationToken);

    public static IAsyncEnumerable<OpportunitySnapshot> OpportunitiesAsync(TenantRows tenant, OpportunityQuery query, CancellationToken cancellationToken)
    {
        string? instant = query.Order switch
        {
            OpportunityOrder.CreatedAt => nameof(OpportunityRow.CreatedAt),
            OpportunityOrder.ChangedAt => nameof(OpportunityRow.ChangedAt),
            OpportunityOrder.StageEnteredAt => nameof(OpportunityRow.StageEnteredAt),
            _ => null,
        };
        return RowPages.ReadAsync(
            Wanted(tenant.Of<OpportunityRow>(), query),
            new(instant, query.IsDescending),
            Mark(instant, query.After?.Value, query.AfterAt),
            Reading(OpportunitySnapshot.FromJson, query.Wants),
            Checked(query.Limit),
            cancellationToken);
    }

    /// <summary>The opportunities that had been created by an instant, as they stood then.</summary>
    public static IAsyncEnumerable<PastState> AsOfAsync(TenantRows tenant, DateTimeOffset instant, OpportunityId? after, CancellationToken cancellationToken)
    {
        DateTime at = instant.UtcDateTime;
        return RowPages.ReadAsync(
            tenant.Of<OpportunityRow>().Where(r => r.CreatedAt <= at), RowOrder.ById, Mark(null, after?.Value, null), StateOf, null, cancellationToken);

        PastState? StateOf(string json)
        {
            OpportunitySnapshot now = OpportunitySnapshot.FromJson(json);
            return OpportunityHistory.AsOf(now.History, instant) is { } then ? new(now, then) : null;
        }
    }

    public static IAsyncEnumerable<AccountSnapshot> AccountsAsync(TenantRows tenant, CancellationToken cancellationToken) =>
        RowPages.ReadAsync(tenant.Of<AccountRow>(), RowOrder.ById, null, AccountSnapshot.FromJson, null, cancellationToken);

    public static IAsyncEnumerable<ContactSnapshot> ContactsAsync(TenantRows tenant, CancellationToken cancellationToken) =>
        RowPages.ReadAsync(tenant.Of<ContactRow>(), RowOrder.ById, null, ContactSnapshot.FromJson, null, cancellationToken);

    /// <summary>The events in the order of their positions.</summary>
    public static async IAsyncEnumerable<OutboxMessage> OutboxAsync(TenantRows tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = long.MinValue;
        List<OutboxRow> page;
        do
        {
            page = await tenant.Outbox().Where(r => r.Position > after).OrderBy(r => r.Position).Take(OutboxPage).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (OutboxRow row in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                after = row.Position;
                yield return row.ToMessage();
            }
        }
        while (page.Count == OutboxPage);
    }

    private static IQueryable<OpportunityRow> Wanted(IQueryable<OpportunityRow> rows, OpportunityQuery query)
    {
        if (query.Kinds is { } wanted)
        {
            List<StageKind> kinds = [.. wanted];
            rows = rows.Where(r => kinds.Contains(r.StageKind));
        }

        if (query.Pipeline is { } pipeline)
        {
            rows = rows.Where(r => r.Pipeline == pipeline);
        }

        if (query.Stage is { } stage)
        {
            rows = rows.Where(r => r.Stage == stage);
        }

        if (query.Owner?.Value is { } owner)
        {
            rows = rows.Where(r => r.Owner == owner);
        }

        if (query.Account?.Value is { } account)
        {
            rows = rows.Where(r => r.AccountId == account);
        }

        if (query.Contact?.Value is { } contact)
        {
            rows = rows.Where(r => r.ContactId == contact);
        }

        if (query.SourceLead?.Value is { } lead)
        {
            rows = rows.Where(r => r.SourceLeadId == lead);
        }

        if (query.ClosesFrom is { } closesFrom)
        {
            rows = rows.Where(r => r.CloseDate >= closesFrom);
        }

        if (query.ClosesBefore is { } closesBefore)
        {
            rows = rows.Where(r => r.CloseDate < closesBefore);
        }

        if (query.ChangedFrom?.UtcDateTime is { } changedFrom)
        {
            rows = rows.Where(r => r.ChangedAt >= changedFrom);
        }

        return rows;
    }

    private static Func<string, TSnapshot?> Reading<TSnapshot>(Func<string, TSnapshot> read, Func<TSnapshot, bool> wants)
        where TSnapshot : class => json => read(json) is var snapshot && wants(snapshot) ? snapshot : null;

    private static RowMark? Mark(string? instant, Guid? after, DateTimeOffset? afterAt) => after switch
    {
        null => null,
        { } when instant is not null && afterAt is null =>
            throw new ArgumentException("The query names what to read on after, but not its instant, which its order goes by.", nameof(after)),
        { } id => new(afterAt?.UtcDateTime, id),
    };

    private static int? Checked(int? limit) => limit < 0 ? throw new ArgumentException("A limit can't be negative.", nameof(limit)) : limit;
}
