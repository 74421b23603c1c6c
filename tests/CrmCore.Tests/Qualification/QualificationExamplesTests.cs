using System.Globalization;
using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Qualification.Fabe;
using CrmCore.Qualification.Frameworks;
using CrmCore.Qualification.Icebergs;
using CrmCore.Qualification.Questions;
using CrmCore.Qualification.Spin;
using CrmCore.Qualification.Templates;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification;

public class QualificationExamplesTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly DateTimeOffset At = Some.Start;
    private static readonly PhoneNumber Phone = new("+49 731 123456");

    [Fact]
    public void Discoveries_are_merged_by_time_and_are_equal_by_their_notes()
    {
        Need early = Need.Explicit("Early", At);
        Need late = Need.Explicit("Late", Some.Day(2));
        Need middle = Need.Explicit("Middle", Some.Day(1));
        Discovery merged = Discovery.Empty.With(late).With(middle).MergedWith(Discovery.Empty.With(early).With(middle));
        Assert.Equal([early, middle, late], merged.Notes);
        Discovery? none = null;
        Assert.Equal((true, false, false), (merged.Equals(new Discovery([late, early, middle])), merged.Equals(Discovery.Empty), merged.Equals(none)));
        Assert.Equal(merged.GetHashCode(), new Discovery([late, early, middle]).GetHashCode());
        Assert.NotEqual(merged.GetHashCode(), Discovery.Empty.GetHashCode());
        Assert.Same(merged, merged.AsOf(Some.Day(2)));
        Assert.Equal([early, middle], merged.AsOf(Some.Day(1)).Notes);
        Assert.Throws<ArgumentNullException>(() => merged.With(null!));
        Assert.Throws<ArgumentNullException>(() => merged.MergedWith(null!));
        Assert.Throws<ArgumentNullException>(() => merged.Find(null!));
        Assert.Throws<ArgumentNullException>(() => merged.Check(null!));
        Assert.Throws<ArgumentNullException>(() => new Discovery([null!]));
    }

    [Fact]
    public void A_corrected_note_and_its_correction_are_not_counted_but_kept()
    {
        Discovery discovery = Discovery.Empty.With(Need.Explicit("Wrong", At) with { Key = "wrong" }).With(Need.Explicit("Right", At)).With(new Correction("wrong", "misheard", Some.Day(1)));
        Assert.Equal(["Right"], discovery.Needs.Select(n => n.Statement));
        Assert.Equal((3, 1m), (discovery.Notes.Count, discovery.Get("needs").AsNumber));
        Assert.Equal(["Wrong", "Right"], discovery.AsOf(At).Needs.Select(n => n.Statement));
    }

    [Theory]
    [InlineData("test", "Li", true, true)]
    [InlineData(null, "Li", true, false)]
    [InlineData("test", null, true, false)]
    [InlineData("test", "Li", false, false)]
    public void An_advance_says_what_who_and_when(string? action, string? by, bool due, bool taken)
    {
        CallNote call = new(CallOutcome.Advance, At) { Action = action, ActionBy = by, ActionDue = due ? new DateOnly(2026, 2, 1) : null };
        Assert.Equal(taken ? [] : ["qualification.advance-without-action"], Discovery.Empty.Check(call).Select(r => r.Code));
        Assert.Empty(Discovery.Empty.Check(new CallNote(CallOutcome.Continuation, At)));
    }

    [Fact]
    public void A_statement_is_named_by_its_first_part_and_every_missing_one_is_told()
    {
        Assert.Equal(["f", "a", "b", "e"], new FabeNote[] { new("f", null, "b", "e", At), new(null, "a", "b", "e", At), new(null, null, "b", "e", At), new(null, null, null, "e", At) }
            .Select(n => FabeChecks.Check(Discovery.Empty.With(n)).Single(f => f.Code == "fabe.incomplete").Parameters["statement"]));
        Assert.Equal(["feature", "advantage", "benefit"], FabeChecks.Missing(new(null, null, null, "e", At)));
        Assert.Equal(["advantage", "benefit", "evidence"], FabeChecks.Missing(new("f", null, null, null, At)));
        Assert.Empty(FabeChecks.Missing(new("f", "a", "b", "e", At)));
        Discovery one = Discovery.Empty.With(new FabeNote("f", "a", "b", "e", At));
        Assert.Empty(FabeChecks.SameBenefits([("Blau", one)]));
    }

    [Theory]
    [InlineData(4, 0, false)]
    [InlineData(5, 4, true)]
    [InlineData(5, 5, false)]
    public void Situation_questions_are_too_many_above_four_and_above_all_others(int situation, int others, bool tooMany)
    {
        Discovery discovery = Discovery.Empty;
        for (int i = 0; i < situation + others; i++)
        {
            discovery = discovery.With(new SpinNote(i < situation ? SpinType.Situation : (SpinType)(1 + (i % 3)), $"Question {i}?", At));
        }

        DiscoveryFinding? finding = SpinAnalysis.Of(discovery).Findings.FirstOrDefault(f => f.Code == "spin.too-many-situation");
        Assert.Equal(tooMany, finding is not null);
        Assert.Equal(tooMany ? ($"{situation}", $"{others}") : default, finding is null ? default : (finding.Parameters["count"], finding.Parameters["others"]));
        Assert.Empty(SpinAnalysis.Of(Discovery.Empty).Findings);
    }

    [Theory]
    [InlineData(new[] { QuestionKind.Open }, TopicState.Opened, new[] { "funnel.topic-open" })]
    [InlineData(new[] { QuestionKind.Closed }, TopicState.Narrowed, new[] { "funnel.premature-closed", "funnel.topic-unconfirmed" })]
    [InlineData(new[] { QuestionKind.Closed, QuestionKind.Open }, TopicState.Narrowed, new[] { "funnel.premature-closed", "funnel.topic-unconfirmed" })]
    [InlineData(new[] { QuestionKind.Open, QuestionKind.Closed }, TopicState.Narrowed, new[] { "funnel.topic-unconfirmed" })]
    [InlineData(new[] { QuestionKind.Probing, QuestionKind.Closed }, TopicState.Narrowed, new[] { "funnel.topic-unconfirmed" })]
    [InlineData(new[] { QuestionKind.Open, QuestionKind.Confirm }, TopicState.Narrowed, new[] { "funnel.topic-unconfirmed" })]
    public void A_topic_is_opened_narrowed_and_confirmed(QuestionKind[] kinds, TopicState state, string[] findings)
    {
        AskedQuestion[] questions = [.. kinds.Select((k, i) => new AskedQuestion("it", $"Question {i}", At.AddMinutes(i)) { Override = k })];
        QuestionFunnel funnel = QuestionFunnel.Of(new(questions));
        Assert.Equal((state, "it"), (funnel.Topics.Single().State, funnel.Topics.Single().Topic));
        Assert.Equal(findings, funnel.Findings.Select(f => f.Code));
        AskedQuestion last = new("it", "Right?", At.AddHours(1)) { Override = QuestionKind.Confirm };
        Assert.Equal(TopicState.Confirmed, QuestionFunnel.Of(new([.. questions, last with { Accepted = true }])).Topics.Single().State);
        Assert.Equal(TopicState.Opened, QuestionFunnel.Of(new([.. questions, last with { Accepted = false }])).Topics.Single().State);
    }

    [Fact]
    public void A_need_belongs_to_the_question_that_raised_it_or_to_a_topic()
    {
        Need need = Need.Implied("Too slow", At) with { Key = "slow", Aspect = "speed" };
        Assert.Equal(["funnel.need-without-question"], Findings(Discovery.Empty.With(need)));
        Assert.Equal([], Findings(Discovery.Empty.With(need with { RaisedBy = "call" })));
        Assert.Equal([], Findings(Discovery.Empty.With(need).With(new SpinNote(SpinType.Problem, "What is slow?", At) { Need = "slow" })));
        Assert.Equal(["funnel.need-without-question"], Findings(Discovery.Empty.With(need).With(new SpinNote(SpinType.Problem, "What is slow?", At) { Need = "other" })));
        foreach ((string topic, bool matches) in ((string, bool)[])[("SPEED", true), ("Slow", true), ("too", true), ("price", false)])
        {
            Assert.Equal(!matches, Findings(Discovery.Empty.With(need).With(new AskedQuestion(topic, "What?", At))).Contains("funnel.need-without-question"));
        }

        static IEnumerable<string> Findings(Discovery discovery) => QuestionFunnel.Of(discovery).Findings.Select(f => f.Code).Where(c => c == "funnel.need-without-question");
    }

    [Fact]
    public void The_next_question_says_why()
    {
        QualificationPolicy policy = new("p", 1, "P",
        [
            ReadyRules.NeedExplicit,
            new("nice", Condition.Present("phone"), FindingSeverity.Warning, 25, "No phone.", "Call.", "What is your number?"),
            new("small", Condition.Present("city"), FindingSeverity.Warning, 10, "No city.", "Ask.", "Where are you?"),
            new("mute", Condition.Present("country"), FindingSeverity.Warning, 40, "No country.", "Look it up."),
        ], 60);
        Lead lead = Some.OwnedLead();
        IReadOnlyList<NextQuestion> first = policy.NextQuestions(lead, At);
        Assert.Equal([("need-explicit", 25m, true, false), ("nice", 25m, false, false), ("small", 10m, false, false)], first.Select(q => (q.Rule, q.Gain, q.Unblocks, q.Qualifies)));
        Lead known = Some.OwnedLead(2, Some.Details with { Country = "Germany", City = "Ulm" });
        Assert.Equal([("need-explicit", true, true), ("nice", false, false)], policy.NextQuestions(known, At).Select(q => (q.Rule, q.Unblocks, q.Qualifies)));
        known.Discover(Need.Explicit("Fast", At)).EnsureSucceeded();
        Assert.Equal([("nice", false)], policy.NextQuestions(known, At).Select(q => (q.Rule, q.Qualifies)));
        string[] why = [new NextQuestion("r", "Q?", 5, false, false).Why(English), new NextQuestion("r", "Q?", 5, true, false).Why(English), new NextQuestion("r", "Q?", 5, true, true).Why(English)];
        Assert.Equal(3, why.Distinct().Count());
        Assert.NotEqual(why[0], new NextQuestion("r", "Q?", 5, false, false).Why(CultureInfo.GetCultureInfo("zh-Hans")));
    }

    [Fact]
    public void A_question_qualifies_only_where_nothing_else_blocks_and_the_score_is_reached()
    {
        QualificationRule Rule(string fact, decimal weight, FindingSeverity severity) => new(fact, Condition.Present(fact), severity, weight, "-", "-", "?");
        QualificationPolicy policy = new("p", 1, "P", [Rule("phone", 50, FindingSeverity.Warning), Rule("city", 30, FindingSeverity.Blocker), Rule("country", 20, FindingSeverity.Blocker)], 50);
        Assert.All(policy.NextQuestions(Some.OwnedLead(), At), q => Assert.False(q.Qualifies));
        Lead one = Some.OwnedLead(1, Some.Details with { City = "Ulm", Phone = Phone });
        Assert.Equal([("country", true)], policy.NextQuestions(one, At).Select(q => (q.Rule, q.Qualifies)));
        Lead both = Some.OwnedLead(1, Some.Details with { City = "Ulm", Country = "Germany" });
        Assert.True(policy.Evaluate(both, At).IsQualified);
        Assert.Equal([("phone", false)], policy.NextQuestions(both, At).Select(q => (q.Rule, q.Qualifies)));
        QualificationVerdict blocked = policy.Evaluate(Some.OwnedLead(1, Some.Details with { Phone = Phone, Country = "Germany" }), At);
        Assert.Equal((false, 70m), (blocked.IsQualified, blocked.Score));
        Assert.False(policy.Evaluate(Some.OwnedLead(1, Some.Details with { Phone = Phone }), At).IsQualified);
    }

    [Fact]
    public void Every_difference_of_two_policies_is_told()
    {
        QualificationRule rule = new("a", Condition.Present("phone"), FindingSeverity.Warning, 10, "Text", "Advice", "Question?");
        QualificationPolicy before = new("p", 1, "P", [rule, new("gone", Condition.Present("city"), FindingSeverity.Warning, 1, "-", "-")], 50);
        QualificationPolicy after = new("p", 2, "Q",
            [new("a", Condition.Present("email"), FindingSeverity.Blocker, 20, "Other text", "Other advice"), new("new", Condition.Present("country"), FindingSeverity.Warning, 1, "-", "-")], 60, [ReadyFrameworks.Bant]);
        Assert.Equal(
            ["name", "threshold", "frameworks", "rules.a.when", "rules.a.severity", "rules.a.weight", "rules.a.text", "rules.a.advice", "rules.a.question", "rules.gone", "rules.new"],
            before.DifferencesTo(after).Select(d => d.Path));
        Assert.Equal("rules.a.question: Question? -> -", before.DifferencesTo(after).Single(d => d.Path == "rules.a.question").ToString());
        Assert.Equal("rules.new: - -> " + Condition.Present("country").ToJson(), before.DifferencesTo(after)[^1].ToString());
        Assert.Empty(before.DifferencesTo(before));
        Assert.Throws<ArgumentNullException>(() => before.DifferencesTo(null!));
    }

    [Fact]
    public void A_policy_comes_from_JSON_with_ready_rules_that_may_be_changed()
    {
        QualificationPolicy policy = QualificationPolicy.FromJson("""
            {"key":"p","version":1,"name":"P","threshold":50,"frameworks":["bant"],"rules":[{"use":"budget-known","weight":7,"question":"Who pays?"},{"use":"reachable"},
            {"key":"own","when":{"fact":"city","is":"present"},"weight":3,"text":"No city."}]}
            """);
        QualificationRule budget = policy.Rules.Single(r => r.Key == "budget-known");
        Assert.Equal((7m, "Who pays?", FindingSeverity.Warning), (budget.Weight, budget.Question!.ToString(), budget.Severity));
        QualificationRule reachable = policy.Rules.Single(r => r.Key == "reachable");
        Assert.Equal((FindingSeverity.Blocker, 20m, ReadyRules.Reachable.Question!.ToString()), (reachable.Severity, reachable.Weight, reachable.Question!.ToString()));
        QualificationRule own = policy.Rules.Single(r => r.Key == "own");
        Assert.Equal(("No city.", "No city.", null), (own.Text.ToString(), own.Advice.ToString(), own.Question?.ToString()));
        Assert.Equal(["bant"], policy.Frameworks.Select(f => f.Key));
        Assert.Empty(policy.DifferencesTo(QualificationPolicy.FromJson(policy.ToJson())));
        Assert.Equal(["no-threshold", "no-weight"], Assert.Throws<DefinitionException>(() => QualificationPolicy.FromJson("""{"key":"p","version":1,"name":"P","rules":[{"key":"own","when":{"fact":"city","is":"present"},"text":"-"}]}""")).Defects.Select(d => d.Code).Order().Where(c => c.StartsWith("no-", StringComparison.Ordinal)));
        Assert.Contains("no-rule", Assert.Throws<DefinitionException>(() => new QualificationPolicy("p", 1, "P", [null!], 50)).Defects.Select(d => d.Code));
    }

    [Fact]
    public void An_assessment_tells_gaps_by_what_they_weigh_and_a_hard_fail()
    {
        Framework framework = new("f", 1, "F", [new("a", "A", "A", ["A?"]) { Weight = 10 }, new("b", "B", "B", ["B?"]) { Weight = 30, HardFail = true }, new("c", "C", "C", ["C?"]) { Weight = 20 }]);
        Discovery discovery = Discovery.Empty.With(new Answer("b", AnswerLevel.Weak, "so", At));
        Assert.Equal(["c", "b", "a"], framework.Assess(discovery, At).Gaps.Select(g => g.Element.Key));
        Assert.False(framework.Assess(discovery, At).IsDisqualified);
        Assert.True(framework.Assess(discovery.With(new Answer("b", AnswerLevel.Contradicted, "no", At)), At).IsDisqualified);
        Assert.False(framework.Assess(discovery.With(new Answer("a", AnswerLevel.Contradicted, "no", At)), At).IsDisqualified);
        Assert.Equal(["a", "b"], framework.Assess(discovery.With(new Answer("c", AnswerLevel.Confirmed, "yes", At)), At).Gaps.Select(g => g.Element.Key).Order());
        Assert.Equal((AnswerLevel.Weak, AnswerLevel.Unknown), (framework.LevelOf("b", discovery, At), framework.LevelOf("gone", discovery, At)));
    }

    [Fact]
    public void A_model_of_the_iceberg_puts_a_need_where_its_aspect_belongs()
    {
        IcebergModel model = new([new("price", "Price", NeedLayer.Explicit, ["price"]), new("rest", "Rest", NeedLayer.Explicit, ["rest"]), new("felt", "Felt", NeedLayer.Implied, []), new("deep", "Deep", NeedLayer.Deep, [])]);
        Need need = Need.Explicit("x", At);
        Assert.Equal(["price", "rest", "price"], new[] { need, need with { Aspect = "rest" }, need with { Aspect = "other" } }.Select(n => model.LayerOf(n).Key));
        Assert.Throws<ArgumentNullException>(() => model.LayerOf(null!));
        Assert.Contains("duplicate-key", Assert.Throws<DefinitionException>(() => new IcebergModel([new("a", "A", NeedLayer.Explicit, []), new("a", "A", NeedLayer.Implied, []), new("b", "B", NeedLayer.Deep, [])])).Defects.Select(d => d.Code));
    }

    [Theory]
    [InlineData("- a list", @"\- a list")]
    [InlineData("+1", @"\+1")]
    [InlineData("=1", @"\=1")]
    [InlineData("a - b + c = d", "a - b + c = d")]
    [InlineData("1. first", @"1\. first")]
    [InlineData("123456789) ninth", @"123456789\) ninth")]
    [InlineData("1234567890. more", "1234567890. more")]
    [InlineData("v1.2", "v1.2")]
    [InlineData(". dot", ". dot")]
    [InlineData("`code` and \\ and ~ and !", @"\`code\` and \\ and \~ and \!")]
    [InlineData("a\nb\u200Ec\u202Ad\u2066e\u2069f\uFEFFg\u0001h\ti", "a bcdefgh\ti")]
    public void What_is_put_into_a_note_has_no_form_of_its_own(string value, string written)
    {
        Lead lead = Some.OwnedLead(1, Some.Details with { Company = value });
        Assert.Equal($"[{written}]", new NoteTemplate("mine", "[{{company}}]").Render(lead, At, TextForm.Markdown, new() { Culture = English }));
    }

    [Theory]
    [InlineData("# Title\n> said\n**bold** 1 > 0 # no\n", "Title\nsaid\nbold 1 > 0 # no\n")]
    [InlineData("## two\nend", "two\nend")]
    [InlineData("{{name}}# x", "Clara Stein# x")]
    [InlineData("{{name}}\n# x", "Clara Stein\nx")]
    [InlineData("a {{#if name}}yes{{/if}} b", "a yes b")]
    [InlineData("a\n  {{#if name}}  \nyes\n  {{/if}}  \nb", "a\nyes\nb")]
    [InlineData("a\n{{#if name}} x\n{{/if}}", "a\n x\n")]
    [InlineData("{{#if calls}}\nno\n{{else}}\nnone\n{{/if}}", "none\n")]
    public void Plain_text_has_no_marks_and_tags_alone_on_a_line_leave_none(string template, string plain) =>
        Assert.Equal(plain, new NoteTemplate("mine", template).Render(Some.OwnedLead(), At, TextForm.Plain, new() { Culture = English }));

    [Fact]
    public void A_template_is_asked_for_by_its_key_and_language()
    {
        Assert.Throws<ArgumentException>(() => ReadyTemplates.Get("nothing"));
        Assert.NotEqual(ReadyTemplates.Get("spin-note", English).Text, ReadyTemplates.Get("spin-note", CultureInfo.GetCultureInfo("zh-CN")).Text);
        Assert.Equal(ReadyTemplates.Get("spin-note", English).Text, ReadyTemplates.Get("spin-note", CultureInfo.GetCultureInfo("de")).Text);
        Assert.Equal(NoteTemplate.MaximumLength, new NoteTemplate("long", new string('x', NoteTemplate.MaximumLength)).Text.Length);
        Assert.Throws<DefinitionException>(() => new NoteTemplate("long", new string('x', NoteTemplate.MaximumLength + 1)));
    }
}
