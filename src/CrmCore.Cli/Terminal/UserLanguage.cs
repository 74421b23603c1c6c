using System.Globalization;

namespace CrmCore.Cli.Terminal;

/// <summary>The language that a person is spoken to in: English or Simplified Chinese.</summary>
internal static class UserLanguage
{
    public const string Option = "--lang";

    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    public static IReadOnlyList<string> Names { get; } = ["en", "zh", "zh-Hans"];

    /// <summary>
    /// The language that the arguments ask for, else that of the environment. It is looked up before the arguments are parsed, because the descriptions of
    /// the options are in that language too.
    /// </summary>
    /// <param name="arguments">The arguments of the command line.</param>
    /// <param name="variable">Gives an environment variable.</param>
    public static CultureInfo Find(IReadOnlyList<string> arguments, Func<string, string?> variable) =>
        CultureInfo.GetCultureInfo(IsChinese(Asked(arguments) ?? OfEnvironment(variable)) ? LocalizedText.SimplifiedChinese : LocalizedText.English);

    private static string? Asked(IReadOnlyList<string> arguments)
    {
        string? asked = null;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == Option && i + 1 < arguments.Count)
            {
                asked = arguments[i + 1];
            }
            else if (arguments[i].StartsWith(Option + "=", StringComparison.Ordinal) || arguments[i].StartsWith(Option + ":", StringComparison.Ordinal))
            {
                asked = arguments[i][(Option.Length + 1)..];
            }
        }

        return Names.Contains(asked) ? asked : null;
    }

    private static string OfEnvironment(Func<string, string?> variable) =>
        Variables.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? CultureInfo.CurrentUICulture.Name;

    private static bool IsChinese(string name) => name.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
}
