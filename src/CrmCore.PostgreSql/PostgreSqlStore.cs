using CrmCore.EntityFrameworkCore;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CrmCore.PostgreSql;

/// <summary>
/// Storage in a PostgreSQL database, ready to use without a container. Each unit of work has a context and a pooled connection of its own; nobody waits for
/// anybody but two who write the same row. Where the connection or the server fails, reading and committing are tried again up to six times, with pauses of up to
/// five seconds; whether a commit whose answer was lost had arrived is looked up first. Thread-safe; each unit of work belongs to one thread at a time.
/// </summary>
public sealed class PostgreSqlStore : RelationalStore, IDisposable
{
    private const int Retries = 6;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>The server was told to stop, or another of its processes crashed: a new connection may do.</summary>
    private static readonly string[] AlsoTransient = [PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown];

    private readonly NpgsqlDataSource _source;
    private readonly DbContextOptions<CrmDbContext> _options;

    private PostgreSqlStore(NpgsqlConnectionStringBuilder settings, ITenantAccessor? tenants)
        : base(tenants)
    {
        Name = NameOf(settings);
        _source = NpgsqlDataSource.Create(settings);
        _options = new DbContextOptionsBuilder<CrmDbContext>().UseNpgsql(_source, o => o.EnableRetryOnFailure(Retries, LongestPause, AlsoTransient)).Options;
    }

    /// <summary>Server and database, without user and password.</summary>
    public string Name { get; }

    /// <summary>
    /// Opens a database, which must exist, creates the tables of CrmCore where it lacks them, and takes tables of an earlier version over. Other tables in it are left alone. Several processes
    /// may open it at once.
    /// </summary>
    /// <param name="connectionString">An Npgsql connection string such as <c>Host=localhost;Database=crm;Username=crm</c>, or an address such as
    /// <c>postgres://crm@localhost/crm</c>. A <c>Search Path</c> chooses the schema for the tables.</param>
    /// <param name="tenants">Tells whose data is worked on; null for a host with only one tenant.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is null, blank, or no connection string.</exception>
    /// <exception cref="InvalidDataException">The tables are of a later version of CrmCore, or were not made by this method.</exception>
    /// <exception cref="IOException">The database can't be reached or written.</exception>
    public static PostgreSqlStore Open(string connectionString, ITenantAccessor? tenants = null)
    {
        PostgreSqlStore store = new(PostgreSqlAddress.Parse(connectionString), tenants);
        try
        {
            store._source.OpenConnection().Dispose();
            using CrmDbContext context = store.NewContext();
            PostgreSqlSchema.Ensure(context, store.Name);
            return store;
        }
        catch (NpgsqlException failure)
        {
            store.Dispose();
            throw new IOException($"'{store.Name}' can't be opened as a database: {failure.Message}", failure);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Whether a text is meant as a PostgreSQL database, and not, for example, as the name of a file: an address, or settings among which is a host.</summary>
    public static bool IsConnectionString(string text) => PostgreSqlAddress.IsMeant(text);

    /// <summary>Server and database of a connection string, without user and password: what may be shown.</summary>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is null, blank, or no connection string.</exception>
    public static string NameOf(string connectionString) => NameOf(PostgreSqlAddress.Parse(connectionString));

    /// <summary>A context on the database, for queries of your own over <see cref="LeadRow"/> and the others; they see the tenant at hand only. The caller disposes it.</summary>
    public CrmDbContext NewContext()
    {
        CrmDbContext context = new(_options, Tenants);
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        return context;
    }

    /// <summary>Closes the pooled connections.</summary>
    public void Dispose() => _source.Dispose();

    private static string NameOf(NpgsqlConnectionStringBuilder settings) => $"{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}";

    private protected override DbContext Rent() => NewContext();
}
