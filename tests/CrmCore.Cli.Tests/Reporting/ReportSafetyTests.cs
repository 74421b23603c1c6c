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

    [GeneratedRegex("<script type=\"application/json\" id=\"report-data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("\\b(src|href)=\"([^\"]*)\"")]
    private static partial Regex Reference();
}
