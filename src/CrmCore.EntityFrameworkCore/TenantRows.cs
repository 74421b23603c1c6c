using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>The rows of one tenant in a context: the only way by which this package queries, so that no query can forget whose data it reads.</summary>
internal sealed record TenantRows(DbContext Context, string Tenant)
{
    /// <summary>The name of the filter that <see cref="CrmDbContext"/> puts on the queries of hosts; here the tenant is named in the query itself.</summary>
    public const string Filter = "CrmCore.Tenant";

    private static readonly string[] Filters = [Filter];

    /// <summary>The tenant; an accessor that gives none is refused here, before anything is read or written.</summary>
    public string Tenant { get; } = Tenant is { Length: > 0 } ? Tenant : throw new ArgumentException("The tenant accessor gave no tenant.", nameof(Tenant));

    public IQueryable<TRow> Of<TRow>()
        where TRow : AggregateRow => Context.Set<TRow>().AsNoTracking().IgnoreQueryFilters(Filters).Where(r => r.Tenant == Tenant);

    public IQueryable<OutboxRow> Outbox() => Context.Set<OutboxRow>().AsNoTracking().IgnoreQueryFilters(Filters).Where(r => r.Tenant == Tenant);

    public IQueryable<DefinitionRow> Definitions() => Context.Set<DefinitionRow>().AsNoTracking().IgnoreQueryFilters(Filters).Where(r => r.Tenant == Tenant);
}
