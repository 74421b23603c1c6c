using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.PostgreSql;
using CrmCore.Tests.PostgreSql;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>A storage of its own for one test.</summary>
public interface IStorageUnderTest : IDisposable
{
    IUnitOfWorkFactory Units { get; }

    ILeadReader Leads { get; }

    IOpportunityReader Opportunities { get; }

    ICustomerReader Customers { get; }

    IDefinitionStore Definitions { get; }

    /// <summary>Whose data the storage works on; it can be changed.</summary>
    ChosenTenant Tenant { get; }

    Task<List<OutboxMessage>> OutboxAsync();
}

/// <summary>The tenant that a test works for.</summary>
public sealed class ChosenTenant : ITenantAccessor
{
    public TenantId Current { get; set; } = TenantId.Single;
}

internal sealed class MemoryUnderTest : IStorageUnderTest
{
    private readonly InMemoryStore _store;

    public MemoryUnderTest() => _store = new(Tenant);

    public ChosenTenant Tenant { get; } = new();

    public IDefinitionStore Definitions => _store;

    public IUnitOfWorkFactory Units => _store;

    public ILeadReader Leads => _store;

    public IOpportunityReader Opportunities => _store;

    public ICustomerReader Customers => _store;

    public Task<List<OutboxMessage>> OutboxAsync() => Task.FromResult(_store.Outbox.ToList());

    public void Dispose()
    {
    }
}

internal class SqliteUnderTest : IStorageUnderTest
{
    private readonly TemporaryFolder _folder = new();

    public SqliteUnderTest() => Store = SqliteStore.Open(_folder.File("crm.db"), Tenant);

    public ChosenTenant Tenant { get; } = new();

    public IDefinitionStore Definitions => Store;

    public SqliteStore Store { get; }

    public virtual IUnitOfWorkFactory Units => Store;

    public ILeadReader Leads => Store;

    public IOpportunityReader Opportunities => Store;

    public ICustomerReader Customers => Store;

    public Task<List<OutboxMessage>> OutboxAsync() => Store.ReadOutboxAsync().ToListAsync().AsTask();

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }
}

/// <summary>The same file, written through a change tracker as in a host's own context.</summary>
internal sealed class ContextUnderTest : SqliteUnderTest, IUnitOfWorkFactory
{
    public override IUnitOfWorkFactory Units => this;

    public IUnitOfWork Begin()
    {
        TenantRows tenant = new(Store.NewContext(), Tenant.Current.Value);
        return new RowUnitOfWork(tenant, new TrackedWriter(tenant), ownsContext: true);
    }
}

/// <summary>A schema of its own on a PostgreSQL server.</summary>
internal sealed class PostgreSqlUnderTest : IStorageUnderTest
{
    private readonly PostgreSqlSchemaUnderTest _schema = new();

    public PostgreSqlUnderTest() => Store = PostgreSqlStore.Open(_schema.ConnectionString, Tenant);

    public PostgreSqlStore Store { get; }

    public ChosenTenant Tenant { get; } = new();

    public IUnitOfWorkFactory Units => Store;

    public ILeadReader Leads => Store;

    public IOpportunityReader Opportunities => Store;

    public ICustomerReader Customers => Store;

    public IDefinitionStore Definitions => Store;

    public Task<List<OutboxMessage>> OutboxAsync() => Store.ReadOutboxAsync().ToListAsync().AsTask();

    public void Dispose()
    {
        Store.Dispose();
        _schema.Dispose();
    }
}
