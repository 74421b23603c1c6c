using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmCore.EntityFrameworkCore;

/// <summary>The tables in an embedded file, made at once under one lock, so that two processes can open a new file together, and taken over from earlier versions.</summary>
internal static class SqliteSchema
{
    private const long Version = SchemaRebuild.Version;
    private const long Oldest = 2;
    private const int SqliteNotADatabase = 26;

    public static void Ensure(CrmDbContext context, string path)
    {
        context.Database.OpenConnection();
        if (ReadVersion(context, path) == Version)
        {
            return;
        }

        Execute(context, "PRAGMA journal_mode = WAL");
        using IDbContextTransaction transaction = context.Database.BeginTransaction();
        switch (ReadVersion(context, path))
        {
            case 0:
                context.GetService<IRelationalDatabaseCreator>().CreateTables();
                break;
            case < Version:
                SchemaRebuild.Run(context, Tables(context));
                break;
        }

        Execute(context, $"PRAGMA user_version = {Version}");
        transaction.Commit();
    }

    public static Exception Explain(SqliteException failure, string path) => failure.SqliteErrorCode == SqliteNotADatabase
        ? new InvalidDataException($"'{path}' is not a SQLite database.", failure)
        : new IOException($"'{path}' can't be opened as a database: {failure.Message}", failure);

    private static long ReadVersion(CrmDbContext context, string path)
    {
        long version = Convert.ToInt64(Execute(context, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        return version is 0 or (>= Oldest and <= Version)
            ? version
            : throw new InvalidDataException($"'{path}' has tables of version {version}; this version of CrmCore reads versions {Oldest} to {Version}.");
    }

    private static HashSet<string> Tables(CrmDbContext context) =>
        [.. context.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table'")];

    private static object? Execute(CrmDbContext context, string sql)
    {
        using DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        return command.ExecuteScalar();
    }
}
