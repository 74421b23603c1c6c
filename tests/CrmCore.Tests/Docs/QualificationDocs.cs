using System.Globalization;
using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Qualification.Fabe;
using CrmCore.Qualification.Frameworks;
using CrmCore.Qualification.Icebergs;
using CrmCore.Qualification.Questions;
using CrmCore.Qualification.Spin;
using CrmCore.Qualification.Templates;
using CrmCore.Tests.Architecture;

namespace CrmCore.Tests.Docs;

/// <summary>The code of docs/qualification.md: one lead from the first call to qualified.</summary>
public class QualificationDocs
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void The_worked_case_is_as_the_page_tells_it()
    {
        Lead lead = Lead.Capture(
            LeadId.From(new Guid("018f2f6e-7c00-7000-8000-000000000001")),
            new() { Name = new("谢红霞"), Company = "示例物流", Email = EmailAddress.Parse("xie@example.com") },
            LeadSource.PhoneConsultation,
            Custody.OwnedBy(new("anna")),
            Monday);
        QualificationPolicy policy = ReadyPolicies.Default;
        Assert.Equal(20, policy.Evaluate(lead, Monday).Score);

        DateTimeOffset at = Monday;

        // docs:begin qualification-first-call
        UserId anna = new("anna");
        lead.Discover(new AskedQuestion("transport", "你们现在怎么在两个仓库之间运货？", at, "每天5趟短驳。", "谢红霞", anna)).EnsureSucceeded();
        lead.Discover(new SpinNote(SpinType.Problem, "短驳给您带来什么困难？", at, "一半时间在路上。", "谢红霞", anna)).EnsureSucceeded();
        Need shuttling = Need.Implied("外租库来回短驳 / Shuttling to an overflow hall", at, "每天5趟短驳，一半时间在路上。", "谢红霞", anna) with { Key = "shuttling", Aspect = "convenience" };
        lead.Discover(shuttling).EnsureSucceeded();
        lead.Discover(new Need(NeedLayer.Deep, "怕旺季再被投诉 / Afraid of complaints in the season", at, notedBy: anna) with { Aspect = "feeling", Under = "shuttling" }).EnsureSucceeded();
        QualificationVerdict first = policy.Evaluate(lead, at);
        // docs:end qualification-first-call
        Assert.Equal((false, 40m, BuyerPhase.Problem), (first.IsQualified, first.Score, first.Phase));
        Assert.Equal(["need-explicit"], first.Blockers.Select(f => f.Code));

        // docs:begin qualification-next
        foreach (NextQuestion next in policy.NextQuestions(lead, at))
        {
            string ask = next.Question.In(CultureInfo.GetCultureInfo("zh-Hans"));
            string why = next.Why(CultureInfo.GetCultureInfo("zh-Hans"));
            Console.WriteLine($"{ask} {why}");
        }

        // docs:end qualification-next
        CultureInfo chinese = CultureInfo.GetCultureInfo("zh-Hans");
        string[] asked = [.. policy.NextQuestions(lead, at).Select(n => $"{n.Question.In(chinese)} {n.Why(chinese)}")];
        Assert.Equal(["need-explicit", "budget-known", "timing-known"], policy.NextQuestions(lead, at).Select(n => n.Rule));

        at = Monday.AddDays(3);

        // docs:begin qualification-second-call
        lead.Discover(new SpinNote(SpinType.Implication, "短驳多了会带来什么后果？", at, "旺季发货总是晚。", "谢红霞", anna) with { Need = "shuttling" }).EnsureSucceeded();
        lead.Discover(new SpinNote(SpinType.NeedPayoff, "如果不用短驳，对您有多大价值？", at, "能省一半时间。", "谢红霞", anna) with { Need = "shuttling" }).EnsureSucceeded();
        lead.Discover(shuttling.Promote("现有面积多放200个托盘位 / 200 more pallet places here", "不租新库，再挤出200个托盘位。", at, "谢红霞", anna)).EnsureSucceeded();
        lead.Discover(new AskedQuestion("transport", "也就是说，最重要的是不再租新库，对吗？", at, "对。", "谢红霞", anna) with { Accepted = true }).EnsureSucceeded();
        lead.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "EUR 26,700", at, "谢红霞", anna)).EnsureSucceeded();
        lead.Discover(new CallNote(CallOutcome.Advance, at, "谢红霞", anna) { Action = "现场测量 / Measure the hall", ActionBy = "anna", ActionDue = new DateOnly(2026, 3, 12) }).EnsureSucceeded();
        QualificationVerdict second = policy.Evaluate(lead, at);
        // docs:end qualification-second-call
        Assert.Equal((true, 85m, BuyerPhase.SolutionSought), (second.IsQualified, second.Score, second.Phase));
        Assert.Equal(["timing-known"], second.Findings.Select(f => f.Code));
        Assert.Empty(SpinAnalysis.Of(lead.Discovery).Findings);

        // docs:begin qualification-iceberg
        Iceberg iceberg = Iceberg.Of(lead.Discovery);
        string mermaid = iceberg.ToMermaid(CultureInfo.GetCultureInfo("en"));
        string svg = iceberg.ToSvg(CultureInfo.GetCultureInfo("zh-Hans"));
        // docs:end qualification-iceberg
        string page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs/qualification.md"));
        Assert.Contains(mermaid, page, StringComparison.Ordinal);
        Assert.All(asked, a => Assert.Contains(a, page, StringComparison.Ordinal));
        Assert.Contains(iceberg.ToText(CultureInfo.GetCultureInfo("zh-Hans")), page, StringComparison.Ordinal);
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);

        // docs:begin qualification-fabe
        ProductFeature racks = new("ST-FLOW", "双深位货架 / double-deep racks", ["托盘位", "pallet place"]) { Advantage = "同样面积放更多托盘 / more pallets on the same floor" };
        FabeSuggestion fit = FabeSuggestion.For(lead.Discovery, [racks])[0];
        FabeNote said = new(racks.Feature, racks.Advantage, "不用再租新库 / no need to rent a new hall", "案例 / a customer's case", at) { Need = fit.Need.Id, ProofKind = EvidenceKind.Case, ProofSource = "2025" };
        string sentence = said.ToSentence(CultureInfo.GetCultureInfo("zh-Hans"));
        // docs:end qualification-fabe
        Assert.StartsWith("因为双深位货架", sentence, StringComparison.Ordinal);
        Assert.Equal(["benefit", "evidence"], fit.Missing);

        // docs:begin qualification-note
        string handOver = ReadyTemplates.Get("hand-over", CultureInfo.GetCultureInfo("zh-Hans"))
            .Render(lead, at, TextForm.Markdown, new() { Culture = CultureInfo.GetCultureInfo("zh-Hans") });
        // docs:end qualification-note
        Assert.Contains("待问：希望什么时候投入使用，晚了会怎样？", handOver, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_frameworks_and_policies()
    {
        // docs:begin qualification-question
        QuestionClassification found = QuestionClassifier.Classify("能举个例子吗？");
        // docs:end qualification-question
        Assert.Equal(QuestionKind.Probing, found.Kind);

        // docs:begin qualification-framework
        Discovery discovery = Discovery.Empty.With(new Answer(Answer.Budget, AnswerLevel.Weak, "About 50,000", Monday));
        FrameworkAssessment assessment = ReadyFrameworks.Bant.Assess(discovery, Monday.AddDays(1));
        FrameworkElement gap = assessment.Gaps.First().Element;
        string ask = gap.Questions[0].In(CultureInfo.GetCultureInfo("en"));
        // docs:end qualification-framework
        Assert.Equal(10, assessment.Score);
        Assert.Equal("What makes you look into this now?", ask);

        // docs:begin qualification-policy
        QualificationPolicy policy = QualificationPolicy.FromJson("""
            {
              "key": "warehouse", "version": 1, "name": { "en": "Warehouse", "zh-Hans": "仓储" }, "threshold": 60, "frameworks": [ "bant" ],
              "rules": [
                { "use": "reachable" },
                { "use": "need-explicit", "severity": "Blocker", "weight": 40 },
                { "key": "big-enough", "when": { "any": [ { "fact": "custom.halls", "is": "at-least", "value": 2 }, { "fact": "source", "is": "equal", "value": "Referral" } ] },
                  "severity": "Warning", "weight": 10, "text": "Only one hall.", "question": "How many halls do you run?" },
                { "key": "bant", "when": { "fact": "frameworks.bant.score", "is": "at-least", "value": 50 }, "severity": "Warning", "weight": 30, "text": "BANT below 50." }
              ]
            }
            """);
        IReadOnlyList<PolicyDifference> differences = ReadyPolicies.Default.DifferencesTo(policy);
        // docs:end qualification-policy
        Assert.Equal(4, policy.Rules.Count);
        Assert.NotEmpty(differences);
    }
}
