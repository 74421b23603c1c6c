namespace CrmCore.Cli.Reporting.Charts;

/// <summary>Writes a chart's frame: title, the place to draw in, and the same numbers as a table, which is open until the script has drawn.</summary>
internal static class ChartFigure
{
    public static void Write(Chart chart, ReportPage page)
    {
        string label = page.Texts.With("chart.label", chart.Title, chart.CategoryAxis, chart.ValueAxis, string.Join(", ", chart.Series.Select(series => series.Name)));
        page.Html.Write($"""
            <figure class="chart"><figcaption>{chart.Title}</figcaption>
            <div class="plot" data-chart="{chart.Id}" role="img" aria-label="{label}"></div>
            <details class="numbers" open><summary>{page.Texts["chart.numbers"]}</summary>
            """);
        List<Column<int>> columns = [new(chart.CategoryAxis, index => chart.Categories[index])];
        columns.AddRange(chart.Series.Select(series => new Column<int>(series.Name, index => Text(series, index, chart.Unit, page.Format), Numeric: true)));
        page.Table([.. Enumerable.Range(0, chart.Categories.Count)], columns);
        page.Html.Write($"</details></figure>\n");
    }

    private static string Text(ChartSeries series, int index, ChartUnit unit, ReportFormat format) => (series.Labels, series.Values[index], unit) switch
    {
        ({ } labels, _, _) => labels[index],
        (_, null, _) => ReportFormat.None,
        (_, { } value, ChartUnit.Money) => format.Money((decimal)value),
        (_, { } value, ChartUnit.Percent) => format.Percent(value),
        (_, { } value, ChartUnit.Days) => format.Days(value),
        (_, { } value, _) => format.Count((int)value),
    };
}
