using System.Runtime.CompilerServices;
using CrmCore.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Reads what is due and what people own, each by an index.</summary>
internal static class LeadDates
{
    /// <summary>The leads with a date that is not after an instant, those due longest first.</summary>
    /// <param name="tenant">The rows.</param>
    /// <param name="column">The property of the dates.</param>
    /// <param name="dateOf">The same date by the snapshot, to the tick.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static IAsyncEnumerable<LeadSnapshot> DueAsync(
        TenantRows tenant, string column, Func<LeadDue, DateTimeOffset?> dateOf, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        DateTime to = asOf.UtcDateTime;
        return RowPages.ReadAsync(
            tenant.Of<LeadRow>().Where(r => EF.Property<DateTime?>(r, column) <= to),
            new(column),
            null,
            json => LeadSnapshot.FromJson(json) is var lead && dateOf(LeadDue.Of(lead)) <= asOf ? lead : null,
            null,
            cancellationToken);
    }

    public static async Task<LeadLoad> LoadAsync(TenantRows tenant, UserId owner, CancellationToken cancellationToken)
    {
        string key = owner.Value;
        List<Count> counts = await Counts(tenant.Of<LeadRow>().Where(r => r.Owner == key)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return LoadOf(owner, counts);
    }

    public static async IAsyncEnumerable<LeadLoad> LoadsAsync(TenantRows tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Count> counts = await Counts(tenant.Of<LeadRow>().Where(r => r.Owner != null)).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (IGrouping<string, Count> ofOwner in counts.GroupBy(c => c.Owner!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return LoadOf(new(ofOwner.Key), ofOwner);
        }
    }

    private static IQueryable<Count> Counts(IQueryable<LeadRow> rows) =>
        rows.GroupBy(r => new { r.Owner, r.Status, r.IsLocked })
            .Select(g => new Count { Owner = g.Key.Owner, Status = g.Key.Status, IsLocked = g.Key.IsLocked, Leads = g.Count() });

    private static LeadLoad LoadOf(UserId owner, IEnumerable<Count> counts)
    {
        List<Count> own = [.. counts];
        return new(owner, own.GroupBy(c => c.Status).ToDictionary(g => g.Key, g => g.Sum(c => c.Leads)), own.Where(c => c.IsLocked && c.Status.IsOpen()).Sum(c => c.Leads));
    }

    private sealed class Count
    {
        public string? Owner { get; init; }

        public LeadStatus Status { get; init; }

        public bool IsLocked { get; init; }

        public int Leads { get; init; }
    }
}
