using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>A storage of its own for one test.</summary>
public interface IStorageUnderTest : IDisposable
{
    IUnitOfWorkFactory Units { get; }

    ILeadReader Leads { get; }

    IOpportunityReader Opportunities { get; }

    ICustomerReader Customers { get; }

    Task<List<OutboxMessage>> OutboxAsync();
}

internal sealed class MemoryUnderTest : IStorageUnderTest
{
    private readonly InMemoryStore _store = new();

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

    public SqliteUnderTest() => Store = SqliteStore.Open(_folder.File("crm.db"));

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
        TenantRows tenant = new(Store.NewContext(), TenantId.Single.Value);
        return new RowUnitOfWork(tenant, new TrackedWriter(tenant), ownsContext: true);
    }
}
