using System.Diagnostics.CodeAnalysis;
using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Policies;
using CrmCore.InMemory;
using CrmCore.Pipelines;
using CrmCore.Qualification;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures CrmCore in a host. What is not chosen has a default: the solution-sale pipeline, the default policy, the system's clock.</summary>
public sealed class CrmCoreBuilder
{
    private readonly List<Pipeline> _pipelines = [];

    internal CrmCoreBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services, for adapters.</summary>
    public IServiceCollection Services { get; }

    internal PipelineCatalog Catalog => new(_pipelines.Count == 0 ? [ReadyPipelines.SolutionSale] : _pipelines);

    /// <summary>Adds a pipeline; the first one is the default. A pipeline that is there already is not added twice.</summary>
    public CrmCoreBuilder UsePipeline(Pipeline pipeline)
    {
        if (!_pipelines.Contains(Guard.Against.Null(pipeline)))
        {
            _pipelines.Add(pipeline);
        }

        return this;
    }

    /// <summary>Chooses the policy that says which leads are qualified.</summary>
    public CrmCoreBuilder UseQualification(QualificationPolicy policy)
    {
        Services.Replace(ServiceDescriptor.Singleton(Guard.Against.Null(policy)));
        return this;
    }

    /// <summary>Chooses the policy that says what a conversion may do.</summary>
    public CrmCoreBuilder UseConversion(ConversionPolicy policy)
    {
        Services.Replace(ServiceDescriptor.Singleton(Guard.Against.Null(policy)));
        return this;
    }

    /// <summary>Lets the capacities of the lead pools limit whom a conversion gives an opportunity to. A host's own <see cref="IOwnerCapacity"/> is registered instead.</summary>
    public CrmCoreBuilder UsePoolCapacity()
    {
        Services.Replace(ServiceDescriptor.Transient<IOwnerCapacity, PoolCapacity>());
        return this;
    }

    /// <summary>Chooses the lead pools; the first is the default one.</summary>
    public CrmCoreBuilder UsePools(params IEnumerable<CrmCore.Pools.Pool> pools)
    {
        Services.Replace(ServiceDescriptor.Singleton(new CrmCore.Pools.PoolCatalog(pools)));
        return this;
    }

    /// <summary>
    /// Chooses who tells storage whose data it works on; without it a host has one tenant. There is one instance, which looks up the request or job at hand each time it is asked.
    /// </summary>
    /// <typeparam name="TAccessor">The host's accessor.</typeparam>
    public CrmCoreBuilder UseTenants<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAccessor>()
        where TAccessor : class, CrmCore.Persistence.ITenantAccessor
    {
        Services.Replace(ServiceDescriptor.Singleton<CrmCore.Persistence.ITenantAccessor, TAccessor>());
        return this;
    }

    /// <summary>Adds a handler of events, made anew for each scope that a relay runs in. Handlers are called in the order they were added.</summary>
    /// <typeparam name="THandler">The handler.</typeparam>
    public CrmCoreBuilder AddEventHandler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class, CrmCore.Delivery.IDomainEventHandler
    {
        Services.TryAddEnumerable(ServiceDescriptor.Scoped<CrmCore.Delivery.IDomainEventHandler, THandler>());
        return this;
    }

    /// <summary>Chooses how relays work.</summary>
    public CrmCoreBuilder UseRelay(CrmCore.Delivery.RelayOptions options)
    {
        Services.Replace(ServiceDescriptor.Singleton(Guard.Against.Null(options)));
        return this;
    }

    /// <summary>Stores everything in memory, in one store for the whole host.</summary>
    public CrmCoreBuilder UseInMemoryStorage()
    {
        Services.TryAddSingleton(s => new InMemoryStore(s.GetService<CrmCore.Persistence.ITenantAccessor>()));
        Services.TryAddSingleton<CrmCore.Persistence.IUnitOfWorkFactory>(s => s.GetRequiredService<InMemoryStore>());
        Services.TryAddSingleton<CrmCore.Leads.ILeadReader>(s => s.GetRequiredService<InMemoryStore>());
        Services.TryAddSingleton<CrmCore.Leads.ILeadLoadReader>(s => s.GetRequiredService<InMemoryStore>());
        Services.TryAddSingleton<CrmCore.Leads.ILeadDueReader>(s => s.GetRequiredService<InMemoryStore>());
        Services.TryAddSingleton<CrmCore.Opportunities.IOpportunityReader>(s => s.GetRequiredService<InMemoryStore>());
        Services.TryAddSingleton<CrmCore.Customers.ICustomerReader>(s => s.GetRequiredService<InMemoryStore>());
        Services.TryAddSingleton<CrmCore.Persistence.IDefinitionStore>(s => s.GetRequiredService<InMemoryStore>());
        Services.TryAddSingleton<CrmCore.Persistence.IOutbox>(s => s.GetRequiredService<InMemoryStore>());
        return this;
    }
}
