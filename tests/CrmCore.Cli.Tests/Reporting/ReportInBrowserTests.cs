using System.Globalization;
using System.Text.RegularExpressions;
using CrmCore.Cli.Reporting;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Tests.Support;
using CrmCore.Forecasting;
using CrmCore.Health;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

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

    /// <summary>The whole way: a file imported, the report written by the command, opened by a browser, against what the library finds in the same database.</summary>
    [ChromiumFact]
    public async Task The_figures_in_the_page_of_a_real_run_are_those_of_the_library()
    {
        using TemporaryFolder folder = new();
        DateTimeOffset asOf = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
        CommandRun demo = await CrmCoreProcess.RunAsync("demo", "--dir", folder["demo"]);
        Assert.True(demo.ExitCode == 0, demo.Error);
        string database = Path.Combine(folder["demo"], "crm.db");
        CommandRun report = await CrmCoreProcess.RunAsync("report", "--db", database, "--out", folder["report.html"], "--as-of", "2026-11-23");
        Assert.True(report.ExitCode == 0, report.Error);
        (string dom, string log) = await Chromium.OpenAsync(await File.ReadAllTextAsync(folder["report.html"]), width: 390);
        string markup = RenderedReport.MarkupOf(dom);

        using CrmDatabase crm = CrmDatabase.Open(database);
        OpportunitySnapshot[] deals = await crm.Opportunities.ReadOpportunitiesAsync().ToArrayAsync();
        LeadSnapshot[] leads = await crm.Leads.ReadLeadsAsync().ToArrayAsync();
        Velocity velocity = Velocity.Of(deals, Currency.Eur, asOf);
        HealthList health = HealthList.Of(deals, new(ReadyPipelines.SolutionSale), HealthPolicy.Default, asOf);
        Funnel funnel = Funnel.Of(deals, ReadyPipelines.SolutionSale, asOf);
        WinLossAnalysis closed = WinLossAnalysis.Of(deals, Currency.Eur, asOf);
        Assert.DoesNotContain("CONSOLE", log, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", markup.Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", markup, StringComparison.Ordinal);
        AssertFigure("velocity-per-day", velocity.PerDay!.Value.Amount);
        AssertFigure("velocity-opportunities", velocity.Opportunities);
        AssertFigure("velocity-value", velocity.Value!.Value.Amount);
        AssertFigure("velocity-win-rate", velocity.WinRate!.Value);
        AssertFigure("velocity-cycle", velocity.CycleDays!.Value);
        AssertFigure("health-marked", health.Deals.Count);
        Assert.All(health.Counts, check => Assert.Contains($"data-check=\"{check.Key}\" data-value=\"{check.Value}\"", markup, StringComparison.Ordinal));
        Assert.Contains($"data-groups=\"closed-stage\" data-won=\"{closed.Total.Rate.Won}\" data-lost=\"{closed.Total.Rate.Lost}\"", markup, StringComparison.Ordinal);
        Assert.Contains($"data-groups=\"lead-conversion\" data-won=\"{LeadConversionAnalysis.Of(leads, asOf).Total.Rate.Converted}\"", markup, StringComparison.Ordinal);
        string funnelSection = markup[markup.IndexOf("<section id=\"funnel\"", StringComparison.Ordinal)..];
        Assert.All(funnel.Steps, step => Assert.Contains($"{step.Reached.ToString("N0", CultureInfo.InvariantCulture)} · ", funnelSection, StringComparison.Ordinal));

        void AssertFigure(string key, IFormattable value) =>
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"data-figure=\"{key}\" data-value=\"{value}\""), markup, StringComparison.Ordinal);
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
