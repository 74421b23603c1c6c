using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting.Sections;

internal sealed class SourcesSection : Section
{
    private const int Shown = 12;

    public override string Key => "sources";

    public override bool HasData(ReportModel model) => model.WinRateBySource.Count + model.LeadsBySource.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        page.Html.Write($"""<div class="pair">""");
        if (model.WinRateBySource.Count > 0)
        {
            WriteWinRates([.. model.WinRateBySource.OrderByDescending(row => row.Won + row.Lost).Take(Shown).OrderByDescending(row => row.Rate)], page);
        }

        if (model.LeadsBySource.Count > 0)
        {
            LeadCount[] sources = [.. model.LeadsBySource.OrderByDescending(row => row.Count).Take(Shown)];
            page.Chart(new Chart("leads-source", page.Texts["sources.leads"], ChartKind.Bars, ChartUnit.Count, page.Texts["sources.source"], page.Texts["axis.leads"], [.. sources.Select(row => page.Of(row.Name))],
            [
                new(page.Texts["axis.leads"], ChartMark.Bar, ChartColor.Purple, [.. sources.Select(row => (double?)row.Count)])
                {
                    Labels = [.. sources.Select(row => page.Format.Count(row.Count))],
                },
            ]));
        }

        page.Html.Write($"</div>\n");
    }

    private static void WriteWinRates(SourceWinRate[] sources, ReportPage page) =>
        page.Chart(new Chart("win-rate-source", page.Texts["sources.winrate"], ChartKind.Bars, ChartUnit.Percent, page.Texts["sources.source"], page.Texts["sources.axis"], [.. sources.Select(row => page.Of(row.Name))],
        [
            new(page.Texts["figures.winrate"], ChartMark.Bar, ChartColor.Green, [.. sources.Select(row => row.Rate)])
            {
                Labels = [.. sources.Select(row => page.Texts.With("sources.of", page.Format.Percent(row.Rate), page.Format.Count(row.Won + row.Lost)))],
            },
        ]));
}
