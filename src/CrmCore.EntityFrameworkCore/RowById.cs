using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Finds the snapshot of one row, the most frequent query of all.</summary>
internal static class RowById<TRow>
    where TRow : AggregateRow
{
    public static Task<string?> JsonAsync(TenantRows tenant, Guid id, CancellationToken cancellationToken) =>
        tenant.Of<TRow>().Where(r => r.Id == id).Select(r => (string?)r.Json).FirstOrDefaultAsync(cancellationToken);
}
