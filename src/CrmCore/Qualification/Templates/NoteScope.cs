using System.Globalization;
using CrmCore.Qualification.Fabe;
using CrmCore.Qualification.Frameworks;
using CrmCore.Qualification.Icebergs;
using CrmCore.Qualification.Questions;
using CrmCore.Qualification.Spin;

namespace CrmCore.Qualification.Templates;

/// <summary>Gathers what templates name from a lead or an opportunity.</summary>
internal static class NoteScope
{
    private static readonly string[] PlainFacts =
    [
        "name", "company", "title", "email", "phone", "city", "country", "owner", "source", "status", "stage", "amount", "currency", "close-date", "close-reason", "competitor",
    ];

    private static readonly Dictionary<string, LocalizedText> Questions = new(StringComparer.Ordinal)
    {
        ["close-date"] = new("By when do you want to decide?", "您希望什么时候做出决定？"),
        ["amount"] = new("What size of project do you have in mind?", "您设想的项目规模有多大？"),
        ["close-reason"] = new("What decided it in the end?", "最后是什么原因决定的？"),
        ["competitor"] = new("Who did you choose instead?", "您最后选择了哪一家？"),
        ["title"] = new("What is your part in this?", "您在这件事里负责什么？"),
        ["quote"] = new("How would you put it in your own words?", "用您自己的话怎么说？"),
        ["reply"] = new("What did the buyer answer?", "客户是怎么回答的？"),
    };

    public static TemplateScope Of(IDiscoverySubject subject, DateTimeOffset at, NoteOptions options, CultureInfo culture)
    {
        Discovery known = subject.Discovery.AsOf(at);
        TemplateScope scope = new();
        foreach (string fact in PlainFacts)
        {
            scope.Set(fact, subject.Get(fact).ToString(), Questions.GetValueOrDefault(fact)?.In(culture));
        }

        scope.Set("at", at.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture));
        scope.Set("phase", Word("phase", known.Get("phase").AsText!, options, culture));
        scope.Set("quote", null, Questions["quote"].In(culture));
        scope.Set("reply", null, Questions["reply"].In(culture));
        AddAnswers(scope, known, culture);
        AddNeeds(scope, known, options, culture);
        AddMethod(scope, known, options, culture);
        AddVerdict(scope, subject, known, at, options, culture);
        return scope;
    }

    private static void AddAnswers(TemplateScope scope, Discovery known, CultureInfo culture)
    {
        foreach (FrameworkElement element in (FrameworkElement[])[ReadyElements.Budget, ReadyElements.Authority, ReadyElements.Timing, ReadyElements.DecisionCriteria, ReadyElements.DecisionProcess])
        {
            scope.Set(element.Key, known.Answers.LastOrDefault(a => a.Element == element.Key)?.Statement, element.Questions[0].In(culture));
        }
    }

    private static void AddNeeds(TemplateScope scope, Discovery known, NoteOptions options, CultureInfo culture)
    {
        Iceberg iceberg = Iceberg.Of(known, options.Iceberg);
        scope.Set("iceberg", iceberg.ToText(culture));
        AddNeedList("needs", known.Needs);
        AddNeedList("explicit-needs", known.Needs.Where(n => n.Layer == NeedLayer.Explicit));
        AddNeedList("implied-needs", known.Needs.Where(n => n.Layer == NeedLayer.Implied));
        AddNeedList("deep-needs", known.Needs.Where(n => n.Layer == NeedLayer.Deep));

        void AddNeedList(string name, IEnumerable<Need> needs) => scope.SetList(name, needs, (item, need) => item
            .Set("statement", need.Statement)
            .Set("quote", need.Quote)
            .Set("said-by", need.SaidBy)
            .Set("layer", options.Iceberg.LayerOf(need).Name.In(culture))
            .Set("noted-at", Day(need.At)));
    }

    private static void AddMethod(TemplateScope scope, Discovery known, NoteOptions options, CultureInfo culture)
    {
        scope.SetList("questions", known.Questions, (item, q) => item
            .Set("topic", q.Topic).Set("text", q.Text).Set("kind", Word("kind", q.Kind.ToString(), options, culture)).Set("reply", q.Reply));
        AddSpin("situation", SpinType.Situation);
        AddSpin("problem", SpinType.Problem);
        AddSpin("implication", SpinType.Implication);
        AddSpin("need-payoff", SpinType.NeedPayoff);
        scope.SetList("fabe", known.Fabe, (item, f) => item
            .Set("sentence", f.ToSentence(culture, options.Texts)).Set("feature", f.Feature).Set("advantage", f.Advantage).Set("benefit", f.Benefit).Set("evidence", f.Proof));
        scope.SetList("calls", known.Calls, (item, c) => item
            .Set("called-at", Day(c.At))
            .Set("outcome", Word("outcome", c.Outcome.ToString(), options, culture))
            .Set("action", c.Action)
            .Set("by", c.ActionBy)
            .Set("due", c.ActionDue?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        scope.SetList("roles", known.Roles, (item, r) => item.Set("person", r.Person).Set("role", r.Role).Set("statement", r.Statement));
        scope.SetList(
            "checks",
            [.. QuestionFunnel.Of(known).Findings, .. SpinAnalysis.Of(known).Findings, .. FabeChecks.Check(known)],
            (item, f) => item.Set("text", f.Describe(culture, options.Texts)));

        void AddSpin(string name, SpinType kind) =>
            scope.SetList(name, known.Spin.Where(s => s.Kind == kind), (item, s) => item.Set("question", s.Question).Set("reply", s.Reply));
    }

    private static void AddVerdict(TemplateScope scope, IDiscoverySubject subject, Discovery known, DateTimeOffset at, NoteOptions options, CultureInfo culture)
    {
        QualificationVerdict verdict = options.Policy.Evaluate(subject, at);
        FrameworkAssessment assessment = options.Framework.Assess(known, at);
        scope.Set("verdict", Word("verdict", verdict.IsQualified ? "qualified" : "not-qualified", options, culture));
        scope.Set("score", verdict.Score.ToString(CultureInfo.InvariantCulture));
        scope.Set("policy", options.Policy.Name.In(culture));
        scope.Set("framework", options.Framework.Name.In(culture));
        scope.Set("framework-score", assessment.Score.ToString(CultureInfo.InvariantCulture));
        scope.SetList("elements", assessment.Elements, (item, e) => item
            .Set("element", e.Element.Name.In(culture))
            .Set("definition", e.Element.Definition.In(culture))
            .Set("level", Word("level", e.Level.ToString(), options, culture))
            .Set("answer", e.Answer?.Statement, e.Element.Questions[0].In(culture))
            .Set("question", e.Element.Questions[0].In(culture)));
        scope.SetList("findings", verdict.Findings, (item, f) => item
            .Set("severity", Word("severity", f.Severity.ToString(), options, culture))
            .Set("text", f.Text.In(culture))
            .Set("advice", f.Advice.In(culture))
            .Set("question", (f.Question ?? f.Advice).In(culture)));
        scope.SetList("next", options.Policy.NextQuestions(subject, at), (item, n) => item.Set("question", n.Question.In(culture)).Set("why", n.Why(culture, options.Texts)));
    }

    private static string Word(string kind, string word, NoteOptions options, CultureInfo culture)
    {
        string code = word.ToLowerInvariant();
        return options.Texts.Find($"qualification.{kind}.{code}", culture) ?? word;
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
