using CrmCore.Customers;
using CrmCore.EntityFrameworkCore;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses Entity Framework Core as the storage of CrmCore.</summary>
public static class CrmCoreBuilderExtensions
{
    /// <summary>
    /// Stores everything through the host's own context, one for each scope. A commit is one <see cref="DbContext.SaveChangesAsync(CancellationToken)"/> of it:
    /// what the host changed in the context is written with it, in the transaction that the host began, if any. The context's model must have called
    /// <see cref="CrmCoreModelBuilderExtensions.AddCrmCore"/>. The storage chosen first holds.
    /// </summary>
    /// <typeparam name="TContext">The context, which the host registers, for example by <c>AddDbContext</c>.</typeparam>
    public static CrmCoreBuilder UseEntityFrameworkCore<TContext>(this CrmCoreBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped(s => new ContextStore<TContext>(s.GetRequiredService<TContext>(), s.GetService<ITenantAccessor>()));
        return builder.UseStore<ContextStore<TContext>>(ServiceLifetime.Scoped);
    }

    /// <summary>Stores everything in one SQLite file, which is opened, and created where it is absent, when storage is first used. The storage chosen first holds.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file; see <see cref="SqliteStore.Open"/>.</param>
    public static CrmCoreBuilder UseSqliteFile(this CrmCoreBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        builder.Services.TryAddSingleton(s => SqliteStore.Open(path, s.GetService<ITenantAccessor>()));
        return builder.UseStore<SqliteStore>(ServiceLifetime.Singleton);
    }

    /// <summary>Registers every port on a store; those that are registered already stay.</summary>
    internal static CrmCoreBuilder UseStore<TStore>(this CrmCoreBuilder builder, ServiceLifetime lifetime)
        where TStore : RelationalStore
    {
        Type[] ports =
        [
            typeof(IUnitOfWorkFactory), typeof(ILeadReader), typeof(ILeadLoadReader), typeof(ILeadDueReader), typeof(IOpportunityReader), typeof(ICustomerReader), typeof(IDefinitionStore),
            typeof(IOutbox),
        ];
        builder.Services.TryAdd(ports.Select(p => new ServiceDescriptor(p, s => s.GetRequiredService<TStore>(), lifetime)));
        return builder;
    }
}
