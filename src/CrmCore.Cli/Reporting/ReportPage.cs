using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting;

/// <summary>What a section writes to: markup, words, formats, and the building blocks that sections share.</summary>
internal sealed class ReportPage(TextWriter output, ReportLanguage language, string currency)
{
    private readonly List<Chart> _charts = [];

    public HtmlWriter Html { get; } = new(output);

    public ReportTexts Texts { get; } = new(language);

    public ReportFormat Format { get; } = new(language, currency);

    public ReportLanguage Language => language;

    public string Currency => currency;

    public IReadOnlyList<Chart> Charts => _charts;

    public string Of(LocalizedText? text) => text is null ? ReportFormat.None : language.Of(text);

    /// <summary>Places a chart here; its data follow at the end of the page.</summary>
    public void Chart(Chart chart)
    {
        _charts.Add(chart);
        ChartFigure.Write(chart, this);
    }

    public void Table<T>(IReadOnlyList<T> rows, IReadOnlyList<Column<T>> columns)
    {
        Html.Write($"""<div class="scroll"><table><thead><tr>""");
        foreach (Column<T> column in columns)
        {
            Html.Write($"""<th scope="col" class="{column.Class}">{column.Header}</th>""");
        }

        Html.Write($"</tr></thead><tbody>\n");
        foreach (T row in rows)
        {
            Html.Write($"<tr>");
            foreach (Column<T> column in columns)
            {
                Html.Write($"""<td class="{column.Class}" data-label="{column.Header}">""");
                column.Write(row, Html);
                Html.Write($"</td>");
            }

            Html.Write($"</tr>\n");
        }

        Html.Write($"</tbody></table></div>\n");
    }

    /// <summary>Says that a list was cut.</summary>
    public void More(string key, int hidden)
    {
        if (hidden > 0)
        {
            Html.Write($"""<p class="more">{Texts.Count(key, hidden)}</p>""");
        }
    }
}
