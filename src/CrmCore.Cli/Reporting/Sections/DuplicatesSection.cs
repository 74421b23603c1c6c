using CrmCore.Matching;

namespace CrmCore.Cli.Reporting.Sections;

/// <summary>Records that are probably one and the same, the surest first.</summary>
internal sealed class DuplicatesSection : Section
{
    private const int Shown = 9;

    public override string Key => "duplicates";

    public override bool HasData(ReportModel model) => model.Duplicates.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        page.Html.Write($"""<div class="clusters" data-figure="duplicate-clusters" data-value="{model.Duplicates.Count}">""");
        foreach (DuplicateCluster cluster in model.Duplicates.OrderByDescending(cluster => cluster.Class).Take(Shown))
        {
            WriteCluster(cluster, page);
        }

        page.Html.Write($"</div>\n");
        page.More("more.clusters", model.Duplicates.Count - Shown);
    }

    private static void WriteCluster(DuplicateCluster cluster, ReportPage page)
    {
        string reasons = string.Join(page.Texts["list.separator"], cluster.Reasons.Select(page.Of));
        page.Html.Write($"""<article class="panel cluster"><p class="score"><b>{page.Texts[cluster.Class == MatchClass.Same ? "duplicates.same" : "duplicates.likely"]}</b> {reasons}</p><ul>""");
        foreach (DuplicateMember member in cluster.Members)
        {
            page.Html.Write($"""<li><span class="kind">{page.Of(member.Kind)}</span><span><b>{member.Name}</b>""");
            if (member.Keep)
            {
                page.Html.Write($""" <span class="keep">{page.Texts["duplicates.keep"]}</span>""");
            }

            foreach (string? detail in new[] { member.Company, member.Reach, member.Owner }.Where(part => !string.IsNullOrWhiteSpace(part)))
            {
                page.Html.Write($"""<span class="quiet">{detail}</span>""");
            }

            page.Html.Write($"</span></li>");
        }

        page.Html.Write($"</ul></article>\n");
    }
}
