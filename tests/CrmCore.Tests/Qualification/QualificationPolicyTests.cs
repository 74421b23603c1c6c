using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Qualification.Frameworks;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification;

public class QualificationPolicyTests
{
    private static readonly QualificationPolicy Policy = ReadyPolicies.Default;

    private static readonly Framework[] Frameworks = [ReadyFrameworks.Bant, ReadyFrameworks.Anum, ReadyFrameworks.Meddic, ReadyFrameworks.Meddicc];

    private static readonly Dictionary<string, (string Fact, FieldValue Value)> Causes = new()
    {
        ["reachable"] = ("email", FieldValue.Of("a@b.example")),
        ["need-quoted"] = ("needs.quoted", FieldValue.Of(1m)),
        ["need-explicit"] = ("needs.explicit", FieldValue.Of(1m)),
        ["budget-known"] = ("answers.budget", FieldValue.Of("confirmed")),
        ["timing-known"] = ("answers.timing", FieldValue.Of("weak")),
    };

    [Fact]
    public void A_lead_of_which_nothing_is_known_lacks_everything()
    {
        QualificationVerdict verdict = Policy.Evaluate(new TestFacts(), Some.Start);
        Assert.False(verdict.IsQualified);
        Assert.Equal(0, verdict.Score);
        Assert.Equal(["need-explicit", "reachable", "need-quoted", "budget-known", "timing-known"], verdict.Findings.Select(f => f.Code));
        Assert.Equal(3, verdict.Blockers.Count());
    }

    [Fact]
    public void The_default_policy_on_the_way_of_a_lead()
    {
        Lead lead = Some.OwnedLead();
        Assert.Equal(20, Policy.Evaluate(lead, Some.Start).Score);
        lead.Discover(Need.Implied("Reports are late", Some.Start, quote: "We always wait for the numbers."));
        Assert.Equal(["need-explicit"], Policy.Evaluate(lead, Some.Start).Blockers.Select(f => f.Code));
        lead.Discover(Need.Explicit("A daily report", Some.Start));
        QualificationVerdict scored = Policy.Evaluate(lead, Some.Start);
        Assert.Empty(scored.Blockers);
        Assert.Equal(65, scored.Score);
        Assert.False(scored.IsQualified);
        lead.Discover(new Answer(Answer.Timing, AnswerLevel.Weak, "This year", Some.Start));
        Assert.Equal((true, 80m), (Policy.Evaluate(lead, Some.Start).IsQualified, Policy.Evaluate(lead, Some.Start).Score));
        lead.Discover(new Answer(Answer.Budget, AnswerLevel.Contradicted, "None this year", Some.Start));
        Assert.Equal(["budget-known"], Policy.Evaluate(lead, Some.Start).Findings.Select(f => f.Code));
    }

    [Law]
    public void Mending_one_cause_removes_exactly_its_finding(bool[] mended)
    {
        string[] rules = [.. Causes.Keys];
        HashSet<string> known = [.. rules.Where((_, i) => i < mended.Length && mended[i])];
        string[] before = Codes(known);
        Assert.Equal(rules.Except(known).Order(), before.Order());
        foreach (string rule in before)
        {
            Assert.Equal(before.Where(c => c != rule), Codes([.. known, rule]));
        }
    }

    [Law]
    public void A_verdict_depends_on_policy_facts_and_instant_alone(Lead lead)
    {
        QualificationVerdict first = Policy.Evaluate(lead, Some.Start);
        QualificationVerdict again = Policy.Evaluate(Lead.FromSnapshot(lead.ToSnapshot()), Some.Start);
        Assert.Equal(first with { Findings = [] }, again with { Findings = [] });
        Assert.Equal(first.Findings, again.Findings);
        Assert.Equal(!first.Blockers.Any() && first.Score >= Policy.Threshold, first.IsQualified);
        Assert.InRange(first.Score, 0, 100);
    }

    [Fact]
    public void Weights_that_could_not_be_added_up_are_refused()
    {
        QualificationRule heavy = new("heavy", Condition.Present("email"), FindingSeverity.Warning, decimal.MaxValue, "t", "a");
        DefinitionException e = Assert.Throws<DefinitionException>(() => new QualificationPolicy("p", 1, "n", [heavy, heavy with { Key = "other" }], 50));
        Assert.Equal(["rules[0].weight", "rules[1].weight"], e.Defects.Select(d => d.Path));
    }

