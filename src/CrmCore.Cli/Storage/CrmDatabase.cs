using CrmCore.Cli.Import;
using CrmCore.Cli.Pipelines;
using CrmCore.Cli.Terminal;
using CrmCore.Customers;
using CrmCore.EntityFrameworkCore;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.PostgreSql;

namespace CrmCore.Cli.Storage;

/// <summary>The database that a command works on: one SQLite file or one PostgreSQL database, opened when it is first needed.</summary>
internal sealed class CrmDatabase : IDisposable
{
    private readonly Lazy<object> _store;

    private readonly string? _file;

    private CrmDatabase(Func<object> open, string? file = null)
    {
        _store = new(open);
        _file = file;
    }

    /// <summary>Whether there is anything to read; reading a file that is not there would create it.</summary>
    public bool Exists => _file is null || _store.IsValueCreated || File.Exists(_file);

    public IUnitOfWorkFactory Units => (IUnitOfWorkFactory)_store.Value;

    public ILeadReader Leads => (ILeadReader)_store.Value;

    public ILeadLoadReader Loads => (ILeadLoadReader)_store.Value;

    public ILeadDueReader Due => (ILeadDueReader)_store.Value;

    public IOpportunityReader Opportunities => (IOpportunityReader)_store.Value;

    public ICustomerReader Customers => (ICustomerReader)_store.Value;

    public IDefinitionStore Definitions => (IDefinitionStore)_store.Value;

    /// <summary>The database in a file, which is created where it does not exist, or on a PostgreSQL server.</summary>
    public static CrmDatabase Open(string place) => PostgreSqlStore.IsConnectionString(place) ? new(() => PostgreSqlStore.Open(place)) : new(() => SqliteStore.Open(place), place);

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

    /// <summary>The names of all accounts.</summary>
    public ValueTask<Dictionary<AccountId, string>> AccountNamesAsync(CancellationToken cancellationToken) =>
        Customers.ReadAccountsAsync(cancellationToken).ToDictionaryAsync(a => a.Id, a => a.Name, cancellationToken: cancellationToken);

    /// <summary>
    /// The pipelines that are kept here, and the ready ones. The first is the one to take where no deal tells: the only one that is kept, else the solution sale.
    /// </summary>
    /// <exception cref="InvalidDataException">One that is kept can't be read.</exception>
    public async Task<PipelineCatalog> PipelinesAsync(CancellationToken cancellationToken)
    {
        List<Pipeline> kept = [];
        if (Exists)
        {
            await foreach (StoredDefinition definition in Definitions.ListAsync(StoredDefinition.Pipeline, cancellationToken).ConfigureAwait(false))
            {
                kept.Add(Read(definition));
            }
        }

        PipelineCatalog all = new(kept.Concat(ReadyPipelines.All).DistinctBy(p => p.Reference));
        string first = kept.Select(p => p.Key).Distinct().ToArray() is [var only] ? only : ReadyPipelines.SolutionSale.Key;
        return all.StartingWith(all.Newest(first)!);
    }

    /// <summary>Keeps a pipeline for ever.</summary>
    /// <exception cref="ConcurrencyConflictException">Its version is kept with another text.</exception>
    public Task KeepAsync(Pipeline pipeline, CancellationToken cancellationToken) =>
        Definitions.PutAsync(new(StoredDefinition.Pipeline, pipeline.Key, pipeline.Version, pipeline.ToJson()), cancellationToken);

    public void Dispose()
    {
        if (_store.IsValueCreated)
        {
            (_store.Value as IDisposable)?.Dispose();
        }
    }

    private static Pipeline Read(StoredDefinition definition)
    {
        try
        {
            return Pipeline.FromJson(definition.Json);
        }
        catch (DefinitionException wrong)
        {
            throw new InvalidDataException(CliTexts.Get("pipeline.kept.bad", ("pipeline", new PipelineReference(definition.Key, definition.Version)), ("why", wrong.Message)), wrong);
        }
    }
}
