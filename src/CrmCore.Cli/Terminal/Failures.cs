using CrmCore.Cli.Csv;
using CrmCore.Persistence;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CrmCore.Cli.Terminal;

/// <summary>What to tell a person about what stopped a command.</summary>
internal static class Failures
{
    private const int DiskFullOnUnix = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;

    /// <summary>One line in the language of the user; of a fault of the command itself, all that helps to find it.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="database">The database that the command was given, as it may be shown.</param>
    public static string Explain(Exception failure, string database)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException sqlite)
            {
                return OfDatabase(sqlite, database);
            }

            if (cause is NpgsqlException server)
            {
                return CliTexts.Get("error.database.other", ("file", database), ("detail", server.Message));
            }
        }

        return failure switch
        {
            ConcurrencyConflictException => CliTexts.Get("error.conflict"),
            FileNotFoundException { FileName: { } missing } => NoFile(missing),
            UnauthorizedAccessException => CliTexts.Get("error.denied", ("detail", failure.Message)),
            DirectoryNotFoundException => CliTexts.Get("error.no-folder", ("detail", failure.Message)),
            IOException { HResult: DiskFullOnUnix or DiskFullOnWindows } => CliTexts.Get("error.disk-full", ("detail", failure.Message)),
            IOException => CliTexts.Get("error.io", ("detail", failure.Message)),
            InvalidDataException => CliTexts.Get("error.data", ("detail", failure.Message)),
            _ => CliTexts.Get("error.unexpected", ("detail", failure)),
        };
    }

    /// <summary>The same of a file that was to be read.</summary>
    public static string OfFile(Exception failure, string file) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => NoFile(file),
        UnauthorizedAccessException or IOException when Directory.Exists(file) => CliTexts.Get("error.folder", ("file", file)),
        UnauthorizedAccessException or IOException => Explain(failure, file),
        _ => $"{file}: {failure.Message}",
    };

    public static string NoFile(string file) => new CsvProblem(file, 0, 0, null, null, Faults.FileMissing).ToString();

    private static string OfDatabase(SqliteException failure, string file) => failure.SqliteErrorCode switch
    {
        _ when Directory.Exists(file) => CliTexts.Get("error.folder", ("file", file)),
        SqliteBusy or SqliteLocked => CliTexts.Get("error.database.busy", ("file", file)),
        SqliteReadOnly => CliTexts.Get("error.database.read-only", ("file", file)),
        SqliteCorrupt => CliTexts.Get("error.database.damaged", ("file", file)),
        SqliteFull => CliTexts.Get("error.database.full", ("file", file)),
        SqliteCannotOpen => CliTexts.Get("error.database.open", ("file", file)),
        SqliteNotADatabase => CliTexts.Get("error.database.not", ("file", file)),
        _ => CliTexts.Get("error.database.other", ("file", file), ("detail", failure.Message)),
    };
}
