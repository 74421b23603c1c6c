using System.Text.RegularExpressions;
using CrmCore.Cli.Reporting;

namespace CrmCore.Cli.Tests.Reporting;

public sealed class ReportInBrowserTests
{
    [ChromiumFact]
    public async Task Every_chart_is_drawn_and_the_policy_stops_nothing()
    {
        (string dom, string log) = await Chromium.OpenAsync(RenderedReport.Of(SampleReport.Build(160), ReportLanguage.Chinese));
        string markup = RenderedReport.MarkupOf(dom);
        Assert.DoesNotContain("CONSOLE", log, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(markup, "data-chart="), Regex.Count(markup, "data-chart=\"[^>]+>\\s*<div[^>]*>\\s*<svg"));
        Assert.DoesNotContain("class=\"numbers\" open", markup, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task A_hostile_text_runs_nothing()
    {
        (string dom, string log) = await Chromium.OpenAsync(RenderedReport.Of(HostileReport.Model));
        string markup = RenderedReport.MarkupOf(dom);
        Assert.DoesNotContain("CONSOLE", log, StringComparison.Ordinal);
        Assert.DoesNotContain("<title>owned", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", markup, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task An_empty_report_opens_without_an_error()
    {
        (_, string log) = await Chromium.OpenAsync(RenderedReport.Of(RenderedReport.Empty));
        Assert.DoesNotContain("CONSOLE", log, StringComparison.Ordinal);
    }
}
