using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace CrmCore.Cli.Terminal;

/// <summary>What the command says to people, in the current UI culture, from CliTexts.resx and CliTexts.zh-Hans.resx.</summary>
internal static partial class CliTexts
{
    public static ResourceManager Resources { get; } = new("CrmCore.Cli.Terminal.CliTexts", typeof(CliTexts).Assembly);

    /// <summary>A text with its <c>{name}</c>s filled in; whole numbers are grouped.</summary>
    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    /// <exception cref="ArgumentException">The text names a value that is not given.</exception>
    public static string Get(string key, params (string Name, object? Value)[] values)
    {
        string template = Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"The command has no text '{key}'.");
        return Placeholder().Replace(template, match => ValueOf(match.Groups[1].Value, key, values));
    }

    /// <summary>A counted thing from the texts <c>KEY.one</c> and <c>KEY.many</c>: "1 lead", "2 leads".</summary>
    public static string Count(string key, int count) => Get(count == 1 ? key + ".one" : key + ".many", ("count", count));

    private static string ValueOf(string name, string key, (string Name, object? Value)[] values)
    {
        foreach ((string given, object? value) in values)
        {
            if (given == name)
            {
                return value is int number ? number.ToString("#,0", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            }
        }

        throw new ArgumentException($"The text '{key}' needs a value for '{name}'.", nameof(values));
    }

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
