using System.Globalization;
using System.Resources;

namespace CrmCore.Cli.Reporting;

/// <summary>The page's own words, from ReportTexts.resx and ReportTexts.zh-Hans.resx.</summary>
internal sealed class ReportTexts(ReportLanguage language)
{
    public static ResourceManager Resources { get; } = new("CrmCore.Cli.Reporting.ReportTexts", typeof(ReportTexts).Assembly);

    public string this[string key] => Find(key) ?? throw new MissingManifestResourceException($"The report has no text '{key}'.");

    public string With(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>A counted thing: "1 deal", "2 deals".</summary>
    public string Count(string key, int count) =>
        With(count == 1 ? $"{key}.one" : key, count.ToString("N0", CultureInfo.InvariantCulture));

    public string? Find(string key) => Resources.GetString(key, language.Culture);
}
