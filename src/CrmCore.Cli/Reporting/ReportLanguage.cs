using System.Globalization;

namespace CrmCore.Cli.Reporting;

/// <summary>One of the two languages that a report is written in. Needs no ICU on the machine.</summary>
internal sealed class ReportLanguage
{
    private ReportLanguage(string tag)
    {
        Tag = tag;
        Culture = CultureOrInvariant(tag);
    }

    public static ReportLanguage English { get; } = new(LocalizedText.English);

    public static ReportLanguage Chinese { get; } = new(LocalizedText.SimplifiedChinese);

    /// <summary>BCP 47 tag, as in the page's lang attribute.</summary>
    public string Tag { get; }

    /// <summary>The culture whose resources are read; numbers and dates are laid out by <see cref="ReportFormat"/>.</summary>
    public CultureInfo Culture { get; }

    public static ReportLanguage For(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh" ? Chinese : English;

    public string Of(LocalizedText text) => text.Texts.TryGetValue(Tag, out string? own) ? own : text.ToString();

    // In globalization-invariant mode a named culture may be refused; the page's own words are English then.
    private static CultureInfo CultureOrInvariant(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
