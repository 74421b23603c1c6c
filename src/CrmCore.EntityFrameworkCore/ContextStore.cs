using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>The ports on a host's own context. Like the context it belongs to one scope and one thread at a time.</summary>
internal sealed class ContextStore<TContext>(TContext context, ITenantAccessor? tenants = null) : RelationalStore(tenants)
    where TContext : DbContext
{
    private protected override bool OwnsContexts => false;

    private protected override DbContext Rent() => context;
}
