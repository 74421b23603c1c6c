namespace CrmCore.Cli.Reporting.Sections;

internal sealed class LoadSection : Section
{
    private const int OwnersShown = 30;

    public override string Key => "load";

    public override bool HasData(ReportModel model) => model.Pools.Count + model.Owners.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        (ReportTexts texts, ReportFormat format) = (page.Texts, page.Format);
        page.Html.Write($"""<div class="pair">""");
        if (model.Pools.Count > 0)
        {
            page.Html.Write($"""<div class="panel"><h3>{texts["load.pools"]}</h3>""");
            page.Table(model.Pools,
            [
                new(texts["load.pool"], pool => page.Of(pool.Name)),
                new(texts["axis.leads"], pool => format.Count(pool.Leads), Numeric: true),
                new(texts["load.oldest"], pool => format.Days(pool.OldestDays), Numeric: true),
                new(texts["load.members"], pool => pool.Members is { } members ? format.Count(members) : texts["load.everybody"], Numeric: true),
                new(texts["load.claimed"], pool => format.Count(pool.ClaimedLast7Days), Numeric: true),
            ]);
            page.Html.Write($"</div>\n");
        }

        if (model.Owners.Count > 0)
        {
            WriteOwners([.. model.Owners.OrderByDescending(owner => owner.OpenAmount).Take(OwnersShown)], page);
        }

        page.Html.Write($"</div>\n");
        page.More("more.owners", model.Owners.Count - OwnersShown);
    }

    private static void WriteOwners(IReadOnlyList<OwnerLoad> owners, ReportPage page)
    {
        (ReportTexts texts, ReportFormat format) = (page.Texts, page.Format);
        page.Html.Write($"""<div class="panel"><h3>{texts["load.owners"]}</h3>""");
        page.Table(owners,
        [
            new(texts["load.owner"], owner => owner.Name),
            new(texts["load.leads"], owner => null, Numeric: true, Cell: (owner, html) => WriteLeads(owner, format, html)),
            new(texts["load.deals"], owner => format.Count(owner.OpenDeals), Numeric: true),
            new(texts["load.amount"], owner => format.Money(owner.OpenAmount), Numeric: true),
            new(texts["load.overdue"], owner => format.Count(owner.OverdueSteps), Numeric: true),
        ]);
        page.Html.Write($"</div>\n");
    }

    private static void WriteLeads(OwnerLoad owner, ReportFormat format, HtmlWriter html)
    {
        if (owner.Capacity is not > 0)
        {
            html.Write($"{format.Count(owner.Leads)}");
            return;
        }

        html.Write($"{format.Count(owner.Leads)} / {format.Count(owner.Capacity)}{new Meter((double)owner.Leads / owner.Capacity.Value)}");
    }
}
