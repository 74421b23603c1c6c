using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting.Sections;

internal sealed class SourcesSection : Section
{
    private const int Shown = 12;

    public override string Key => "sources";

    public override bool HasData(ReportModel model) => model.WinRateBySource.Count + model.LeadsBySource.Count + model.LeadConversion.Count > 0;

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
        if (model.LeadConversion.Count > 0)
        {
            WriteConversion([.. model.LeadConversion.Take(Shown)], page);
        }
    }

    private static void WriteConversion(LeadConversionRow[] rows, ReportPage page)
    {
        (ReportTexts texts, ReportFormat format) = (page.Texts, page.Format);
        page.Html.Write($"""<div class="panel" data-groups="lead-conversion" data-won="{rows.Sum(row => row.Converted)}"><h3>{texts["sources.conversion"]}</h3>""");
        page.Table(rows,
        [
            new(texts["sources.source"], row => page.Of(row.Name)),
            new(texts["axis.leads"], row => format.Count(row.Leads), Numeric: true),
            new(texts["sources.converted"], row => format.Count(row.Converted), Numeric: true),
            new(texts["sources.rate"], row => null, Numeric: true, Cell: (row, html) => html.Write($"{format.Rate(row.Rate, row.IsSmall)}{new Meter(row.Rate)}")),
            new(texts["interval"], row => format.Range(row.Low, row.High), Numeric: true),
        ]);
        page.Html.Write($"""<p class="more">{texts["small"]}</p></div>""");
    }

    private static void WriteWinRates(SourceWinRate[] sources, ReportPage page) =>
        page.Chart(new Chart("win-rate-source", page.Texts["sources.winrate"], ChartKind.Bars, ChartUnit.Percent, page.Texts["sources.source"], page.Texts["sources.axis"], [.. sources.Select(row => page.Of(row.Name))],
        [
            new(page.Texts["figures.winrate"], ChartMark.Bar, ChartColor.Green, [.. sources.Select(row => row.Rate)])
            {
                Labels = [.. sources.Select(row => page.Texts.With("sources.of", page.Format.Rate(row.Rate, row.IsSmall), page.Format.Count(row.Won + row.Lost)))],
            },
        ]));
}
