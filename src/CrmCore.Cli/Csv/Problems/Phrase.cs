using System.Globalization;

namespace CrmCore.Cli.Csv;

/// <summary>A text for a person in both languages of the house; it shows itself in the current UI culture.</summary>
internal readonly record struct Phrase(string English, string Chinese)
{
    public override string ToString() => In(CultureInfo.CurrentUICulture);

    public string In(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh" ? Chinese : English;
}