    [Fact]
    public void Every_defect_of_a_policy_is_reported_at_once()
    {
        QualificationRule bad = new(" ", Condition.Present("email"), FindingSeverity.Warning, 0, "t", "a");
        QualificationRule twice = bad with { Key = "k", Weight = 1 };
        DefinitionException e = Assert.Throws<DefinitionException>(() => new QualificationPolicy("", 0, "n", [bad, twice, twice], 101));
        Assert.Subset(
            e.Defects.Select(d => (d.Path, d.Code)).ToHashSet(),
            new HashSet<(string, string)>
            {
                ("key", "blank-key"), ("version", "bad-version"), ("threshold", "bad-threshold"), ("rules[0].key", "blank-key"), ("rules[0].weight", "bad-weight"), ("rules[2].key", "duplicate-key"),
            });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Thresholds_and_weights_are_bounded_and_their_bounds_are_allowed(int threshold)
    {
        QualificationRule rule = new("heavy", Condition.Present("email"), FindingSeverity.Warning, 1_000_000, "t", "a");
        Assert.Equal(threshold, new QualificationPolicy("p", 1, "n", [rule], threshold).Threshold);
        Assert.Equal(["rules[0].weight"], Assert.Throws<DefinitionException>(() => new QualificationPolicy("p", 1, "n", [rule with { Weight = 1_000_000.1m }], threshold)).Defects.Select(d => d.Path));
        Assert.Equal(["threshold"], Assert.Throws<DefinitionException>(() => new QualificationPolicy("p", 1, "n", [rule], threshold == 0 ? -0.1m : 100.1m)).Defects.Select(d => d.Path));
    }

    [Fact]
    public void A_policy_has_rules_and_each_rule_a_condition()
    {
        Assert.Throws<ArgumentNullException>("rules", () => new QualificationPolicy("p", 1, "n", null!, 50));
        Assert.Equal([("rules", "no-rules")], Assert.Throws<DefinitionException>(() => new QualificationPolicy("p", 1, "n", [], 50)).Defects.Select(d => (d.Path, d.Code)));
        QualificationRule bare = new("bare", null!, FindingSeverity.Warning, 1, "t", "a");
        Assert.Equal([("rules[0].when", "no-condition")], Assert.Throws<DefinitionException>(() => new QualificationPolicy("p", 1, "n", [bare], 50)).Defects.Select(d => (d.Path, d.Code)));
    }

    [Theory]
    [InlineData("frameworks.bant.score", true)]
    [InlineData("frameworks.anum.budget", true)]
    [InlineData("frameworks.meddicc.score", true)]
    [InlineData("frameworks.bant.weather", false)]
    [InlineData("frameworks.bant.", false)]
    [InlineData("frameworks.bant", false)]
    [InlineData("frameworks.ba", false)]
    [InlineData("frameworks.champ.score", false)]
    [InlineData("frameworks.", false)]
    public void A_rule_looks_at_the_policys_frameworks_alone(string fact, bool known)
    {
        DefinitionException? e = Record.Exception(() => Looking(fact)) as DefinitionException;
        Assert.Equal(known ? [] : [("rules[0].when", "unknown-fact")], e?.Defects.Select(d => (d.Path, d.Code)) ?? []);
    }

    [Fact]
    public void Each_framework_has_facts_of_its_own()
    {
        Lead lead = Some.OwnedLead();
        lead.Discover(new Answer(Answer.Authority, AnswerLevel.Confirmed, "She signs", Some.Start)).EnsureSucceeded();
        lead.Discover(new Answer("champion", AnswerLevel.Weak, "Perhaps Li", Some.Start)).EnsureSucceeded();
        QualificationFacts facts = new(lead, Frameworks, Some.Start);
        Assert.Equal([20m, 40m, 6.2m, 5.6m], new[] { "bant", "anum", "meddic", "meddicc" }.Select(f => facts.Get($"frameworks.{f}.score").AsNumber!.Value));
        Assert.Equal(["confirmed", "confirmed", "weak", null], new[] { "bant.authority", "anum.authority", "meddicc.champion", "bant.champion" }.Select(f => facts.Get("frameworks." + f).AsText));
        Assert.Equal(FieldValue.None, facts.Get("frameworks.bant"));
    }

    private static QualificationPolicy Looking(string fact) =>
        new("p", 1, "P", [new("r", Condition.Present(fact), FindingSeverity.Warning, 1, "-", "-")], 50, Frameworks);

    private static string[] Codes(IEnumerable<string> known) =>
        [.. Policy.Evaluate(new TestFacts([.. known.Select(k => Causes[k])]), Some.Start).Findings.Select(f => f.Code)];
}
