using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CrmCore.Tests.Architecture;

/// <summary>The documentation that ships beside the assembly: that every public member has some is the compiler's work, what it must say is checked here.</summary>
public partial class DocumentationTests
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;

    private static readonly HashSet<string> Public =
        [.. typeof(Money).Assembly.GetExportedTypes().SelectMany(t => t.GetMembers(Declared).Select(m => $"{t.FullName}.{m.Name.Replace('.', '#')}").Append(t.FullName!)).Select(n => n.Replace('+', '.'))];

    private static readonly XElement[] Members =
        [.. XDocument.Load(Path.Combine(AppContext.BaseDirectory, "CrmCore.xml")).Descendants("member").Where(m => Public.Contains(Generic().Replace(NameOf(m)[2..].Split('(')[0], "")))];

    private static readonly HashSet<string> Numbers =
        [.. typeof(Money).Assembly.GetExportedTypes().SelectMany(t => t.GetProperties(Declared).Where(p => IsNumber(p.PropertyType)).Select(p => $"P:{t.FullName}.{p.Name}"))];

    [Fact]
    public void Every_summary_says_something()
    {
        Assert.True(Members.Length > 2000);
        string[] thin = [.. Members.Where(m => m.Element("inheritdoc") is null && TextOf(m.Element("summary")).Length < 4).Select(NameOf)];
        Assert.True(thin.Length == 0, string.Join('\n', thin));
    }

    /// <summary>A summary that only repeats the name of its member tells nothing.</summary>
    [Fact]
    public void No_summary_only_repeats_a_name_of_several_words()
    {
        string[] repeating = [.. Members.Where(m => m.Element("summary") is { } summary && IsRepeated(NameOf(m), TextOf(summary))).Select(NameOf)];
        Assert.True(repeating.Length == 0, string.Join('\n', repeating));
        Assert.True(IsRepeated("P:CrmCore.Lead.CapturedAt", "Captured at."));
        Assert.False(IsRepeated("P:CrmCore.Lead.CapturedAt", "When it was captured."));
    }

    /// <summary>Durations and shares are bare numbers: the unit stands in the name or in the text.</summary>
    [Fact]
    public void Numbers_of_time_and_shares_name_their_unit()
    {
        string[] unitless = [.. Members.Where(m => NameOf(m) is { } name && Numbers.Contains(name) && Measured().IsMatch(name.Split('.')[^1]) && !Unit().IsMatch(name.Split('.')[^1] + " " + m.Value)).Select(NameOf)];
        Assert.True(unitless.Length == 0, string.Join('\n', unitless));
    }

    private static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { } t && (t == typeof(double) || t == typeof(decimal) || t == typeof(int));

    private static string NameOf(XElement member) => member.Attribute("name")!.Value;

    private static string TextOf(XElement? element) => element is null ? "" : Space().Replace(element.Value, " ").Trim();

    private static bool IsRepeated(string name, string summary)
    {
        string last = name.Split('(')[0].Split('.')[^1];
        string[] words = [.. Word().Matches(last).Select(w => w.Value.ToLowerInvariant())];
        string[] said = [.. summary.TrimEnd('.').ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w is not ("the" or "a" or "an"))];
        return words.Length > 1 && words.SequenceEqual(said);
    }

    /// <summary>How many type parameters a method has, which its name in the assembly does not say.</summary>
    [GeneratedRegex("``[0-9]+")]
    private static partial Regex Generic();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("(Duration|Delay|Interval|Share|Chance|Percent|Age|Rate)$")]
    private static partial Regex Measured();

    [GeneratedRegex("day|hour|minute|second|week|month|year|0 to 1|0\\.\\.1|per cent|percent|%|between 0 and 1|TimeSpan|how long|from 0|share|won of closed|part of", RegexOptions.IgnoreCase)]
    private static partial Regex Unit();
}
