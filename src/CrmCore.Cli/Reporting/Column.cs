namespace CrmCore.Cli.Reporting;

/// <summary>A column of a table. <paramref name="Cell"/> takes the place of the text where a cell has markup of its own.</summary>
internal sealed record Column<T>(string Header, Func<T, string?> Text, bool Numeric = false, Action<T, HtmlWriter>? Cell = null)
{
    public string Class => Numeric ? "number" : "text";

    public void Write(T row, HtmlWriter html)
    {
        if (Cell is null)
        {
            html.Write($"{Text(row)}");
        }
        else
        {
            Cell(row, html);
        }
    }
}
