using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using CrmCore.Cli.Terminal;

namespace CrmCore.Cli.Tests.Terminal;

public sealed partial class CliTextsTests
{
    private static readonly Dictionary<string, string> English = Load(CultureInfo.InvariantCulture);
    private static readonly Dictionary<string, string> Chinese = Load(CultureInfo.GetCultureInfo("zh-Hans"));
    private static readonly IReadOnlyDictionary<string, string> Sources = ReadSources();

    [Fact]
    public void Both_languages_have_the_same_keys() =>
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), Chinese.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_have_the_same_placeholders() =>
        Assert.All(English, text => Assert.Equal(Placeholders(text.Value), Placeholders(Chinese[text.Key])));

    [Fact]
    public void Every_key_in_the_code_has_a_text_and_every_text_is_used()
    {
        SortedSet<string> used = new(StringComparer.Ordinal);
        foreach (string source in Sources.Values)
        {
            used.UnionWith(GetCall().Matches(source).Select(m => m.Groups[1].Value));
            used.UnionWith(StartKey().Matches(source).Select(m => m.Value.Trim('"')));
            used.UnionWith(CountCall().Matches(source).SelectMany(m => (string[])[m.Groups[1].Value + ".one", m.Groups[1].Value + ".many"]));
        }

        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), used);
    }

    [Fact]
    public void Every_call_gives_exactly_what_its_text_names() => Assert.All(
        Sources.SelectMany(source => GetCall().Matches(source.Value).Select(call => (source.Key, Text: CallAt(source.Value, call.Index), Key: call.Groups[1].Value))),
        call => Assert.True(
            Placeholders(English[call.Key]).SetEquals(GivenNames(call.Text)),
            $"{call.Key}: {string.Join(" ", Placeholders(English[call.Key]))} in the text, {string.Join(" ", GivenNames(call.Text))} given"));

    [Fact]
    public void No_command_says_anything_that_is_written_in_the_code() =>
        Assert.All(Sources, source => Assert.Empty(LiteralText().Matches(source.Value).Concat(LiteralHeading().Matches(source.Value)).Select(m => $"{source.Key}: {m.Value}")));

    [Fact]
    public void One_thing_is_not_counted_as_many()
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            Assert.Equal(("1 lead", "1,200 leads"), (CliTexts.Count("leads", 1), CliTexts.Count("leads", 1200)));
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
            Assert.Equal(("1 条线索", "1,200 条线索"), (CliTexts.Count("leads", 1), CliTexts.Count("leads", 1200)));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_value_that_looks_like_a_placeholder_stays_as_it_is() =>
        Assert.Contains("{name}: ", CliTexts.Get("database.missing", ("file", "{name}: "), ("name", "x")), StringComparison.Ordinal);

    private static Dictionary<string, string> Load(CultureInfo culture) =>
        CliTexts.Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static Dictionary<string, string> ReadSources()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "CrmCore.sln")))
        {
            root = root.Parent;
        }

        string folder = Path.Combine(root!.FullName, "src", "CrmCore.Cli");
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Where(file => !file.StartsWith("obj", StringComparison.Ordinal) && !file.StartsWith("bin", StringComparison.Ordinal))
            .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(folder, file)));
    }

    /// <summary>The call that begins at a place, to its closing parenthesis.</summary>
    private static string CallAt(string source, int start)
    {
        int depth = 0;
        for (int i = start; i < source.Length; i++)
        {
            depth += source[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (source[i] == ')' && depth == 0)
            {
                return source[start..(i + 1)];
            }
        }

        return source[start..];
    }

    /// <summary>The names of the tuples that a call gives itself, not those of calls inside it.</summary>
    private static SortedSet<string> GivenNames(string call)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (Match tuple in Tuple().Matches(call))
        {
            string before = call[..tuple.Index];
            if (before.Count(c => c == '(') - before.Count(c => c == ')') == 1)
            {
                names.Add(tuple.Groups[1].Value);
            }
        }

        return names;
    }

    private static SortedSet<string> Placeholders(string text) => new(Placeholder().Matches(text).Select(match => match.Groups[1].Value), StringComparer.Ordinal);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"CliTexts\.Get\(\s*""([^""]+)""")]
    private static partial Regex GetCall();

    [GeneratedRegex(@"CliTexts\.Count\(\s*""([^""]+)""")]
    private static partial Regex CountCall();

    [GeneratedRegex(@"""help\.start\.\w+""")]
    private static partial Regex StartKey();

    [GeneratedRegex(@"\(""(\w+)"",")]
    private static partial Regex Tuple();

    [GeneratedRegex(@"(?:\.(?:Line|Step|Detail|Title|Warning|Error|AddError)\(|(?<!string )Description = )\$?""[^""{]*[A-Za-z一-鿿]{2}[^""]*""")]
    private static partial Regex LiteralText();

    /// <summary>A command's description or the headers of a table.</summary>
    [GeneratedRegex(@"new\(\s*""[\w-]+"",\s*\$?""\w+ |\.Table\(\s*\[\s*""[A-Za-z一-鿿]{2}")]
    private static partial Regex LiteralHeading();
}
