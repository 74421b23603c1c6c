using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace CrmCore.Tests;

public partial class CrmTextsTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    public static TheoryData<string> Rooms { get; } =
        [.. typeof(CrmTexts).Assembly.GetManifestResourceNames().Where(n => n.EndsWith("Texts.resources", StringComparison.Ordinal)).Select(n => n[..^".resources".Length])];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Every_text_exists_in_both_languages_with_the_same_placeholders(string room)
    {
        ResourceManager manager = new(room, typeof(CrmTexts).Assembly);
        Dictionary<string, string> english = TextsOf(manager, CultureInfo.InvariantCulture);
        Dictionary<string, string> chinese = TextsOf(manager, Chinese);
        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text =>
        {
            Assert.Equal(PlaceholdersOf(text.Value), PlaceholdersOf(chinese[text.Key]));
            Assert.NotEqual(text.Value, chinese[text.Key]);
        });
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Every_text_is_found_by_its_code(string room)
    {
        string word = room.Split('.')[^1].Replace("Texts", "", StringComparison.Ordinal).ToLowerInvariant();
        foreach ((string key, string text) in TextsOf(new(room, typeof(CrmTexts).Assembly), CultureInfo.InvariantCulture))
        {
            Assert.Equal(text, CrmTexts.Default.Find($"{word}.{key}", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Every_code_that_the_source_refuses_with_has_a_text()
    {
        string[] codes = [.. Architecture.SourceTree.FilesUnder("src/CrmCore").SelectMany(f => RefusalCode().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct()];
        Assert.True(codes.Length > 20);
        Assert.All(codes, c => Assert.NotNull(CrmTexts.Default.Find(c, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_host_replaces_texts_by_deriving()
    {
        HostTexts texts = new();
        Assert.Equal("Bitte einen Grund angeben.", texts.Describe(new("lead.reason-missing"), CultureInfo.GetCultureInfo("de-DE")));
        Assert.Equal("Give a reason.", texts.Describe(new("lead.reason-missing"), CultureInfo.InvariantCulture));
    }

    private static Dictionary<string, string> TextsOf(ResourceManager manager, CultureInfo culture) =>
        manager.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string)e.Value!);

    private static string[] PlaceholdersOf(string text) => [.. Placeholder().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\bRefusal[^""\n;]{0,20}\(\s*""([a-z-]+\.[a-z-]+)""")]
    private static partial Regex RefusalCode();

    private sealed class HostTexts : CrmTexts
    {
        public override string? Find(string code, CultureInfo culture) =>
            code == "lead.reason-missing" && culture.TwoLetterISOLanguageName == "de" ? "Bitte einen Grund angeben." : base.Find(code, culture);
    }
}
