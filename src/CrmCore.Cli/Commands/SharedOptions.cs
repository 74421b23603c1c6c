using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Commands;

/// <summary>Options that several commands take, always under the same names.</summary>
internal static class SharedOptions
{
    /// <summary>The database of a command that creates it where it does not exist.</summary>
    public static Option<FileInfo> Database() => DatabaseOption(CliTexts.Get("option.db"));

    /// <summary>The database of a command that needs one that is there.</summary>
    public static Option<FileInfo> ExistingDatabase() => DatabaseOption(CliTexts.Get("option.db.existing"));

    /// <summary>Whether a database is there; where it is not, that has been said.</summary>
    public static bool Exists(FileInfo database)
    {
        if (!database.Exists)
        {
            Output.Error(Directory.Exists(database.FullName)
                ? CliTexts.Get("error.folder", ("file", database))
                : CliTexts.Get("database.missing", ("file", database), ("name", database.Name)));
        }

        return database.Exists;
    }

    /// <summary>The file with the pools' rules.</summary>
    public static Option<FileInfo?> Pools() => new("--pools") { Description = CliTexts.Get("pool.option.pools"), HelpName = "FILE.json" };

    /// <summary>Which of the pools.</summary>
    public static Option<string?> Pool() => new("--pool") { Description = CliTexts.Get("pool.option.pool"), HelpName = "KEY" };

    public static Option<bool> Json() => new("--json") { Description = CliTexts.Get("option.json") };

    public static Option<DateTimeOffset?> AsOf() => new("--as-of")
    {
        Description = CliTexts.Get("option.as-of"),
        HelpName = "DATE",
        CustomParser = static result => ReadInstant(result),
    };

    /// <summary>The language, on every command; <see cref="UserLanguage.Find"/> has looked it up before the commands are made.</summary>
    public static Option<string> Language()
    {
        Option<string> option = new(UserLanguage.Option) { Description = CliTexts.Get("help.language"), HelpName = "LANG", Recursive = true };
        option.AcceptOnlyFromAmong([.. UserLanguage.Names]);
        return option;
    }

    private static Option<FileInfo> DatabaseOption(string description) =>
        new("--db") { Description = description, DefaultValueFactory = static _ => new FileInfo("crm.db"), HelpName = "FILE" };

    private static DateTimeOffset? ReadInstant(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
        {
            return instant;
        }

        result.AddError(CliTexts.Get("option.as-of.bad", ("text", text)));
        return null;
    }
}
