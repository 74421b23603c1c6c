using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Tells the failures of a write that mean that somebody else wrote first from all others.</summary>
internal static class StorageConflict
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteUniqueViolation = 2067;
    private const int SqlitePrimaryKeyViolation = 1555;

    /// <summary>Whether a failure is a conflict over rows of CrmCore. A conflict over the host's own rows is the host's.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        DbUpdateConcurrencyException stale => IsOurs(stale),
        DbUpdateException { InnerException: DbException inner } update => IsOurs(update) && IsConflict(inner),
        RetryLimitExceededException { InnerException: { } last } => Is(last),
        InvalidOperationException { InnerException: { } cause and (DbUpdateException or DbException) } => Is(cause),
        DbException other => IsConflict(other),
        _ => false,
    };

    private static bool IsOurs(DbUpdateException failure) => failure.Entries.Count == 0 || failure.Entries.Any(e => e.Entity is AggregateRow or OutboxRow or DefinitionRow);

    private static bool IsConflict(DbException failure) => failure is SqliteException sqlite
        ? sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked || sqlite.SqliteExtendedErrorCode is SqliteUniqueViolation or SqlitePrimaryKeyViolation
        : IsSqlStateOfConflict(failure.SqlState) || IsSqlServerConflict(failure);

    /// <summary>Unique violation, serialization failure, deadlock (SQL standard and PostgreSQL).</summary>
    private static bool IsSqlStateOfConflict(string? state) => state is "23505" or "40001" or "40P01";

    /// <summary>SQL Server's error number, which its client leaves in the exception's data: duplicate key (2627, 2601), deadlock victim (1205), snapshot conflict (3960).</summary>
    private static bool IsSqlServerConflict(DbException failure) => failure.Data["HelpLink.EvtID"] is "2627" or "2601" or "1205" or "3960";
}
