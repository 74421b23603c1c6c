using Microsoft.EntityFrameworkCore;

namespace MinimalApi;

// docs:begin api-context
/// <summary>The host's own context: its own tables, and those of CrmCore beside them.</summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddCrmCore();
}
// docs:end api-context
