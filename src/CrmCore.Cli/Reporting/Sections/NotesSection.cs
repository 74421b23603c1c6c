namespace CrmCore.Cli.Reporting.Sections;

internal sealed class NotesSection : Section
{
    public override string Key => "notes";

    public override bool HasData(ReportModel model) => model.Notes.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        page.Html.Write($"""<ul class="notes panel">""");
        foreach (DataNote note in model.Notes.OrderByDescending(note => note.Severity))
        {
            page.Html.Write($"""<li class="{note.Severity.ToString().ToLowerInvariant()}" data-note="{note.Key}">{page.Of(note.Text)}</li>""");
        }

        page.Html.Write($"</ul>\n");
    }
}
