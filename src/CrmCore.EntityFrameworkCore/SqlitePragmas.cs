using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// Settings that SQLite keeps for each connection: 32 MB of page cache, wait up to 30 s for another writer, and flush at checkpoints instead of at each commit. With the
/// write-ahead log a power failure can lose the last commits then, but never half of one, and never damages the file.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Settings = "PRAGMA busy_timeout = 30000; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
