using System.Globalization;
using System.Text;
using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Qualification.Icebergs;
using CrmCore.Qualification.Templates;
using CrmCore.Tests.Pages;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification;

/// <summary>The ready templates and the pictures of one lead with every kind of note, kept as files to be looked at: whoever changes a template or a drawing sees what becomes of them.</summary>
public class KeptNotesTests
{
    private const string Folder = "tests/CrmCore.Tests/Qualification/Kept";

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    [Theory]
    [InlineData("en", TextForm.Markdown)]
    [InlineData("en", TextForm.Plain)]
    [InlineData("zh-Hans", TextForm.Markdown)]
    public void The_ready_templates_give_these_notes(string language, TextForm form)
    {
        CultureInfo culture = CultureInfo.GetCultureInfo(language);
        StringBuilder notes = new();
        foreach (string key in ReadyTemplates.Keys)
        {
            notes.Append(CultureInfo.InvariantCulture, $"<!-- {key} -->\n{ReadyTemplates.Get(key, culture).Render(Known(), Some.Day(60), form, new() { Culture = culture })}\n");
        }

        GeneratedPage.Check($"{Folder}/notes.{language}.{(form == TextForm.Markdown ? "md" : "txt")}", notes.ToString());
    }

    [Fact]
    public void The_iceberg_is_drawn_like_this()
    {
        Iceberg iceberg = Iceberg.Of(Known().Discovery);
        GeneratedPage.Check($"{Folder}/iceberg.svg", iceberg.ToSvg(English));
        GeneratedPage.Check($"{Folder}/iceberg.txt", iceberg.ToText(English) + "\n" + iceberg.ToText(Chinese) + "\n" + iceberg.ToMermaid(English) + "\n" + Iceberg.Of(Discovery.Empty).ToText(English));
    }

    private static Lead Known()
    {
        Lead lead = Some.OwnedLead(1, Some.Details with { City = "Ulm", Country = "Germany", Title = "Head of logistics" });
        Need late = Need.Implied("Reports are late", Some.Day(1), "We always wait for them.", "Clara") with { Key = "late", Aspect = "service" };
        foreach (DiscoveryNote note in (DiscoveryNote[])
            [
                late,
                new Need(NeedLayer.Deep, "Afraid of <the board> & \"co\"", Some.Day(2)) { Key = "afraid", Under = "late", Aspect = "trust" },
                late.Promote("A report by 8 a.m.", "I want it at eight.", Some.Day(3), "Clara"),
                Need.Explicit("Fewer returns", Some.Day(3)),
                new Answer(Answer.Budget, AnswerLevel.Weak, "about 40,000", Some.Day(1)),
                new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000 are set aside", Some.Day(4)),
                new Answer(Answer.Authority, AnswerLevel.Contradicted, "the board decides", Some.Day(4)),
                new AskedQuestion("returns", "What happens to returns?", Some.Day(2), "They pile up."),
                new AskedQuestion("returns", "So you want fewer of them, right?", Some.Day(2).AddMinutes(5)) { Accepted = true },
                new AskedQuestion("team", "Do you have a team?", Some.Day(2).AddMinutes(6)),
                new SpinNote(SpinType.Situation, "How many reports are there?", Some.Day(1), "Forty."),
                new SpinNote(SpinType.Problem, "What is slow?", Some.Day(1).AddMinutes(1)),
                new SpinNote(SpinType.Implication, "What does it cost?", Some.Day(1).AddMinutes(2), "A day a week."),
                new SpinNote(SpinType.NeedPayoff, "What would a day be worth?", Some.Day(1).AddMinutes(3)),
                new FabeNote("pick lights", "points to the right bin", "halves your errors", "the Blau case", Some.Day(3)) { Need = "late", ProofKind = EvidenceKind.Case, ProofSource = "Blau 2025" },
                new FabeNote("a conveyor", null, null, null, Some.Day(3)),
                new RoleHint("Li", "champion", Some.Day(2), "She wants it."),
                new CallNote(CallOutcome.Continuation, Some.Day(2)),
                new CallNote(CallOutcome.Advance, Some.Day(4)) { Action = "test", ActionBy = "Li", ActionDue = new DateOnly(2026, 2, 1) },
            ])
        {
            lead.Discover(note).EnsureSucceeded();
        }

        return lead;
    }
}
