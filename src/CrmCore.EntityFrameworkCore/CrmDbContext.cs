using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>A context with the tables of CrmCore and nothing else, for hosts that keep them in a database of their own.</summary>
/// <param name="options">The provider and its settings.</param>
public sealed class CrmDbContext(DbContextOptions<CrmDbContext> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddCrmCore();
}
