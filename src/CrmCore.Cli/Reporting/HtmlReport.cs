using CrmCore.Cli.Reporting.Charts;

namespace CrmCore.Cli.Reporting;

/// <summary>Writes a <see cref="ReportModel"/> as one HTML page that needs no network. Write it to a file as UTF-8.</summary>
internal static class HtmlReport
{
    public static void Write(ReportModel model, ReportLanguage language, TextWriter output)
    {
        ReportPage page = new(output, language, model.Currency);
        Section[] sections = [.. ReportSections.InOrder.Where(section => section.HasData(model))];
        WriteHead(model, page);
        WriteHeader(model, page, sections);
        WriteSections(model, page, sections);
        WriteScripts(page);
    }

    private static void WriteHead(ReportModel model, ReportPage page)
    {
        string policy = $"default-src 'none'; img-src data:; style-src {ReportAsset.Style.Hash}; "
            + $"script-src {ReportAsset.ChartLibrary.Hash} {ReportAsset.Script.Hash}; base-uri 'none'; form-action 'none'";
        page.Html.Write($"""
            <!DOCTYPE html>
            <html lang="{page.Language.Tag}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="CrmCore">
            <title>{page.Of(model.Title)}</title>
            <link rel="icon" href="data:,">
            <style>
            """);
        page.Html.WriteTrusted(ReportAsset.Style.Text);
        page.Html.Write($"</style>\n</head>\n");
    }

    private static void WriteHeader(ReportModel model, ReportPage page, Section[] sections)
    {
        ReportTexts texts = page.Texts;
        page.Html.Write($"""
            <body>
            <a class="skip" href="#content">{texts["page.skip"]}</a>
            <header class="top">
            <div class="bar">
            <div><h1>{page.Of(model.Title)}</h1>
            <p class="asof">{texts["page.asof"]} <time datetime="{model.AsOf.ToString("O")}">{page.Format.Instant(model.AsOf)}</time> · {texts.With("page.currency", model.Currency)} · {texts["page.language"]}</p></div>
            <div class="tools"><button type="button" id="theme" hidden>{texts["page.theme"]}</button><button type="button" id="print" hidden>{texts["page.print"]}</button></div>
            </div>
            </header>
            <nav aria-label="{texts["page.sections"]}"><ul>
            """);
        foreach (Section section in sections)
        {
            page.Html.Write($"""<li><a href="#{section.Key}">{texts[section.Key + ".nav"]}</a></li>""");
        }

        page.Html.Write($"</ul></nav>\n");
    }

    private static void WriteSections(ReportModel model, ReportPage page, Section[] sections)
    {
        page.Html.Write($"""<main id="content">""");
        if (sections.Length == 0)
        {
            page.Html.Write($"""<p class="empty">{page.Texts["page.empty"]}</p>""");
        }

        foreach (Section section in sections)
        {
            page.Html.Write($"""
                <section id="{section.Key}" aria-labelledby="{section.Key}-title">
                <h2 id="{section.Key}-title">{page.Texts[section.Key + ".title"]}</h2>

                """);
            if (page.Texts.Find(section.Key + ".intro") is { } intro)
            {
                page.Html.Write($"""<p class="intro">{intro}</p>""");
            }

            section.Write(model, page);
            page.Html.Write($"</section>\n");
        }

        page.Html.Write($"""</main><footer>{page.Texts["page.footer"]}</footer>""");
    }

    private static void WriteScripts(ReportPage page)
    {
        ChartData data = new(page.Format.MoneySign, page.Format.ShortUnits, page.Texts["unit.days"], page.Charts);
        page.Html.Write($"\n<script type=\"application/json\" id=\"report-data\">");
        page.Html.WriteTrusted(ChartJson.Serialize(data));
        page.Html.Write($"</script>\n<script>");
        page.Html.WriteTrusted(ReportAsset.ChartLibrary.Text);
        page.Html.Write($"</script>\n<script>");
        page.Html.WriteTrusted(ReportAsset.Script.Text);
        page.Html.Write($"</script>\n</body>\n</html>\n");
    }
}
