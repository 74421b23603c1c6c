using CrmCore.Persistence;
using CrmCore.PostgreSql;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses PostgreSQL as the storage of CrmCore.</summary>
public static class CrmCorePostgreSqlExtensions
{
    /// <summary>
    /// Stores everything in a PostgreSQL database, which is opened when storage is first used. A host with a context of its own on PostgreSQL needs this package not, but
    /// <see cref="CrmCoreBuilderExtensions.UseEntityFrameworkCore"/>. The storage chosen first holds.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">The database; see <see cref="PostgreSqlStore.Open"/>.</param>
    public static CrmCoreBuilder UsePostgreSql(this CrmCoreBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        builder.Services.TryAddSingleton(s => PostgreSqlStore.Open(connectionString, s.GetService<ITenantAccessor>()));
        return builder.UseStore<PostgreSqlStore>(ServiceLifetime.Singleton);
    }
}
