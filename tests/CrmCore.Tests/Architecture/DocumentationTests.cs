using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CrmCore.Tests.Architecture;

/// <summary>The documentation that ships beside the assembly: that every public member has some is the compiler's work, what it must say is checked here.</summary>
public partial class DocumentationTests
{
    private static readonly XElement[] Members = [.. XDocument.Load(Path.Combine(AppContext.BaseDirectory, "CrmCore.xml")).Descendants("member")];

    [Fact]
    public void Every_summary_says_something()
    {
        Assert.True(Members.Length > 2000);
        string[] thin = [.. Members.Where(m => m.Element("inheritdoc") is null && TextOf(m.Element("summary")).Length < 4).Select(NameOf)];
        Assert.Empty(thin);
    }

    /// <summary>A summary that only repeats the name of its member tells nothing.</summary>
    [Fact]
    public void No_summary_only_repeats_a_name_of_several_words()
    {
        string[] repeating = [.. Members.Where(m => m.Element("summary") is { } summary && IsRepeated(NameOf(m), TextOf(summary))).Select(NameOf)];
        Assert.Empty(repeating);
        Assert.True(IsRepeated("P:CrmCore.Lead.CapturedAt", "Captured at."));
        Assert.False(IsRepeated("P:CrmCore.Lead.CapturedAt", "When it was captured."));
    }

    /// <summary>Durations and shares are bare numbers: the unit stands in the name or in the text.</summary>
    [Fact]
    public void Numbers_of_time_and_shares_name_their_unit()
    {
        string[] unitless = [.. Members.Where(m => NameOf(m) is { } name && name.StartsWith("P:", StringComparison.Ordinal) && Measured().IsMatch(name.Split('.')[^1]) && !Unit().IsMatch(name.Split('.')[^1] + " " + m.Value)).Select(NameOf)];
        Assert.Empty(unitless);
    }

    private static string NameOf(XElement member) => member.Attribute("name")!.Value;

    private static string TextOf(XElement? element) => element is null ? "" : Space().Replace(element.Value, " ").Trim();

    private static bool IsRepeated(string name, string summary)
    {
        string last = name.Split('(')[0].Split('.')[^1];
        string[] words = [.. Word().Matches(last).Select(w => w.Value.ToLowerInvariant())];
        string[] said = [.. summary.TrimEnd('.').ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w is not ("the" or "a" or "an"))];
        return words.Length > 1 && words.SequenceEqual(said);
    }

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("(Duration|Delay|Interval|Share|Chance|Percent|Age|Rate)$")]
    private static partial Regex Measured();

    [GeneratedRegex("day|hour|minute|second|week|month|year|0 to 1|0\\.\\.1|per cent|percent|%|between 0 and 1|TimeSpan|how long|from 0|share|won of closed|part of", RegexOptions.IgnoreCase)]
    private static partial Regex Unit();
}
