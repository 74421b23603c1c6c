using System.Globalization;

namespace CrmCore.Cli.Reporting.Sections;

internal sealed class FiguresSection : Section
{
    public override string Key => "figures";

    public override bool HasData(ReportModel model) => model.Figures is not null;

    public override void Write(ReportModel model, ReportPage page)
    {
        KeyFigures figures = model.Figures!;
        (ReportTexts texts, ReportFormat format) = (page.Texts, page.Format);
        string deals = texts.Count("count.deals", figures.WonInPeriodCount);
        page.Html.Write($"<dl class=\"figures\">\n");
        Money(page, "open-pipeline", texts["figures.open"], figures.OpenPipeline, texts.Count("count.open", figures.OpenCount));
        Money(page, "weighted-forecast", texts["figures.weighted"], figures.WeightedForecast, texts.With("figures.weighted.note", format.Percent(Share(figures.WeightedForecast, figures.OpenPipeline))));
        Money(page, "won", texts.With("figures.won", page.Of(figures.Period)), figures.WonInPeriod, figures.Quota is { } quota
            ? texts.With("figures.won.quota", deals, format.Percent(Share(figures.WonInPeriod, quota)), format.ShortMoney(quota))
            : deals);
        Write(page, "win-rate", texts["figures.winrate"], figures.WinRate?.ToString("R", CultureInfo.InvariantCulture), format.Percent(figures.WinRate), texts.With("figures.winrate.note", format.Count(figures.Won), format.Count(figures.Lost)));
        Write(page, "average-cycle-days", texts["figures.cycle"], figures.AverageCycleDays?.ToString("R", CultureInfo.InvariantCulture), format.Days(figures.AverageCycleDays), texts["figures.cycle.note"]);
        Write(page, "leads-waiting", texts["figures.waiting"], figures.LeadsWaiting.ToString(CultureInfo.InvariantCulture), format.Count(figures.LeadsWaiting), figures.LongestWaitDays is { } days
            ? texts.With("figures.waiting.note", format.Days(days))
            : "");
        page.Html.Write($"</dl>\n");
    }

    private static double? Share(decimal part, decimal whole) => whole == 0 ? null : (double)(part / whole);

    private static void Money(ReportPage page, string key, string name, decimal amount, string note) =>
        Write(page, key, name, amount.ToString(CultureInfo.InvariantCulture), page.Format.ShortMoney(amount), note, page.Format.Money(amount));

    private static void Write(ReportPage page, string key, string name, string? value, string shown, string note, string? exact = null) =>
        page.Html.Write($"""
            <div data-figure="{key}" data-value="{value}"><dt>{name}</dt><dd class="value" title="{exact ?? shown}">{shown}</dd><dd class="note">{note}</dd></div>

            """);
}
