using CrmCore.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// Storage in one SQLite file, ready to use without a container or a server. Each unit of work has a context and connection of its own; readers do not
/// wait for writers, and one writer waits for another up to 30 s. Thread-safe, and several processes may share a file on one machine; each unit of
/// work belongs to one thread at a time.
/// </summary>
public sealed class SqliteStore : RelationalStore, IDisposable
{
    private readonly string _connectionString;
    private readonly DbContextOptions<CrmDbContext> _options;

    private SqliteStore(string path, ITenantAccessor? tenants)
        : base(tenants)
    {
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path }.ToString();
        _options = new DbContextOptionsBuilder<CrmDbContext>().UseSqlite(_connectionString).AddInterceptors(new SqlitePragmas()).Options;
    }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>
    /// Opens a file, creates it where it is absent, creates the tables of CrmCore where it lacks them, and takes tables of an earlier version over. Other tables in it
    /// are left alone.
    /// </summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="tenants">Tells whose data is worked on; null for a host with only one tenant.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or blank.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not a SQLite database, or was made by a later version of CrmCore.</exception>
    /// <exception cref="IOException">The file can't be opened or written.</exception>
    public static SqliteStore Open(string path, ITenantAccessor? tenants = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        SqliteStore store = new(System.IO.Path.GetFullPath(path), tenants);
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

    /// <summary>A context on the file, for queries of your own over <see cref="LeadRow"/> and the others; they see the tenant at hand only. The caller disposes it.</summary>
    public CrmDbContext NewContext()
    {
        CrmDbContext context = new(_options, Tenants);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        return context;
    }

    /// <summary>Closes the pooled connections to the file; SQLite then folds its write-ahead log into it.</summary>
    public void Dispose()
    {
        using SqliteConnection connection = new(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private protected override DbContext Rent() => NewContext();

    private protected override IRowWriter WriterOf(TenantRows tenant) => new SqliteWriter(tenant);
}
