using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting.Sections;

/// <summary>The chances that were given, against what came of them.</summary>
internal sealed class CalibrationSection : Section
{
    public override string Key => "calibration";

    public override bool HasData(ReportModel model) => model.Calibration is { Shares.Count: > 0 };

    public override void Write(ReportModel model, ReportPage page)
    {
        CalibrationFigures figures = model.Calibration!;
        if (!figures.IsTrustworthy)
        {
            page.Html.Write($"<p>{page.Texts.With("calibration.few", page.Format.Count(figures.Estimates), page.Format.Count(figures.Periods))}</p>\n");
        }

        page.Chart(new(
            "calibration", page.Texts["calibration.chart.title"], ChartKind.Columns, ChartUnit.Percent, page.Texts["calibration.axis"], page.Texts["calibration.value"],
            [.. figures.Shares.Select(share => page.Texts.With("calibration.bin", $"{page.Format.Percent(share.From)}–{page.Format.Percent(share.To)}", page.Texts.Count("count.deals", share.Count)))],
            [
                new(page.Texts["calibration.given"], ChartMark.Bar, ChartColor.Sky, [.. figures.Shares.Select(share => (double?)share.MeanEstimate)]),
                new(page.Texts["calibration.won"], ChartMark.Bar, ChartColor.Green, [.. figures.Shares.Select(share => (double?)share.Won)]),
            ]));
    }
}
