using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// A context with the tables of CrmCore and nothing else, for hosts that keep them in a database of their own. Its queries see the rows of one tenant only, unless they
/// say <see cref="EntityFrameworkQueryableExtensions.IgnoreQueryFilters{TEntity}(IQueryable{TEntity})"/>.
/// </summary>
/// <param name="options">The provider and its settings.</param>
/// <param name="tenants">Tells whose rows the queries see; null for a host with only one tenant. It is asked once, by the first query.</param>
public sealed class CrmDbContext(DbContextOptions<CrmDbContext> options, ITenantAccessor? tenants = null) : DbContext(options)
{
    private string? _tenant;

    private string Tenant => _tenant ??= (tenants ?? FixedTenant.Single).Current.Value;

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.AddCrmCore();
        modelBuilder.Entity<LeadRow>().HasQueryFilter(TenantRows.Filter, r => r.Tenant == Tenant);
        modelBuilder.Entity<OpportunityRow>().HasQueryFilter(TenantRows.Filter, r => r.Tenant == Tenant);
        modelBuilder.Entity<AccountRow>().HasQueryFilter(TenantRows.Filter, r => r.Tenant == Tenant);
        modelBuilder.Entity<ContactRow>().HasQueryFilter(TenantRows.Filter, r => r.Tenant == Tenant);
        modelBuilder.Entity<OwnerLedgerRow>().HasQueryFilter(TenantRows.Filter, r => r.Tenant == Tenant);
        modelBuilder.Entity<OutboxRow>().HasQueryFilter(TenantRows.Filter, r => r.Tenant == Tenant);
        modelBuilder.Entity<InboxRow>().HasQueryFilter(TenantRows.Filter, r => r.Tenant == Tenant);
        modelBuilder.Entity<DefinitionRow>().HasQueryFilter(TenantRows.Filter, r => r.Tenant == Tenant);
    }
}
