using System.Collections;
using System.Text.RegularExpressions;
using CrmCore.Cli.Reporting;

namespace CrmCore.Cli.Tests.Reporting;

public sealed partial class ReportSafetyTests
{
    private static readonly string Hostile = RenderedReport.Of(HostileReport.Model);

    [Fact]
    public void A_hostile_text_adds_no_element()
    {
        string markup = RenderedReport.MarkupOf(Hostile);
        Assert.DoesNotContain("<img", markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<!--", markup, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(markup, "</script>"));
        Assert.Equal(1, Regex.Count(markup, "</style>"));
    }

    [Fact]
    public void Every_section_and_every_text_of_the_model_is_attacked()
    {
        Assert.All(ReportSections.InOrder, section => Assert.True(section.HasData(HostileReport.Model), section.Key));
        Assert.Empty(Harmless(HostileReport.Model, "model").Except(MayBeHarmless));
    }

    [Fact]
    public void A_hostile_text_does_not_leave_its_attribute() =>
        Assert.DoesNotMatch("onerror=\"", RenderedReport.MarkupOf(Hostile));

    [Fact]
    public void The_data_of_the_charts_hold_no_markup()
    {
        string json = Data().Match(Hostile).Groups[1].Value;
        Assert.NotEmpty(json);
        Assert.DoesNotMatch("[<>&']", json);
    }

    [Fact]
    public void The_page_refers_to_nothing_outside()
    {
        string page = RenderedReport.Of(SampleReport.Build(160), ReportLanguage.Chinese);
        Assert.DoesNotMatch("""(?i)\b(src|href|action|poster)\s*=\s*\\?["']?\s*(https?:)?//""", page);
        Assert.DoesNotMatch("""\burl\(\s*\\?["']?\s*(?!#|data:)[A-Za-z/]""", page);
        Assert.DoesNotMatch("""(?i)@import|\bimport\s*\(|new\s+Function|\beval\(""", page);
        Assert.All(Reference().Matches(RenderedReport.MarkupOf(page)), match => Assert.Matches("^(#|data:)", match.Groups[2].Value));
    }

    [Fact]
    public void The_policy_allows_only_the_assets()
    {
        string policy = Regex.Match(Hostile, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;
        policy = System.Net.WebUtility.HtmlDecode(policy);
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains(ReportAsset.Script.Hash, policy, StringComparison.Ordinal);
        Assert.Contains(ReportAsset.ChartLibrary.Hash, policy, StringComparison.Ordinal);
        Assert.Contains(ReportAsset.Style.Hash, policy, StringComparison.Ordinal);
    }

    /// <summary>A band of sizes has a key of our own making, or a name; here it has the name.</summary>
    private static readonly string[] MayBeHarmless = ["model.ClosedBySize[0].Key"];

    /// <summary>The places of a model whose text is no attack, or where a list or an optional text is missing.</summary>
    private static IEnumerable<string> Harmless(object? value, string path) => value switch
    {
        null => [path],
        string text => text == HostileReport.Attack ? [] : [path],
        LocalizedText text => text.Texts.Values.All(t => t == HostileReport.Attack) ? [] : [path],
        IEnumerable list when value is not string => list.Cast<object?>().ToArray() is { Length: > 0 } items ? items.SelectMany((item, i) => Harmless(item, $"{path}[{i}]")) : [path],
        _ when value.GetType().Namespace == typeof(ReportModel).Namespace && !value.GetType().IsEnum => value.GetType().GetProperties()
            .Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod is { IsStatic: false } && CarriesText(p.PropertyType)).SelectMany(p => Harmless(p.GetValue(value), $"{path}.{p.Name}")),
        _ => [],
    };

    private static bool CarriesText(Type type) =>
        type == typeof(string) || type == typeof(LocalizedText)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && CarriesText(type.GetGenericArguments()[0]))
        || (type.Namespace == typeof(ReportModel).Namespace && !type.IsEnum);

    [GeneratedRegex("<script type=\"application/json\" id=\"report-data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("\\b(src|href)=\"([^\"]*)\"")]
    private static partial Regex Reference();
}
