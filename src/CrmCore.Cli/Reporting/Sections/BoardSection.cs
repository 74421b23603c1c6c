using CrmCore.Pipelines;
namespace CrmCore.Cli.Reporting.Sections;

/// <summary>The open opportunities by stage, the largest first, and how many of each mark there are.</summary>
internal sealed class BoardSection : Section
{
    internal const int CardsShown = 30;
    private const int CardsOnPaper = 6;

    public override string Key => "board";

    public override bool HasData(ReportModel model) => model.Cards.Count > 0;

    public override void Write(ReportModel model, ReportPage page)
    {
        ILookup<string, BoardCard> cards = model.Cards.ToLookup(card => card.StageKey);
        WriteMarks(model.Cards, page);
        page.Html.Write($"""<div class="board" tabindex="0" role="region" aria-labelledby="board-title">""");
        foreach (StageFigures stage in model.Stages.Where(stage => stage.Kind == StageKind.Open || cards.Contains(stage.Key)))
        {
            WriteColumn(stage, [.. cards[stage.Key].OrderByDescending(card => card.Amount ?? 0)], page);
        }

        page.Html.Write($"</div>\n");
    }

    private static void WriteMarks(IReadOnlyList<BoardCard> cards, ReportPage page)
    {
        var marked = cards
            .SelectMany(card => card.Marks, (card, mark) => (card, mark))
            .GroupBy(pair => pair.mark.Key)
            .Select(group => (group.First().mark, Count: group.Count(), Amount: group.Sum(pair => pair.card.Amount ?? 0)))
            .OrderByDescending(entry => entry.mark.Severity).ThenByDescending(entry => entry.Amount);
        page.Html.Write($"""<ul class="marks">""");
        foreach ((DealMark mark, int count, decimal amount) in marked)
        {
            page.Html.Write($"""<li class="mark {Css(mark.Severity)}" data-mark="{mark.Key}" data-value="{count}"><b>{page.Of(mark.Name)}</b> {page.Texts.Count("count.deals", count)} · {page.Format.ShortMoney(amount)}</li>""");
        }

        page.Html.Write($"</ul>\n");
    }

    private static void WriteColumn(StageFigures stage, IReadOnlyList<BoardCard> cards, ReportPage page)
    {
        page.Html.Write($"""
            <section class="column" data-stage="{stage.Key}"><h3>{page.Of(stage.Name)} <span class="count">{page.Format.Count(stage.Count)}</span></h3>
            <p class="sum">{page.Format.ShortMoney(stage.Amount)} · {page.Texts.With("board.weighted", page.Format.ShortMoney(stage.Weighted))}</p>
            <div class="cards" tabindex="0" role="group" aria-label="{page.Of(stage.Name)}">
            """);
        for (int index = 0; index < Math.Min(cards.Count, CardsShown); index++)
        {
            WriteCard(cards[index], index < CardsOnPaper ? "card" : "card screen", page);
        }

        if (cards.Count > CardsOnPaper)
        {
            page.Html.Write($"""<p class="more paper">{page.Texts.Count("more.deals", cards.Count - CardsOnPaper)}</p>""");
        }

        if (cards.Count > CardsShown)
        {
            page.Html.Write($"""<p class="more screen">{page.Texts.Count("more.deals", cards.Count - CardsShown)}</p>""");
        }

        page.Html.Write($"</div></section>\n");
    }

    private static void WriteCard(BoardCard card, string css, ReportPage page)
    {
        ReportFormat format = page.Format;
        page.Html.Write($"""
            <article class="{css}"><h4>{card.Name}</h4><p class="who">{string.Join(" · ", new[] { card.Account, card.Owner }.Where(name => !string.IsNullOrWhiteSpace(name)))}</p>
            <p class="worth"><b>{format.Money(card.Amount)}</b><span>{format.Percent(card.Probability)}</span></p>{new Meter(card.Probability)}
            <p class="dates"><span>{page.Texts.With("board.close", format.Date(card.ExpectedClose))}</span><span>{page.Texts.With("board.age", format.Days(card.AgeDays))}</span></p>
            """);
        if (card.Marks.Count > 0)
        {
            page.Html.Write($"""<p class="tags">""");
            foreach (DealMark mark in card.Marks)
            {
                page.Html.Write($"""<span class="mark {Css(mark.Severity)}">{page.Of(mark.Name)}</span>""");
            }

            page.Html.Write($"</p>");
        }

        if (card.Reasons.Count > 0)
        {
            page.Html.Write($"""<details class="why"><summary>{page.Texts.With("board.why", format.Percent(card.Probability))}</summary><ul>""");
            foreach (ProbabilityReason reason in card.Reasons)
            {
                page.Html.Write($"""<li class="{(reason.InFavour ? "for" : "against")}">{page.Of(reason.Text)}</li>""");
            }

            page.Html.Write($"</ul></details>");
        }

        page.Html.Write($"</article>\n");
    }

    private static string Css(Severity severity) => severity.ToString().ToLowerInvariant();
}
