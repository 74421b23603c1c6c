namespace CrmCore.Cli.Reporting.Sections;

/// <summary>What to do today: how many deals each check marks, and by owner the deals that matter most, each with what to do about it.</summary>
internal sealed class HealthSection : Section
{
    private const int OwnersShown = 24;
    private const int DealsShown = 4;
    private const int DealsOnPaper = 2;

    public override string Key => "health";

    public override bool HasData(ReportModel model) => model.Health is not null;

    public override void Write(ReportModel model, ReportPage page)
    {
        HealthFigures health = model.Health!;
        page.Html.Write($"""
            <p class="figure" data-figure="health-marked" data-value="{health.Marked}">{page.Texts.With("health.summary", page.Format.Count(health.Marked), page.Format.Count(health.Checked))}</p><ul class="marks">
            """);
        foreach (HealthCheckCount check in health.Checks)
        {
            page.Html.Write($"""<li class="mark {Css(check.Severity)}" data-check="{check.Key}" data-value="{check.Count}"><b>{page.Of(check.Name)}</b> {page.Format.Count(check.Count)}</li>""");
        }

        page.Html.Write($"</ul><div class=\"owners\">\n");
        foreach (OwnerToDo owner in MostUrgent(health.Owners).Take(OwnersShown))
        {
            Write(owner, page);
        }

        page.Html.Write($"</div>\n");
        page.More("more.owners", health.Owners.Count - OwnersShown);
    }

    private static IEnumerable<OwnerToDo> MostUrgent(IReadOnlyList<OwnerToDo> owners) => owners
        .OrderByDescending(owner => owner.Deals.Count(deal => deal.Findings[0].Severity == Severity.Alarm))
        .ThenByDescending(owner => owner.Deals.Sum(deal => deal.Amount ?? 0));

    private static void Write(OwnerToDo owner, ReportPage page)
    {
        page.Html.Write($"""<article class="panel owner" data-value="{owner.Deals.Count}"><h3>{owner.Name ?? page.Texts["health.nobody"]} <span class="count">{page.Format.Count(owner.Deals.Count)}</span></h3><ol>""");
        for (int index = 0; index < Math.Min(owner.Deals.Count, DealsShown); index++)
        {
            Write(owner.Deals[index], index < DealsOnPaper ? "" : "screen", page);
        }

        page.Html.Write($"</ol>");
        if (owner.Deals.Count > DealsShown)
        {
            page.Html.Write($"""<p class="more screen">{page.Texts.Count("more.deals", owner.Deals.Count - DealsShown)}</p>""");
        }

        if (owner.Deals.Count > DealsOnPaper)
        {
            page.Html.Write($"""<p class="more paper">{page.Texts.Count("more.deals", owner.Deals.Count - DealsOnPaper)}</p>""");
        }

        page.Html.Write($"</article>\n");
    }

    private static void Write(DealToDo deal, string css, ReportPage page)
    {
        DealFinding first = deal.Findings[0];
        string about = string.Join(" · ", ((string?[])[deal.Account == deal.Name ? null : deal.Account, deal.Amount is { } amount ? page.Format.Money(amount) : null, page.Of(deal.Stage)]).Where(part => part is not null));
        page.Html.Write($"""
            <li class="{css}"><p><b>{deal.Name}</b> <span class="quiet">{about}</span></p>
            <p class="do {Css(first.Severity)}" data-code="{first.Code}">{page.Of(first.Text)} <span class="advice">{page.Of(first.Advice)}</span></p>
            """);
        if (deal.Findings.Count > 1)
        {
            page.Html.Write($"""<p class="tags">""");
            foreach (DealFinding finding in deal.Findings.Skip(1))
            {
                page.Html.Write($"""<span class="mark {Css(finding.Severity)}" title="{page.Of(finding.Text)}">{page.Of(finding.Name)}</span>""");
            }

            page.Html.Write($"</p>");
        }

        page.Html.Write($"</li>\n");
    }

    private static string Css(Severity severity) => severity.ToString().ToLowerInvariant();
}
