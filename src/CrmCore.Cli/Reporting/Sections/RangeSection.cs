using System.Globalization;
using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting.Sections;

/// <summary>The range of the forecast, against the quota and as it changed over the weeks.</summary>
internal sealed class RangeSection : Section
{
    public override string Key => "range";

    public override bool HasData(ReportModel model) => model.Range is { Weeks.Count: > 0 };

    public override void Write(ReportModel model, ReportPage page)
    {
        ForecastRange range = model.Range!;
        RangeWeek now = range.Weeks[^1];
        page.Html.Write($"""<p data-figure="forecast-range" data-value="{now.P10.ToString(CultureInfo.InvariantCulture)} {now.Mean.ToString(CultureInfo.InvariantCulture)} {now.P90.ToString(CultureInfo.InvariantCulture)}">{page.Texts.With("range.now", page.Format.Money(now.P10), page.Format.Money(now.P90), page.Format.Money(now.Mean))} """);
        if (range is { Quota: { } quota, ChanceToReach: { } chance })
        {
            page.Html.Write($"{page.Texts.With("range.chance", page.Format.Money(quota), page.Format.Percent(chance))}");
        }

        page.Html.Write($"</p>\n");
        List<ChartSeries> series =
        [
            Series("range.won", ChartMark.Bar, ChartColor.Green, week => week.Won),
            Series("range.high", ChartMark.Line, ChartColor.Sky, week => week.P90),
            Series("range.mean", ChartMark.Line, ChartColor.Orange, week => week.Mean),
            Series("range.low", ChartMark.Line, ChartColor.Blue, week => week.P10),
            Series("range.base", ChartMark.Point, ChartColor.Grey, week => week.BaseRate),
        ];
        if (range.Quota is { } target)
        {
            series.Add(Series("range.quota", ChartMark.Target, ChartColor.Vermilion, _ => target));
        }

        page.Chart(new(
            "forecast-range", page.Texts.With("range.chart.title", page.Of(range.Period)), ChartKind.Columns, ChartUnit.Money, page.Texts["range.axis"], page.Texts.With("axis.amount", page.Currency),
            [.. range.Weeks.Select(week => page.Format.Day(week.Day))], series));

        ChartSeries Series(string name, ChartMark mark, ChartColor color, Func<RangeWeek, decimal> value) => new(page.Texts[name], mark, color, [.. range.Weeks.Select(week => (double?)value(week))]);
    }
}
