using CrmCore.Cli.Reporting.Charts;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Reporting.Sections;

internal sealed class StagesSection : Section
{
    public override string Key => "stages";

    public override bool HasData(ReportModel model) => model.Stages.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        ReportTexts texts = page.Texts;
        StageFigures[] open = [.. model.Stages.Where(stage => stage.Kind == StageKind.Open)];
        page.Html.Write($"""<div class="pair">""");
        if (open.Length > 0)
        {
            page.Chart(new Chart("stages", texts["stages.chart"], ChartKind.Bars, ChartUnit.Money, texts["stages.stage"], texts.With("axis.amount", page.Currency), [.. open.Select(stage => page.Of(stage.Name))],
            [
                new(texts["stages.amount"], ChartMark.Bar, ChartColor.Sky, [.. open.Select(stage => (double?)stage.Amount)]),
                new(texts["stages.weighted"], ChartMark.Bar, ChartColor.Blue, [.. open.Select(stage => (double?)stage.Weighted)]),
            ]));
        }

        page.Html.Write($"""<div class="panel"><h3>{texts["stages.table"]}</h3>""");
        page.Table(model.Stages,
        [
            new(texts["stages.stage"], stage => page.Of(stage.Name)),
            new(texts["stages.count"], stage => page.Format.Count(stage.Count), Numeric: true),
            new(texts["stages.amount"], stage => page.Format.Money(stage.Amount), Numeric: true),
            new(texts["stages.weighted"], stage => stage.Kind == StageKind.Open ? page.Format.Money(stage.Weighted) : ReportFormat.None, Numeric: true),
            new(texts["stages.probability"], stage => page.Format.Percent(stage.Probability), Numeric: true),
            new(texts["stages.age"], stage => page.Format.Days(stage.AverageAgeDays), Numeric: true),
        ]);
        page.Html.Write($"</div></div>\n");
    }
}
