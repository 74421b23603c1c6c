using CrmCore.Conversion;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.PostgreSql;
using CrmCore.Qualification;
using CrmCore.Tests.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmCore.EntityFrameworkCore.Tests.Docs;

/// <summary>The code of docs/storage.md.</summary>
public sealed class StorageDocs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_embedded_file()
    {
        string file = _folder.File("crm.db");
        // docs:begin storage-file
        using SqliteStore store = SqliteStore.Open(file);
        Lead lead = Lead.Capture(
            LeadId.New(TimeProvider.System),
            new() { Company = "Example Ltd", Email = EmailAddress.Parse("anna@example.com") },
            LeadSource.Web,
            Custody.InPool(Pool.Default.Id),
            TimeProvider.System.GetUtcNow(),
            externalKey: new ExternalKey("web-form", "4711"));
        await using (IUnitOfWork unit = store.Begin())
        {
            unit.Leads.Add(lead);
            await unit.CommitAsync();
        }

        PoolService pools = new(store, store, TimeProvider.System);
        ClaimResult claim = await pools.ClaimAsync(lead.Id, Pool.Default, new UserId("anna"));

        // docs:end storage-file
        Assert.True(claim.Succeeded);
        // docs:begin storage-report
        await using CrmDbContext context = store.NewContext();
        var leadsOfOwners = await context.Set<LeadRow>().GroupBy(r => r.Owner).Select(g => new { Owner = g.Key, Leads = g.Count() }).ToListAsync();
        // docs:end storage-report
        Assert.Equal(("anna", 1), (Assert.Single(leadsOfOwners).Owner, leadsOfOwners[0].Leads));
    }

    [PostgreSqlFact]
    public async Task A_PostgreSQL_database()
    {
        using PostgreSqlSchemaUnderTest schema = new();
        string connectionString = schema.ConnectionString;
        // docs:begin storage-postgresql
        using PostgreSqlStore store = PostgreSqlStore.Open(connectionString);   // or postgres://crm@localhost/crm
        await using IUnitOfWork unit = store.Begin();
        // docs:end storage-postgresql
        unit.Leads.Add(Samples.Lead());
        await unit.CommitAsync();
        // docs:begin storage-postgresql-host
        ServiceCollection services = new();
        services.AddCrmCore(crm => crm.UsePostgreSql(connectionString));
        // docs:end storage-postgresql-host
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        Assert.Equal(1, await provider.GetRequiredService<ILeadReader>().ReadLeadsAsync().CountAsync());
    }

    [Fact]
    public async Task Tenants()
    {
        // docs:begin storage-tenants
        ServiceCollection services = new();
        services.AddCrmCore(crm => crm.UseTenants<RequestTenant>().UseInMemoryStorage());
        // docs:end storage-tenants
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        IUnitOfWorkFactory units = provider.GetRequiredService<IUnitOfWorkFactory>();
        RequestTenant.Request.Value = new("acme");
        await using (IUnitOfWork unit = units.Begin())
        {
            unit.Leads.Add(Samples.Lead());
            await unit.CommitAsync();
        }

        RequestTenant.Request.Value = new("umbrella");
        Assert.Empty(await provider.GetRequiredService<ILeadReader>().ReadLeadsAsync().ToListAsync());
    }

    [Fact]
    public async Task Reading_by_pages_and_as_of()
    {
        using SqliteStore store = SqliteStore.Open(_folder.File("read.db"));
        await using (IUnitOfWork unit = store.Begin())
        {
            unit.Leads.Add(Samples.Lead());
            unit.Opportunities.Add(Samples.FullOpportunity());
            await unit.CommitAsync();
        }

        // docs:begin storage-reading
        LeadQuery newest = new() { Order = LeadOrder.CapturedAt, IsDescending = true, Limit = 50 };
        List<LeadSnapshot> page = await store.ReadLeadsAsync(newest).ToListAsync();
        List<LeadSnapshot> next = await store.ReadLeadsAsync(newest.ReadOnAfter(page[^1])).ToListAsync();

        await foreach (PastState deal in store.ReadAsOfAsync(new DateTimeOffset(2026, 3, 31, 0, 0, 0, TimeSpan.Zero)))
        {
            Console.WriteLine($"{deal.Now.Name}: {deal.Then.Stage}, {deal.Then.Amount}");
        }

        // docs:end storage-reading
        Assert.Equal((1, 0), (page.Count, next.Count));
    }

    [Fact]
    public async Task Definitions()
    {
        using SqliteStore store = SqliteStore.Open(_folder.File("definitions.db"));
        // docs:begin storage-definitions
        PipelineDefinition definition = ReadyPipelines.SolutionSale.Definition;
        await store.PutAsync(new(StoredDefinition.Pipeline, definition.Key, definition.Version, definition.ToJson()));
        StoredDefinition? latest = await store.LatestAsync(StoredDefinition.Pipeline, definition.Key);
        // docs:end storage-definitions
        Assert.Equal(definition.Version, latest!.Version);
    }

    [Fact]
    public async Task A_hosts_context()
    {
        string connection = $"Data Source={_folder.File("app.db")};Pooling=False";
        // docs:begin storage-host
        ServiceCollection services = new();
        services.AddDbContext<AppDbContext>(options => options.UseSqlite(connection));
        services.AddCrmCore(crm => crm.UseEntityFrameworkCore<AppDbContext>());
        // docs:end storage-host
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        AppDbContext context = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        IUnitOfWorkFactory units = scope.ServiceProvider.GetRequiredService<IUnitOfWorkFactory>();
        await context.Database.EnsureCreatedAsync();
        Lead lead = Samples.Lead();
        // docs:begin storage-together
        await using IUnitOfWork unit = units.Begin();
        unit.Leads.Add(lead);
        context.Add(new Invitation { Lead = lead.Id.Value });
        await unit.CommitAsync();
        // docs:end storage-together
        Assert.Equal(1, await context.Set<Invitation>().CountAsync());
        Assert.Equal(1, await context.Set<LeadRow>().CountAsync());
    }

    [Fact]
    public async Task The_host_of_the_readme()
    {
        ServiceCollection services = new();
        services.AddDbContext<AppDbContext>(options => options.UseSqlite($"Data Source={_folder.File("host.db")};Pooling=False"));
        // docs:begin readme-host
        services.AddCrmCore(crm => crm
            .UsePipeline(ReadyPipelines.SolutionSale)
            .UseQualification(ReadyPolicies.Default)
            .UseEntityFrameworkCore<AppDbContext>());   // or .UseInMemoryStorage()
        // docs:end readme-host
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        Assert.NotNull(scope.ServiceProvider.GetRequiredService<ConversionService>());
        Assert.Same(ReadyPolicies.Default, scope.ServiceProvider.GetRequiredService<QualificationPolicy>());
    }

    public sealed class Invitation
    {
        public int Id { get; set; }

        public Guid Lead { get; set; }
    }

    // docs:begin storage-accessor
    public sealed class RequestTenant : ITenantAccessor
    {
        public static AsyncLocal<TenantId> Request { get; } = new();

        public TenantId Current => Request.Value;
    }

    // docs:end storage-accessor
    // docs:begin storage-context
    public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Invitation>();
            modelBuilder.AddCrmCore();
        }
    }

    // docs:end storage-context
}
