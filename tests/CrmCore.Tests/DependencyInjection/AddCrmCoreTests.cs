using CrmCore.Conversion;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Probabilities;
using CrmCore.Qualification;
using CrmCore.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CrmCore.Tests.DependencyInjection;

public class AddCrmCoreTests
{
    [Fact]
    public void Every_service_that_is_registered_can_be_made()
    {
        ServiceCollection services = new();
        services.AddCrmCore(crm => crm.UseInMemoryStorage());
        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        using IServiceScope scope = provider.CreateScope();
        Assert.All(services.Where(s => !s.ServiceType.IsGenericTypeDefinition), s => Assert.NotNull(scope.ServiceProvider.GetService(s.ServiceType)));
        foreach (Type type in (Type[])[
            typeof(ConversionService), typeof(PoolService), typeof(IUnitOfWorkFactory), typeof(ILeadReader), typeof(IOpportunityReader), typeof(ICustomerReader),
            typeof(PipelineCatalog), typeof(QualificationPolicy), typeof(IWinProbabilityCalculator), typeof(TimeProvider)])
        {
            Assert.NotNull(scope.ServiceProvider.GetService(type));
        }
    }

    [Fact]
    public void Adding_it_twice_is_adding_it_once()
    {
        ServiceCollection once = new();
        once.AddCrmCore(crm => crm.UseInMemoryStorage());
        ServiceCollection twice = new();
        twice.AddCrmCore(crm => crm.UseInMemoryStorage()).AddCrmCore(crm => crm.UseInMemoryStorage()).AddCrmCore();
        Assert.Equal(once.Select(s => (s.ServiceType, s.Lifetime)), twice.Select(s => (s.ServiceType, s.Lifetime)));
    }

    [Fact]
    public void What_a_host_chose_holds()
    {
        TestClock clock = new();
        Pipeline own = Pipeline.Define("own", "Own").Open("a", "A", 10).Won("won", "Won").Lost("lost", "Lost").Build();
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(clock);
        services.AddCrmCore(crm => crm.UsePipeline(own).UsePipeline(own).UsePipeline(Some.Sale).UseInMemoryStorage());
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.Same(clock, provider.GetRequiredService<TimeProvider>());
        Assert.Equal([own, Some.Sale], provider.GetRequiredService<PipelineCatalog>().All);
        Assert.Same(provider.GetRequiredService<IUnitOfWorkFactory>(), provider.GetRequiredService<ILeadReader>());
    }
}
