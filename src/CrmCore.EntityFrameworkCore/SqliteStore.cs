using System.Runtime.CompilerServices;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// Storage in one SQLite file, ready to use without a container or a server. Each unit of work has a context and connection of its own; readers do not
/// wait for writers, and one writer waits for another up to 30 s. Thread-safe, and several processes may share a file on one machine; each unit of
/// work belongs to one thread at a time.
/// </summary>
public sealed partial class SqliteStore : IUnitOfWorkFactory, ILeadReader, ILeadLoadReader, ILeadDueReader, IOpportunityReader, ICustomerReader, IDisposable
{
    private readonly string _connectionString;
    private readonly DbContextOptions<CrmDbContext> _options;

    private SqliteStore(string path)
    {
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path }.ToString();
        _options = new DbContextOptionsBuilder<CrmDbContext>().UseSqlite(_connectionString).AddInterceptors(new SqlitePragmas()).Options;
    }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>Opens a file, creates it where it is absent, and creates the tables of CrmCore where it lacks them. Other tables in it are left alone.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or blank.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not a SQLite database, or was made by a later version of CrmCore.</exception>
    /// <exception cref="IOException">The file can't be opened or written.</exception>
    public static SqliteStore Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        SqliteStore store = new(System.IO.Path.GetFullPath(path));
        if (System.IO.Path.GetDirectoryName(store.Path) is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder '{folder}' does not exist.");
        }

        try
        {
            using CrmDbContext context = store.NewContext();
            SqliteSchema.Ensure(context, store.Path);
            return store;
        }
        catch (SqliteException failure)
        {
            store.Dispose();
            throw SqliteSchema.Explain(failure, store.Path);
        }
    }

    /// <inheritdoc/>
    public IUnitOfWork Begin()
    {
        CrmDbContext context = NewContext();
        return new RowUnitOfWork(context, new SqliteWriter(context), ownsContext: true);
    }

    /// <summary>A context on the file, for queries of your own over <see cref="LeadRow"/> and the others. The caller disposes it.</summary>
    public CrmDbContext NewContext()
    {
        CrmDbContext context = new(_options);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        return context;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadLeadsAsync(LeadQuery? query = null, CancellationToken cancellationToken = default) =>
        ReadAsync((context, token) => RowReader.LeadsAsync(context, query, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadRecycleDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        ReadAsync((context, token) => LeadDates.RecycleAsync(context, asOf, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadRemindDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        ReadAsync((context, token) => LeadDates.RemindAsync(context, asOf, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadWakeDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        ReadAsync((context, token) => LeadDates.WakeAsync(context, asOf, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadNextStepDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        ReadAsync((context, token) => LeadDates.NextStepAsync(context, asOf, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadUnprotectedAsync(CancellationToken cancellationToken = default) => ReadAsync(RowReader.UnprotectedAsync, cancellationToken);

    /// <inheritdoc/>
    public async Task<LeadLoad> ReadLoadAsync(UserId owner, CancellationToken cancellationToken = default)
    {
        await using CrmDbContext context = NewContext();
        return await LeadDates.LoadAsync(context, owner, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadLoad> ReadLoadsAsync(CancellationToken cancellationToken = default) => ReadAsync(LeadDates.LoadsAsync, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OpportunitySnapshot> ReadOpportunitiesAsync(OpportunityQuery? query = null, CancellationToken cancellationToken = default) =>
        ReadAsync((context, token) => RowReader.OpportunitiesAsync(context, query, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<AccountSnapshot> ReadAccountsAsync(CancellationToken cancellationToken = default) => ReadAsync(RowReader.AccountsAsync, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ContactSnapshot> ReadContactsAsync(CancellationToken cancellationToken = default) => ReadAsync(RowReader.ContactsAsync, cancellationToken);

    /// <summary>Streams the events of every commit, in the order of the commits.</summary>
    public IAsyncEnumerable<OutboxMessage> ReadOutboxAsync(CancellationToken cancellationToken = default) => ReadAsync(RowReader.OutboxAsync, cancellationToken);

    /// <summary>Closes the pooled connections to the file; SQLite then folds its write-ahead log into it.</summary>
    public void Dispose()
    {
        using SqliteConnection connection = new(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private async IAsyncEnumerable<T> ReadAsync<T>(
        Func<DbContext, CancellationToken, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using CrmDbContext context = NewContext();
        await foreach (T item in read(context, cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }
}
