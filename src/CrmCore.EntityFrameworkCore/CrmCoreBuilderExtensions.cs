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
        builder.Services.TryAddScoped<ContextStore<TContext>>();
        builder.Services.TryAddScoped<IUnitOfWorkFactory>(s => s.GetRequiredService<ContextStore<TContext>>());
        builder.Services.TryAddScoped<ILeadReader>(s => s.GetRequiredService<ContextStore<TContext>>());
        builder.Services.TryAddScoped<ILeadLoadReader>(s => s.GetRequiredService<ContextStore<TContext>>());
        builder.Services.TryAddScoped<ILeadDueReader>(s => s.GetRequiredService<ContextStore<TContext>>());
        builder.Services.TryAddScoped<IOpportunityReader>(s => s.GetRequiredService<ContextStore<TContext>>());
        builder.Services.TryAddScoped<ICustomerReader>(s => s.GetRequiredService<ContextStore<TContext>>());
        builder.Services.TryAddScoped<IOutbox>(s => s.GetRequiredService<ContextStore<TContext>>());
        return builder;
    }

    /// <summary>Stores everything in one SQLite file, which is opened, and created where it is absent, when storage is first used. The storage chosen first holds.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file; see <see cref="SqliteStore.Open"/>.</param>
    public static CrmCoreBuilder UseSqliteFile(this CrmCoreBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        builder.Services.TryAddSingleton(_ => SqliteStore.Open(path));
        builder.Services.TryAddSingleton<IUnitOfWorkFactory>(s => s.GetRequiredService<SqliteStore>());
        builder.Services.TryAddSingleton<ILeadReader>(s => s.GetRequiredService<SqliteStore>());
        builder.Services.TryAddSingleton<ILeadLoadReader>(s => s.GetRequiredService<SqliteStore>());
        builder.Services.TryAddSingleton<ILeadDueReader>(s => s.GetRequiredService<SqliteStore>());
        builder.Services.TryAddSingleton<IOpportunityReader>(s => s.GetRequiredService<SqliteStore>());
        builder.Services.TryAddSingleton<ICustomerReader>(s => s.GetRequiredService<SqliteStore>());
        builder.Services.TryAddSingleton<IOutbox>(s => s.GetRequiredService<SqliteStore>());
        return builder;
    }
}
