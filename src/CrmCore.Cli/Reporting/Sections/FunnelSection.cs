using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting.Sections;

internal sealed class FunnelSection : Section
{
    public override string Key => "funnel";

    public override bool HasData(ReportModel model) => model.Funnel.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        string[] labels = [.. model.Funnel.Select(step => $"{page.Format.Count(step.Reached)} · {page.Format.Percent(step.Share)}")];
        page.Chart(new Chart("funnel", page.Texts["funnel.chart"], ChartKind.Funnel, ChartUnit.Count, page.Texts["stages.stage"], page.Texts["funnel.axis"], [.. model.Funnel.Select(step => page.Of(step.Name))],
        [
            new(page.Texts["funnel.reached"], ChartMark.Bar, ChartColor.Blue, [.. model.Funnel.Select(step => (double?)step.Reached)]) { Labels = labels },
        ]));
    }
}
