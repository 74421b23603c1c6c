using CrmCore.Cli.Import;
using CrmCore.Customers;
using CrmCore.EntityFrameworkCore;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.PostgreSql;

namespace CrmCore.Cli.Storage;

/// <summary>The database that a command works on: one SQLite file or one PostgreSQL database, opened when it is first needed.</summary>
internal sealed class CrmDatabase : IDisposable
{
    private readonly Lazy<object> _store;

    private CrmDatabase(Func<object> open) => _store = new(open);

    public IUnitOfWorkFactory Units => (IUnitOfWorkFactory)_store.Value;

    public ILeadReader Leads => (ILeadReader)_store.Value;

    public ILeadLoadReader Loads => (ILeadLoadReader)_store.Value;

    public ILeadDueReader Due => (ILeadDueReader)_store.Value;

    public IOpportunityReader Opportunities => (IOpportunityReader)_store.Value;

    public ICustomerReader Customers => (ICustomerReader)_store.Value;

    /// <summary>The database in a file, which is created where it does not exist, or on a PostgreSQL server.</summary>
    public static CrmDatabase Open(string place) => new(() => PostgreSqlStore.IsConnectionString(place) ? PostgreSqlStore.Open(place) : SqliteStore.Open(place));

    /// <summary>The database for an import; a dry run creates no file.</summary>
    public static CrmDatabase OpenFor(ImportOptions options) =>
        options.IsDryRun && !PostgreSqlStore.IsConnectionString(options.Database) && !File.Exists(options.Database) ? new(static () => new InMemoryStore()) : Open(options.Database);

    /// <summary>The currency of the first amount that is stored; euro where there is none.</summary>
    public async Task<Currency> CurrencyAsync(CancellationToken cancellationToken)
    {
        await foreach (OpportunitySnapshot opportunity in Opportunities.ReadOpportunitiesAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (opportunity.Amount is { } amount)
            {
                return amount.Currency;
            }
        }

        return Currency.Eur;
    }

    public void Dispose()
    {
        if (_store.IsValueCreated)
        {
            (_store.Value as IDisposable)?.Dispose();
        }
    }
}
