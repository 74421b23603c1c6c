using System.Globalization;
using System.Xml.Linq;
using CrmCore.Qualification;
using CrmCore.Qualification.Fabe;
using CrmCore.Qualification.Icebergs;
using CrmCore.Qualification.Questions;
using CrmCore.Qualification.Spin;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification;

public class MethodTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");
    private static readonly DateTimeOffset At = Some.Start;

    private static readonly Need Late = Need.Implied("Reports are late", At, "We always wait.") with { Key = "late", Aspect = "service" };

    private static Discovery Berg => Discovery.Empty
        .With(Late)
        .With(new Need(NeedLayer.Deep, "Afraid of <the board> & \"co\"\u202E", At) { Under = "late", Aspect = "trust" })
        .With(Late.Promote("A report by 8 a.m.", "I want it at eight.", At.AddHours(1), "Clara"));

    [Fact]
    public void The_iceberg_sorts_needs_into_layers_and_knows_its_depth()
    {
        Iceberg iceberg = Iceberg.Of(Berg);
        Assert.Equal([1, 1, 1], iceberg.Model.Layers.Select(l => iceberg.In(l).Count()));
        Assert.Equal("deep", iceberg.DepthReached!.Key);
        Assert.Equal("Afraid", iceberg.Under(Late).Single().Statement[..6]);
        Assert.Equal(NeedLayer.Deep, Assert.Single(iceberg.Unspoken).Layer);
        Assert.Null(Iceberg.Of(Discovery.Empty).DepthReached);
        IcebergModel own = new([new("price", "Price", NeedLayer.Explicit, ["price"]), new("rest", "Rest", NeedLayer.Explicit, []), new("felt", "Felt", NeedLayer.Implied, []), new("deep", "Deep", NeedLayer.Deep, [])]);
        Assert.Equal("felt", own.LayerOf(Late).Key);
        DefinitionException e = Assert.Throws<DefinitionException>(() => new IcebergModel([new(" ", "A", NeedLayer.Deep, ["x"]), new("b", "B", NeedLayer.Explicit, ["x"])]));
        Assert.Equal(["blank-key", "wrong-order", "duplicate-aspect", "missing-depth"], e.Defects.Select(d => d.Code));
    }

    [Fact]
    public void The_iceberg_is_drawn_with_its_waterline()
    {
        Iceberg iceberg = Iceberg.Of(Berg);
        string[] lines = iceberg.ToText(English).Split('\n');
        int water = Array.FindIndex(lines, l => l.StartsWith("~~~", StringComparison.Ordinal));
        Assert.True(Array.FindIndex(lines, l => l.Contains("8 a.m.", StringComparison.Ordinal)) < water);
        Assert.True(Array.FindIndex(lines, l => l.Contains("Afraid", StringComparison.Ordinal)) > water);
        Assert.Contains("显性需求", iceberg.ToText(Chinese), StringComparison.Ordinal);
        string mermaid = iceberg.ToMermaid(English);
        Assert.Contains("water[", mermaid, StringComparison.Ordinal);
        Assert.Contains("n0 --> n1", mermaid, StringComparison.Ordinal);
        Assert.Contains("n2 -.- n0", mermaid, StringComparison.Ordinal);
        Assert.EndsWith("layer0 ~~~ water ~~~ layer1 ~~~ layer2\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("#lt;the board#gt; #amp; #quot;co#quot;", mermaid, StringComparison.Ordinal);
        XDocument svg = XDocument.Parse(iceberg.ToSvg(English));
        Assert.Single(svg.Descendants(), d => d.Attribute("class")?.Value == "waterline");
        Assert.Contains(svg.Descendants(), d => d.Value == "Afraid of <the board> & \"co\"");
    }

    [Law]
    public void Any_note_is_drawn_as_well_formed_SVG(string? text)
    {
        string statement = string.IsNullOrWhiteSpace(text) ? "\0" : text.Length > 4000 ? text[..4000] : text;
        XDocument.Parse(Iceberg.Of(Discovery.Empty.With(Need.Implied(statement + "x\uD800\0", At))).ToSvg(English));
    }

    [Fact]
    public void The_funnel_tells_what_was_closed_too_soon_left_open_or_never_confirmed()
    {
        QuestionFunnel funnel = QuestionFunnel.Of(Discovery.Empty
            .With(new AskedQuestion("returns", "Do you have many returns?", At))
            .With(new AskedQuestion("returns", "What happens to them?", At.AddMinutes(1)))
            .With(new AskedQuestion("price", "How do you compare prices?", At.AddMinutes(2)))
            .With(new AskedQuestion("Price", "So you want the best price, right?", At.AddMinutes(3)) { Accepted = true })
            .With(new AskedQuestion("team", "Who works with it?", At.AddMinutes(4)))
            .With(Need.Implied("Nobody asked about this", At.AddMinutes(5)))
            .With(Need.Implied("Too many returns", At.AddMinutes(6))));
        Assert.Equal([("returns", TopicState.Narrowed), ("price", TopicState.Confirmed), ("team", TopicState.Opened)], funnel.Topics.Select(t => (t.Topic, t.State)));
        Assert.Equal(
            ["funnel.premature-closed", "funnel.topic-unconfirmed", "funnel.topic-open", "funnel.need-without-question"],
            funnel.Findings.Select(f => f.Code));
        Assert.All(funnel.Findings, f => Assert.DoesNotContain("{", f.Describe(Chinese), StringComparison.Ordinal));
    }

    [Fact]
    public void Closed_questions_in_a_row_are_an_interrogation_unless_a_person_says_otherwise()
    {
        AskedQuestion[] questions = [.. Enumerable.Range(0, 4).Select(i => new AskedQuestion("it", $"Do you have {i}?", At.AddMinutes(i)))];
        Assert.Contains(QuestionFunnel.Of(new(questions)).Findings, f => f.Code == "funnel.interrogation");
        questions[1] = questions[1] with { Override = QuestionKind.Open };
        Assert.DoesNotContain(QuestionFunnel.Of(new(questions)).Findings, f => f.Code == "funnel.interrogation");
    }

    [Fact]
    public void SPIN_wants_few_situation_questions_and_the_way_to_the_explicit_need()
    {
        Discovery discovery = Discovery.Empty;
        for (int i = 0; i < 5; i++)
        {
            discovery = discovery.With(new SpinNote(SpinType.Situation, $"How many {i}?", At));
        }

        discovery = discovery.With(new SpinNote(SpinType.Problem, "What is slow?", At)).With(Late);
        Assert.Equal(["spin.too-many-situation", "spin.implication-missing", "spin.need-not-explicit"], SpinAnalysis.Of(discovery).Findings.Select(f => f.Code));
        discovery = discovery.With(new SpinNote(SpinType.Implication, "What does that cost?", At));
        Assert.Contains(SpinAnalysis.Of(discovery).Findings, f => f.Code == "spin.payoff-missing");
        discovery = discovery.With(new SpinNote(SpinType.NeedPayoff, "What would it be worth?", At)).With(Late.Promote("Fast", "I want it fast.", At)).With(new SpinNote(SpinType.Problem, "And?", At)).With(new SpinNote(SpinType.Problem, "And what?", At));
        Assert.Empty(SpinAnalysis.Of(discovery).Findings);
    }

    [Fact]
    public void The_success_of_calls_is_counted_by_month()
    {
        Discovery one = Discovery.Empty.With(new CallNote(CallOutcome.Order, At)).With(new CallNote(CallOutcome.Continuation, Some.Day(1)));
        Discovery two = Discovery.Empty.With(new CallNote(CallOutcome.NoSale, At)).With(new CallNote(CallOutcome.Advance, Some.Day(30)));
        Assert.Equal(
            [(new DateOnly(2026, 1, 1), 3, 1), (new DateOnly(2026, 2, 1), 1, 1)],
            CallSuccess.ByMonth([one, two]).Select(c => (c.Month, c.Calls, c.Successes)));
    }

    [Fact]
    public void FABE_is_checked_against_the_needs_of_this_buyer()
    {
        FabeNote bare = new("a conveyor with 24 sensors", null, null, null, At);
        FabeNote full = new("pick lights", "points to the right bin", "halves your errors", "the Blau case", At) { Need = "late", ProofKind = EvidenceKind.Case, ProofSource = "Blau 2025" };
        Discovery discovery = Discovery.Empty.With(Late).With(full);
        Assert.Empty(FabeChecks.Check(discovery));
        Assert.Equal(["fabe.incomplete", "fabe.features-outnumber-benefits"], FabeChecks.Check(discovery.With(bare)).Select(f => f.Code));
        FabeNote loose = new(new string('f', 121), "a", "b", "c", At);
        Assert.Equal(["fabe.benefit-without-need", "fabe.evidence-without-source", "fabe.long-feature"], FabeChecks.Check(Discovery.Empty.With(loose)).Select(f => f.Code));
        Assert.Equal("fabe.same-benefit", Assert.Single(FabeChecks.SameBenefits([("Blau", discovery), ("Rot", discovery), ("Gelb", Discovery.Empty.With(bare))])).Code);
        Assert.Equal("Because it has pick lights, it points to the right bin, which means for you: halves your errors, see for yourself: the Blau case", full.ToSentence(English));
        Assert.Equal("因为灯光拣选，从而有更少的错误，对您而言省钱，你看测试报告", new FabeNote("灯光拣选", "更少的错误", "省钱", "测试报告。", At).ToSentence(Chinese));
    }

    [Fact]
    public void The_catalogue_gives_the_statements_that_fit()
    {
        ProductFeature lights = new("LUMA", "pick lights", ["error", "差错"]) { Advantage = "shows the bin", Proof = "test", ProofSource = "lab" };
        ProductFeature board = new("BOARD", "a screen", ["error", "dock", "screen"]);
        Discovery discovery = Discovery.Empty
            .With(Need.Explicit("拣货差错率降到千分之二", At))
            .With(Need.Explicit("A screen at the dock", At.AddHours(1)))
            .With(Need.Implied("errors", At.AddHours(2)));
        IReadOnlyList<FabeSuggestion> fits = FabeSuggestion.For(discovery, [lights, board]);
        Assert.Equal([("BOARD", 2), ("LUMA", 1)], fits.Select(f => (f.Feature.Product, f.Fit)));
        Assert.Equal(["benefit"], fits[1].Missing);
        Assert.Equal(["advantage", "benefit", "evidence"], fits[0].Missing);
    }
}
