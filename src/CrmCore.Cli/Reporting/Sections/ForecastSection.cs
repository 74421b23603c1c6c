using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting.Sections;

internal sealed class ForecastSection : Section
{
    private const int OwnersShown = 12;

    public override string Key => "forecast";

    public override bool HasData(ReportModel model) => model.ForecastByPeriod.Count + model.ForecastByOwner.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        if (model.ForecastByPeriod.Count > 0)
        {
            page.Chart(Chart(page, "forecast-period", "forecast.period", ChartKind.Columns, model.ForecastByPeriod));
        }

        if (model.ForecastByOwner.Count > 0)
        {
            ForecastRow[] owners = [.. model.ForecastByOwner.OrderByDescending(row => row.Total).Take(OwnersShown)];
            page.Chart(Chart(page, "forecast-owner", "forecast.owner", ChartKind.Bars, owners));
            page.More("more.owners", model.ForecastByOwner.Count - owners.Length);
        }
    }

    private static Chart Chart(ReportPage page, string id, string key, ChartKind kind, IReadOnlyList<ForecastRow> rows)
    {
        List<ChartSeries> series =
        [
            Stacked("forecast.won", ChartColor.Green, row => row.Won),
            Stacked("forecast.commit", ChartColor.Blue, row => row.Commit),
            Stacked("forecast.best", ChartColor.Sky, row => row.BestCase),
            Stacked("forecast.pipeline", ChartColor.Grey, row => row.Pipeline),
            Series("forecast.total", ChartMark.Point, ChartColor.Orange, row => row.Total),
        ];
        if (rows.Any(row => row.Quota is not null))
        {
            series.Add(Series("forecast.quota", ChartMark.Target, ChartColor.Vermilion, row => row.Quota));
        }

        return new Chart(id, page.Texts[key + ".title"], kind, ChartUnit.Money, page.Texts[key + ".axis"], page.Texts.With("axis.amount", page.Currency), [.. rows.Select(row => page.Of(row.Name))], series);

        ChartSeries Series(string name, ChartMark mark, ChartColor color, Func<ForecastRow, decimal?> value) =>
            new(page.Texts[name], mark, color, [.. rows.Select(row => (double?)value(row))]);

        ChartSeries Stacked(string name, ChartColor color, Func<ForecastRow, decimal?> value) =>
            Series(name, ChartMark.Bar, color, value) with { Stack = "amount" };
    }
}
