using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting.Sections;

internal sealed class ReasonsSection : Section
{
    private const int Shown = 10;

    public override string Key => "reasons";

    public override bool HasData(ReportModel model) => model.WinReasons.Count + model.LossReasons.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        page.Html.Write($"""<div class="pair">""");
        WriteChart(page, "reasons-lost", "reasons.lost", ChartColor.Vermilion, model.LossReasons);
        WriteChart(page, "reasons-won", "reasons.won", ChartColor.Green, model.WinReasons);
        page.Html.Write($"</div>\n");
    }

    private static void WriteChart(ReportPage page, string id, string title, ChartColor color, IReadOnlyList<ReasonCount> reasons)
    {
        if (reasons.Count == 0)
        {
            return;
        }

        ReasonCount[] top = [.. reasons.OrderByDescending(reason => reason.Count).ThenByDescending(reason => reason.Amount).Take(Shown)];
        page.Chart(new Chart(id, page.Texts[title], ChartKind.Bars, ChartUnit.Count, page.Texts["reasons.reason"], page.Texts["axis.deals"], [.. top.Select(reason => page.Of(reason.Name))],
        [
            new(page.Texts["axis.deals"], ChartMark.Bar, color, [.. top.Select(reason => (double?)reason.Count)])
            {
                Labels = [.. top.Select(reason => $"{page.Format.Count(reason.Count)} · {page.Format.ShortMoney(reason.Amount)}")],
            },
        ]));
    }
}
