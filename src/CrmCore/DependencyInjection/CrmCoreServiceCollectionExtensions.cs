using CrmCore.Conversion;
using CrmCore.Conversion.Policies;
using CrmCore.Pools;
using CrmCore.Probabilities;
using CrmCore.Qualification;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds CrmCore to a host's services.</summary>
public static class CrmCoreServiceCollectionExtensions
{
    /// <summary>
    /// Adds the services of CrmCore. Storage is chosen in <paramref name="configure"/>, or by registering an
    /// <see cref="CrmCore.Persistence.IUnitOfWorkFactory"/> and the readers. Calling it twice adds nothing twice; the first catalog of pipelines holds.
    /// </summary>
    public static IServiceCollection AddCrmCore(this IServiceCollection services, Action<CrmCoreBuilder>? configure = null)
    {
        Guard.Against.Null(services);
        CrmCoreBuilder builder = new(services);
        configure?.Invoke(builder);
        services.TryAddSingleton(builder.Catalog);
        services.TryAddSingleton(ReadyPolicies.Default);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IWinProbabilityCalculator, StageDefaultCalculator>();
        services.TryAddSingleton(ConversionPolicy.Default);
        services.TryAddTransient<ConversionService>();
        services.TryAddTransient<CrmCore.Conversion.Reverting.ConversionRevertService>();
        services.TryAddSingleton(new PoolCatalog(Pool.Default));
        services.TryAddTransient<PoolService>();
        services.TryAddTransient<CrmCore.Merging.LeadMergeService>();
        services.TryAddTransient<CrmCore.Privacy.PersonalDataService>();
        services.TryAddTransient<TransferService>();
        services.TryAddTransient<LeadScheduler>();
        services.TryAddTransient<CrmCore.Assignment.AssignmentService>();
        services.TryAddSingleton(CrmCore.Delivery.RelayOptions.Default);
        services.TryAddTransient<CrmCore.Delivery.OutboxRelay>();
        services.TryAddTransient<CrmCore.Delivery.Inbox>();
        return services;
    }
}
