using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CrmCore.Tests.Architecture;

namespace CrmCore.Tests;

/// <summary>
/// Every code that an operation refuses with is bilingual (see <see cref="CrmTextsTests"/>), used, documented, and named by a test. Found by the texts: what is
/// there that is not a refusal is listed here by what its codes begin with, so that a new text is taken for a refusal until somebody says otherwise.
/// </summary>
public partial class RefusalCodeTests
{
    private static readonly string[] NoRefusals =
    [
        "conversion.plan-", // the words of a plan
        "qualification.fabe.", "qualification.funnel.", "qualification.spin.", // findings of the method, which refuse nothing
        "qualification.kind.", "qualification.level.", "qualification.outcome.", "qualification.phase.", "qualification.severity.", "qualification.verdict.", // names
        "qualification.next-", "qualification.template.", "qualification.field.", // the words of notes
    ];

    private static readonly string Source = TextOf("src/CrmCore", "*.cs");

    private static readonly string Tests = TextOf("tests", "*.cs");

    private static readonly string[] Pages = [.. SourceTree.FilesUnder("docs", "*.md").Select(File.ReadAllText)];

    public static TheoryData<string> Codes { get; } = [.. AllCodes().Where(c => !NoRefusals.Any(c.StartsWith))];

    [Fact]
    public void There_are_many_codes_and_every_exception_is_one()
    {
        Assert.True(Codes.Count > 100, $"Only {Codes.Count} codes were found.");
        string[] all = [.. AllCodes()];
        Assert.All(NoRefusals.Where(n => n != "qualification.field."), n => Assert.Contains(all, c => c.StartsWith(n, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_is_used_documented_and_named_by_a_test(string code)
    {
        string key = code[(code.IndexOf('.', StringComparison.Ordinal) + 1)..];
        string room = code[..^(key.Length + 1)];
        Assert.True(Source.Contains($"\"{code}\"", StringComparison.Ordinal) || Source.Contains($"\"{key}\"", StringComparison.Ordinal) || IsBuilt(key), $"Nothing refuses with {code}: take its texts away.");
        Assert.True(Tests.Contains($"\"{code}\"", StringComparison.Ordinal), $"No test names {code}.");
        Assert.True(
            Pages.Any(p => p.Contains($"`{code}`", StringComparison.Ordinal) || (p.Contains($"`{room}.", StringComparison.Ordinal) && p.Contains($"`.{key}`", StringComparison.Ordinal))),
            $"No page under docs/ tells about {code}.");
    }

    /// <summary>Codes made of a record's name: <c>{account}-not-found</c> and the like.</summary>
    private static bool IsBuilt(string key) => BuiltCode().Matches(Source).Any(m => key.EndsWith(m.Groups[1].Value, StringComparison.Ordinal));

    private static IEnumerable<string> AllCodes() =>
        from name in typeof(CrmTexts).Assembly.GetManifestResourceNames()
        where name.EndsWith("Texts.resources", StringComparison.Ordinal)
        let room = name.Split('.')[^2].Replace("Texts", "", StringComparison.Ordinal).ToLowerInvariant()
        from DictionaryEntry entry in new ResourceManager(name[..^".resources".Length], typeof(CrmTexts).Assembly).GetResourceSet(CultureInfo.InvariantCulture, true, false)!
        select $"{room}.{entry.Key}";

    private static string TextOf(string folder, string pattern) => string.Join('\n', SourceTree.FilesUnder(folder, pattern).Select(File.ReadAllText));

    [GeneratedRegex(@"\$""conversion\.\{[^}]*\}(-[a-z-]+)")]
    private static partial Regex BuiltCode();
}
