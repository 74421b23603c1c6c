using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>CrmCore in a host's own context, beside the host's own rows.</summary>
public sealed class HostContextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;
    private readonly IServiceScope _scope;

    public HostContextTests()
    {
        _services = new ServiceCollection()
            .AddDbContext<HostContext>(o => o.UseSqlite($"Data Source={_folder.File("host.db")};Pooling=False"))
            .AddCrmCore(crm => crm.UseEntityFrameworkCore<HostContext>())
            .BuildServiceProvider(validateScopes: true);
        _scope = _services.CreateScope();
        Context.Database.EnsureCreated();
    }

    private HostContext Context => _scope.ServiceProvider.GetRequiredService<HostContext>();

    private IUnitOfWorkFactory Units => _scope.ServiceProvider.GetRequiredService<IUnitOfWorkFactory>();

    public void Dispose()
    {
        _scope.Dispose();
        _services.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_the_host_changed_is_written_in_the_same_commit()
    {
        Lead lead = Samples.Lead();
        await using IUnitOfWork unit = Units.Begin();
        Context.Add(new Order { Number = "A-1", Lead = lead.Id.Value });
        unit.Leads.Add(lead);
        await unit.CommitAsync();
        Assert.Equal((1, 1, 1), await CountAsync());
        Order order = await Context.Orders.SingleAsync();
        order.Number = "A-2";
        lead.AssignTo(Samples.Anna, "assigned", Samples.At).EnsureSucceeded();
        unit.Leads.Update(lead);
        await unit.CommitAsync();
        Assert.Equal(["A-2"], await Context.Orders.AsNoTracking().Select(o => o.Number).ToListAsync());
        Assert.Equal((1, 1, 2), await CountAsync());
    }

    [Fact]
    public async Task A_conflict_writes_nothing_of_the_host_and_keeps_its_changes()
    {
        Lead lead = Samples.Lead();
        await using IUnitOfWork unit = Units.Begin();
        unit.Leads.Add(lead);
        await unit.CommitAsync();
        Context.Add(new Order { Number = "A-1" });
        unit.Leads.Add(Samples.Lead(id: lead.Id));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => unit.CommitAsync());
        Assert.Equal((0, 1, 1), await CountAsync());
        await unit.CommitAsync();
        Assert.Equal((1, 1, 1), await CountAsync());
    }

    [Fact]
    public async Task The_hosts_transaction_decides()
    {
        Lead kept = Samples.Lead();
        await using (IDbContextTransaction transaction = await Context.Database.BeginTransactionAsync())
        {
            await using IUnitOfWork unit = Units.Begin();
            unit.Leads.Add(Samples.Lead());
            Context.Add(new Order { Number = "A-1" });
            await unit.CommitAsync();
            await transaction.RollbackAsync();
        }

        Assert.Equal((0, 0, 0), await CountAsync());
        Context.ChangeTracker.Clear();
        await using (IDbContextTransaction transaction = await Context.Database.BeginTransactionAsync())
        {
            await using IUnitOfWork unit = Units.Begin();
            unit.Leads.Add(kept);
            await unit.CommitAsync();
            unit.Leads.Add(Samples.Lead(id: kept.Id));
            await Assert.ThrowsAsync<ConcurrencyConflictException>(() => unit.CommitAsync());
            await transaction.CommitAsync();
        }

        Assert.Equal((0, 1, 1), await CountAsync());
    }

    [Fact]
    public async Task A_conflict_over_the_hosts_own_rows_is_the_hosts()
    {
        Context.Add(new Order { Number = "A-1" });
        await Context.SaveChangesAsync();
        await using IUnitOfWork unit = Units.Begin();
        Lead lead = Samples.Lead();
        unit.Leads.Add(lead);
        Order second = new() { Number = "A-1" };
        Context.Add(second);
        await Assert.ThrowsAsync<DbUpdateException>(() => unit.CommitAsync());
        Assert.Equal((1, 0, 0), await CountAsync());
        second.Number = "A-2";
        await unit.CommitAsync();
        Assert.Equal((2, 1, 1), await CountAsync());
        Assert.Equal(1, lead.Version);
    }

    [Fact]
    public async Task Rows_that_the_host_reads_do_not_stand_in_the_way()
    {
        Lead lead = Samples.Lead();
        await using IUnitOfWork unit = Units.Begin();
        unit.Leads.Add(lead);
        await unit.CommitAsync();
        LeadRow tracked = await Context.Set<LeadRow>().SingleAsync();
        lead.AssignTo(Samples.Anna, "assigned", Samples.At).EnsureSucceeded();
        unit.Leads.Update(lead);
        await unit.CommitAsync();
        Assert.Equal(1, tracked.Version);
        Assert.Equal(2, (await Context.Set<LeadRow>().SingleAsync()).Version);
    }

    [Fact]
    public async Task The_services_work_on_the_hosts_context()
    {
        Lead lead = Samples.Lead();
        await using IUnitOfWork unit = Units.Begin();
        unit.Leads.Add(lead);
        await unit.CommitAsync();
        PoolService pools = _scope.ServiceProvider.GetRequiredService<PoolService>();
        Assert.True((await pools.ClaimAsync(lead.Id, new Pool(Pool.Default.Definition with { Claims = new() { Capacity = 5 } }), Samples.Anna)).Succeeded);
        ILeadReader leads = _scope.ServiceProvider.GetRequiredService<ILeadReader>();
        Assert.Equal(1, await leads.ReadLeadsAsync(new() { Owner = Samples.Anna }).CountAsync());
        Assert.Empty(await _scope.ServiceProvider.GetRequiredService<IOpportunityReader>().ReadOpportunitiesAsync().ToListAsync());
    }

    [Fact]
    public async Task An_embedded_file_can_be_chosen_in_a_host()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddCrmCore(crm => crm.UseSqliteFile(_folder.File("crm.db")).UseInMemoryStorage())
            .BuildServiceProvider(validateScopes: true);
        SqliteStore store = services.GetRequiredService<SqliteStore>();
        Assert.Same(store, services.GetRequiredService<IUnitOfWorkFactory>());
        Assert.Same(store, services.GetRequiredService<ILeadReader>());
    }

    private async Task<(int Orders, int Leads, int Messages)> CountAsync()
    {
        await using HostContext fresh = new(new DbContextOptionsBuilder<HostContext>().UseSqlite($"Data Source={_folder.File("host.db")};Pooling=False").Options);
        return (await fresh.Orders.CountAsync(), await fresh.Set<LeadRow>().CountAsync(), await fresh.Set<OutboxRow>().CountAsync());
    }

    public sealed class Order
    {
        public int Id { get; set; }

        public string Number { get; set; } = "";

        public Guid? Lead { get; set; }
    }

    public sealed class HostContext(DbContextOptions<HostContext> options) : DbContext(options)
    {
        public DbSet<Order> Orders => Set<Order>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Order>().HasIndex(o => o.Number).IsUnique();
            modelBuilder.AddCrmCore();
        }
    }
}
