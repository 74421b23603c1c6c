using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting.Sections;

/// <summary>The leads by status, and those that wait, the longest first, with what would get them going.</summary>
internal sealed class WaitingSection : Section
{
    private const int Shown = 15;
    private const int FindingsShown = 6;

    public override string Key => "waiting";

    public override bool HasData(ReportModel model) => model.WaitingLeads.Count + model.LeadsByStatus.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        ReportTexts texts = page.Texts;
        if (model.LeadsByStatus.Count > 0)
        {
            page.Chart(new Chart("leads-status", texts["waiting.status"], ChartKind.Bars, ChartUnit.Count, texts["waiting.status.axis"], texts["axis.leads"], [.. model.LeadsByStatus.Select(row => page.Of(row.Name))],
            [
                new(texts["axis.leads"], ChartMark.Bar, ChartColor.Sky, [.. model.LeadsByStatus.Select(row => (double?)row.Count)])
                {
                    Labels = [.. model.LeadsByStatus.Select(row => page.Format.Count(row.Count))],
                },
            ]));
        }

        if (model.WaitingLeads.Count == 0)
        {
            return;
        }

        WaitingLead[] longest = [.. model.WaitingLeads.OrderByDescending(lead => lead.DaysWaiting).Take(Shown)];
        page.Html.Write($"""<div class="panel stacked"><h3>{texts["waiting.table"]}</h3>""");
        WriteCommonest(model.WaitingLeads, page);
        page.Table(longest,
        [
            new(texts["waiting.lead"], lead => lead.Name, Cell: WriteLead),
            new(texts["sources.source"], lead => page.Of(lead.Source)),
            new(texts["waiting.holder"], lead => page.Of(lead.Holder)),
            new(texts["waiting.days"], lead => page.Format.Days(lead.DaysWaiting), Numeric: true),
            new(texts["waiting.why"], lead => null, Cell: (lead, html) => WriteFindings(lead, page, html)),
        ]);
        page.Html.Write($"</div>\n");
        page.More("more.leads", model.WaitingLeads.Count - longest.Length);
    }

    private static void WriteCommonest(IReadOnlyList<WaitingLead> leads, ReportPage page)
    {
        page.Html.Write($"""<ul class="marks">""");
        foreach (IGrouping<string, LeadFinding> findings in leads.SelectMany(lead => lead.Findings).GroupBy(finding => finding.Code).OrderByDescending(group => group.Count()).Take(FindingsShown))
        {
            LeadFinding finding = findings.First();
            page.Html.Write($"""<li class="mark {finding.Severity.ToString().ToLowerInvariant()}" data-finding="{finding.Code}" data-value="{findings.Count()}"><b>{page.Format.Count(findings.Count())}</b> {page.Of(finding.Text)}</li>""");
        }

        page.Html.Write($"</ul>\n");
    }

    private static void WriteLead(WaitingLead lead, HtmlWriter html) =>
        html.Write($"""<b>{lead.Name}</b> <span class="quiet">{lead.Company}</span>""");

    private static void WriteFindings(WaitingLead lead, ReportPage page, HtmlWriter html)
    {
        html.Write($"""<ul class="findings">""");
        foreach (LeadFinding finding in lead.Findings)
        {
            html.Write($"""<li class="{finding.Severity.ToString().ToLowerInvariant()}" data-code="{finding.Code}">{page.Of(finding.Text)}""");
            if (finding.Advice is { } advice)
            {
                html.Write($""" <span class="advice">{page.Of(advice)}</span>""");
            }

            html.Write($"</li>");
        }

        html.Write($"</ul>");
    }
}
