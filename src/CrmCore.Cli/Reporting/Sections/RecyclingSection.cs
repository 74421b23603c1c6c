namespace CrmCore.Cli.Reporting.Sections;

/// <summary>The leads that fall back into their pools soon.</summary>
internal sealed class RecyclingSection : Section
{
    private const int Shown = 20;

    public override string Key => "recycling";

    public override bool HasData(ReportModel model) => model.Recycling.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        ReportTexts texts = page.Texts;
        page.Html.Write($"""<div class="panel" data-figure="leads-recycling" data-value="{model.Recycling.Count}">""");
        page.Table([.. model.Recycling.Take(Shown)],
        [
            new(texts["recycling.lead"], lead => lead.Name, Cell: (lead, html) => html.Write($"""<b>{lead.Name}</b> <span class="quiet">{lead.Company}</span>""")),
            new(texts["recycling.owner"], lead => lead.Owner),
            new(texts["recycling.pool"], lead => page.Of(lead.Pool)),
            new(texts["recycling.date"], lead => page.Format.Date(lead.Date)),
            new(texts["recycling.days"], lead => page.Format.Days(lead.DaysLeft), Numeric: true),
        ]);
        page.Html.Write($"</div>\n");
        page.More("more.leads", model.Recycling.Count - Shown);
    }
}
