using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace CrmCore.Cli.Commands;

/// <summary>Options that several commands take, always under the same names.</summary>
internal static class SharedOptions
{
    public static Option<FileInfo> Database() => new("--db")
    {
        Description = "The SQLite file that everything is kept in; it is created where it does not exist.",
        DefaultValueFactory = static _ => new FileInfo("crm.db"),
        HelpName = "FILE",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON on standard output; text goes to standard error." };

    public static Option<DateTimeOffset?> AsOf() => new("--as-of")
    {
        Description = "The moment to take as now, such as 2026-11-20 or 2026-11-20T18:00+08:00.",
        HelpName = "DATE",
        CustomParser = static result => ReadInstant(result),
    };

    public static Option<string> Language() => LanguageOption(new("--lang")
    {
        Description = "The language: en or zh.",
        DefaultValueFactory = static _ => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "zh" : "en",
    });

    public static CultureInfo CultureOf(string language) => CultureInfo.GetCultureInfo(language.StartsWith("zh", StringComparison.Ordinal) ? "zh-Hans" : "en");

    private static Option<string> LanguageOption(Option<string> option)
    {
        option.AcceptOnlyFromAmong("en", "zh", "zh-Hans");
        return option;
    }

    private static DateTimeOffset? ReadInstant(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
        {
            return instant;
        }

        result.AddError($"'{text}' is not a moment; write it as 2026-11-20 or 2026-11-20T18:00+08:00.");
        return null;
    }
}
