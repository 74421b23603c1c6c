using System.Globalization;
using System.Text.RegularExpressions;
using CrmCore.Cli.Reporting;
using CrmCore.Cli.Reporting.Sections;

namespace CrmCore.Cli.Tests.Reporting;

public sealed partial class HtmlReportTests
{
    private static readonly ReportModel Sample = SampleReport.Build(160);

    [Fact]
    public void The_key_figures_can_be_read_from_the_page()
    {
        string page = RenderedReport.Of(Sample);
        KeyFigures figures = Sample.Figures!;
        AssertFigure(page, "open-pipeline", figures.OpenPipeline.ToString(CultureInfo.InvariantCulture));
        AssertFigure(page, "weighted-forecast", figures.WeightedForecast.ToString(CultureInfo.InvariantCulture));
        AssertFigure(page, "won", figures.WonInPeriod.ToString(CultureInfo.InvariantCulture));
        AssertFigure(page, "win-rate", figures.WinRate!.Value.ToString("R", CultureInfo.InvariantCulture));
        AssertFigure(page, "average-cycle-days", "67.4");
        AssertFigure(page, "leads-waiting", "214");
    }

    [Fact]
    public void What_the_analyses_found_can_be_read_from_the_page()
    {
        string page = RenderedReport.Of(Sample);
        AssertFigure(page, "velocity-per-day", "43000");
        AssertFigure(page, "velocity-cycle", "67.4");
        AssertFigure(page, "health-marked", Sample.Health!.Marked.ToString(CultureInfo.InvariantCulture));
        Assert.Contains("data-check=\"close-date-passed\" data-value=\"14\"", page, StringComparison.Ordinal);
        Assert.Contains("data-groups=\"closed-size\" data-won=\"138\" data-lost=\"93\"", page, StringComparison.Ordinal);
        Assert.Contains("&lt; $10K", page, StringComparison.Ordinal);
        Assert.Contains("Rival &amp; Sons", page, StringComparison.Ordinal);
        Assert.Contains("&#xA0;*", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_section_with_data_is_shown_and_linked()
    {
        string page = RenderedReport.Of(Sample);
        Assert.All(ReportSections.InOrder, section =>
        {
            Assert.Contains($"<section id=\"{section.Key}\"", page, StringComparison.Ordinal);
            Assert.Contains($"<a href=\"#{section.Key}\">", page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_section_without_data_is_neither_shown_nor_linked()
    {
        string page = RenderedReport.Of(Sample with { Duplicates = [], Cards = [] });
        Assert.DoesNotContain("id=\"duplicates\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("#board", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_model_says_that_there_is_nothing()
    {
        string page = RenderedReport.MarkupOf(RenderedReport.Of(RenderedReport.Empty));
        Assert.Contains("nothing to report yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<section", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_that_are_not_known_are_no_numbers()
    {
        KeyFigures figures = new(0, 0, 0, LocalizedText.FromString("Q1"), 0, 0, null, 0, 0, null, 0, null);
        string page = RenderedReport.Of(RenderedReport.Empty with { Figures = figures });
        AssertFigure(page, "win-rate", "");
        Assert.DoesNotContain("NaN", RenderedReport.MarkupOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_column_is_cut_and_says_so()
    {
        string page = RenderedReport.Of(SampleReport.Build(1000));
        Assert.Equal(4 * BoardSection.CardsShown, Card().Count(page));
        Assert.Contains("and 220 more", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_is_written_in_the_language_asked_for()
    {
        string chinese = RenderedReport.Of(Sample, ReportLanguage.For(CultureInfo.GetCultureInfo("zh-CN")));
        Assert.Contains("<html lang=\"zh-Hans\">", chinese, StringComparison.Ordinal);
        Assert.Contains("加权预测", chinese, StringComparison.Ordinal);
        Assert.Contains("产品咨询", chinese, StringComparison.Ordinal);
        string english = RenderedReport.Of(Sample, ReportLanguage.For(CultureInfo.GetCultureInfo("de-DE")));
        Assert.Contains("Weighted forecast", english, StringComparison.Ordinal);
        Assert.DoesNotContain("产品咨询", english, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000, 1_000_000)]
    [InlineData(10_000, 2_000_000)]
    public void The_page_stays_small(int opportunities, int limit)
    {
        int bytes = RenderedReport.Bytes(RenderedReport.Of(SampleReport.Build(opportunities), ReportLanguage.Chinese));
        Assert.True(bytes < limit, $"{opportunities} opportunities make {bytes} bytes.");
    }

    [Fact]
    public void Every_chart_has_its_numbers_and_a_text()
    {
        string markup = RenderedReport.MarkupOf(RenderedReport.Of(Sample));
        int charts = Plot().Count(markup);
        Assert.Equal(13, charts);
        Assert.Equal(charts, Regex.Count(markup, "<details class=\"numbers\" open>"));
    }

    private static void AssertFigure(string page, string key, string value) =>
        Assert.Contains($"data-figure=\"{key}\" data-value=\"{value}\"", page, StringComparison.Ordinal);

    [GeneratedRegex("<article class=\"card")]
    private static partial Regex Card();

    [GeneratedRegex("<div class=\"plot\" data-chart=\"[^\"]+\" role=\"img\" aria-label=\"[^\"]+\">")]
    private static partial Regex Plot();
}
