using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using CrmCore.Cli.Reporting;

namespace CrmCore.Cli.Tests.Reporting;

public sealed partial class ReportTextsTests
{
    private static readonly Dictionary<string, string> English = Load(CultureInfo.InvariantCulture);
    private static readonly Dictionary<string, string> Chinese = Load(CultureInfo.GetCultureInfo("zh-Hans"));

    [Fact]
    public void Both_languages_have_the_same_keys() =>
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), Chinese.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_have_the_same_placeholders() =>
        Assert.All(English, text => Assert.Equal(Placeholders(text.Value), Placeholders(Chinese[text.Key])));

    [Fact]
    public void No_text_is_blank() => Assert.All(English.Values.Concat(Chinese.Values), text => Assert.False(string.IsNullOrWhiteSpace(text)));

    [Fact]
    public void Every_section_has_a_title_and_a_link() => Assert.All(ReportSections.InOrder, section =>
    {
        Assert.Contains(section.Key + ".title", English.Keys);
        Assert.Contains(section.Key + ".nav", English.Keys);
    });

    [Fact]
    public void One_thing_is_not_counted_as_many()
    {
        ReportTexts texts = new(ReportLanguage.English);
        Assert.Equal("1 deal", texts.Count("count.deals", 1));
        Assert.Equal("1,200 deals", texts.Count("count.deals", 1200));
    }

    private static Dictionary<string, string> Load(CultureInfo culture) =>
        ReportTexts.Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static SortedSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
