using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Commands;

/// <summary>Options that several commands take, always under the same names.</summary>
internal static class SharedOptions
{
    /// <summary>The database of a command that creates it where it does not exist.</summary>
    public static Option<DatabasePlace> Database() => DatabaseOption(CliTexts.Get("option.db"));

    /// <summary>The database of a command that needs one that is there.</summary>
    public static Option<DatabasePlace> ExistingDatabase() => DatabaseOption(CliTexts.Get("option.db.existing"));

    /// <summary>Whether a database is there; where it is not, that has been said.</summary>
    public static bool Exists(DatabasePlace database)
    {
        if (!database.Exists)
        {
            Output.Error(Directory.Exists(database.FileName)
                ? CliTexts.Get("error.folder", ("file", database))
                : CliTexts.Get("database.missing", ("file", database), ("name", database.Name)));
        }

        return database.Exists;
    }

    /// <summary>The file with the pools' rules.</summary>
    public static Option<FileInfo?> Pools() => new("--pools") { Description = CliTexts.Get("pool.option.pools"), HelpName = "FILE.json" };

    /// <summary>Which of the pools.</summary>
    public static Option<string?> Pool() => new("--pool") { Description = CliTexts.Get("pool.option.pool"), HelpName = "KEY" };

    /// <summary>A pipeline by its file or key; <see cref="Pipelines.PipelineChoice"/> reads it.</summary>
    public static Option<string?> Pipeline(string description) => new("--pipeline") { Description = description, HelpName = "FILE|KEY" };

    /// <summary>A qualification policy by its file or key; <see cref="Qualifying.QualificationPolicyFile"/> reads it.</summary>
    public static Option<string> Policy() => new("--policy") { Description = CliTexts.Get("qualify.option.policy"), DefaultValueFactory = static _ => "default", HelpName = "FILE|KEY" };

    /// <summary>The same where <c>--policy</c> is another one.</summary>
    public static Option<string> Qualification() => new("--qualification") { Description = CliTexts.Get("qualify.option.policy"), DefaultValueFactory = static _ => "default", HelpName = "FILE|KEY" };

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
        option.Accept([.. UserLanguage.Names]);
        return option;
    }

    private static Option<DatabasePlace> DatabaseOption(string description) => new("--db")
    {
        Description = description,
        DefaultValueFactory = static _ => new DatabasePlace("crm.db"),
        CustomParser = static result => ReadPlace(result),
        HelpName = "FILE|HOST",
    };

    private static DatabasePlace? ReadPlace(ArgumentResult result)
    {
        try
        {
            return new(result.Tokens[0].Value);
        }
        catch (ArgumentException)
        {
            // What was typed may hold a password and is not repeated.
            result.AddError(CliTexts.Get("option.db.bad"));
            return null;
        }
    }

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
