using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Finds the snapshot of one row: the most frequent query of all, and so compiled, once for each model.</summary>
internal static class RowById<TRow>
    where TRow : AggregateRow
{
    private static readonly ConditionalWeakTable<IModel, Func<DbContext, string, Guid, CancellationToken, Task<string?>>> Compiled = [];

    private static readonly string[] Filters = [TenantRows.Filter];

    public static Task<string?> JsonAsync(TenantRows tenant, Guid id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Compiled.GetValue(tenant.Context.Model, static _ => Compile())(tenant.Context, tenant.Tenant, id, cancellationToken);
    }

    private static Func<DbContext, string, Guid, CancellationToken, Task<string?>> Compile() => EF.CompileAsyncQuery(
        (DbContext context, string tenant, Guid id, CancellationToken _) =>
            context.Set<TRow>().IgnoreQueryFilters(Filters).Where(r => r.Tenant == tenant && r.Id == id).Select(r => (string?)r.Json).FirstOrDefault());
}
