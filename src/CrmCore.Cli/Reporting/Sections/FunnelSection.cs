using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting.Sections;

/// <summary>How many deals get how far, how many are passed on at each stage, and how soon.</summary>
internal sealed class FunnelSection : Section
{
    private const int CurvesShown = 6;

    private static readonly ChartColor[] Colors = [ChartColor.Blue, ChartColor.Vermilion, ChartColor.Green, ChartColor.Purple, ChartColor.Orange, ChartColor.Ink];

    public override string Key => "funnel";

    public override bool HasData(ReportModel model) => model.Funnel.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        string[] labels = [.. model.Funnel.Select(step => $"{page.Format.Count(step.Reached)} · {page.Format.Percent(step.Share)}")];
        FunnelRow[] curves = [.. model.Funnel.Where(step => step.PassedBy.Count > 0).Take(CurvesShown)];
        page.Html.Write($"""<div class="pair">""");
        page.Chart(new Chart("funnel", page.Texts["funnel.chart"], ChartKind.Funnel, ChartUnit.Count, page.Texts["stages.stage"], page.Texts["funnel.axis"], [.. model.Funnel.Select(step => page.Of(step.Name))],
        [
            new(page.Texts["funnel.reached"], ChartMark.Bar, ChartColor.Blue, [.. model.Funnel.Select(step => (double?)step.Reached)]) { Labels = labels },
        ]));
        if (curves.Length > 0)
        {
            page.Chart(new Chart("funnel-time", page.Texts["funnel.time"], ChartKind.Columns, ChartUnit.Percent, page.Texts["funnel.time.days"], page.Texts["funnel.time.axis"], [.. FunnelRow.Days.Select(day => page.Format.Count(day))],
                [.. curves.Select((step, index) => new ChartSeries(page.Of(step.Name), ChartMark.Line, Colors[index], step.PassedBy))]));
        }

        page.Html.Write($"</div>\n");
        WriteTable([.. model.Funnel.SkipLast(1)], page);
    }

    private static void WriteTable(IReadOnlyList<FunnelRow> steps, ReportPage page)
    {
        (ReportTexts texts, ReportFormat format) = (page.Texts, page.Format);
        page.Html.Write($"""<div class="panel"><h3>{texts["funnel.table"]}</h3>""");
        page.Table(steps,
        [
            new(texts["stages.stage"], step => page.Of(step.Name)),
            new(texts["funnel.count"], step => format.Count(step.Reached), Numeric: true),
            new(texts["funnel.passed"], step => null, Numeric: true, Cell: (step, html) => html.Write($"{format.Rate(step.Conversion, step.IsSmall)}{new Meter(step.Conversion)}")),
            new(texts["interval"], step => format.Range(step.Low, step.High), Numeric: true),
            new(texts["funnel.median"], step => format.Days(step.MedianDaysToNext), Numeric: true),
            new(texts["funnel.here"], step => format.Days(step.MedianDaysHere), Numeric: true),
            new(texts["funnel.lost"], step => format.Count(step.Lost), Numeric: true),
            new(texts["funnel.pending"], step => format.Count(step.Pending), Numeric: true),
        ]);
        page.Html.Write($"""<p class="more">{texts["small"]}</p></div>""");
    }
}
