using CrmCore.Cli.Analysis;
using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting.Sections;

/// <summary>Why deals are won and lost, from which stage, against whom, and of which size.</summary>
internal sealed class ReasonsSection : Section
{
    private const int Shown = 10;

    public override string Key => "reasons";

    public override bool HasData(ReportModel model) => model.WinReasons.Count + model.LossReasons.Count + model.ClosedByStage.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        page.Html.Write($"""<div class="pair">""");
        WriteChart(page, "reasons-lost", "reasons.lost", ChartColor.Vermilion, model.LossReasons);
        WriteChart(page, "reasons-won", "reasons.won", ChartColor.Green, model.WinReasons);
        page.Html.Write($"""</div><div class="pair tables">""");
        WriteGroups(page, "closed-stage", "reasons.stage", model.ClosedByStage, row => page.Of(row.Name));
        WriteGroups(page, "closed-size", "reasons.size", model.ClosedBySize, row => row.Key is { } band ? GroupNames.OfBand(band, page.Format.ShortMoney) : page.Of(row.Name));
        WriteGroups(page, "closed-competitor", "reasons.competitor", model.ClosedByCompetitor, row => page.Of(row.Name));
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

    private static void WriteGroups(ReportPage page, string id, string title, IReadOnlyList<WinLossRow> rows, Func<WinLossRow, string> name)
    {
        if (rows.Count == 0)
        {
            return;
        }

        (ReportTexts texts, ReportFormat format) = (page.Texts, page.Format);
        page.Html.Write($"""<div class="panel" data-groups="{id}" data-won="{rows.Sum(row => row.Won)}" data-lost="{rows.Sum(row => row.Lost)}"><h3>{texts[title]}</h3>""");
        page.Table([.. rows.Take(Shown)],
        [
            new(texts[title + ".column"], name),
            new(texts["reasons.won.count"], row => format.Count(row.Won), Numeric: true),
            new(texts["reasons.lost.count"], row => format.Count(row.Lost), Numeric: true),
            new(texts["figures.winrate"], row => null, Numeric: true, Cell: (row, html) => html.Write($"{format.Rate(row.Rate, row.IsSmall)}{new Meter(row.Rate)}")),
            new(texts["interval"], row => format.Range(row.Low, row.High), Numeric: true),
        ]);
        page.More("more.groups", rows.Count - Shown);
        if (rows.Take(Shown).Any(row => row.IsSmall))
        {
            page.Html.Write($"""<p class="more">{texts["small"]}</p>""");
        }

        page.Html.Write($"</div>\n");
    }
}
