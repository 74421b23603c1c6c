using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Qualification.Frameworks;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification;

public class PolicyDefinitionTests
{
    public static TheoryData<string> Keys { get; } = [.. ReadyPolicies.All.Select(p => p.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_ready_policy_survives_its_JSON(string key)
    {
        QualificationPolicy policy = ReadyPolicies.All.Single(p => p.Key == key);
        QualificationPolicy read = QualificationPolicy.FromJson(policy.ToJson());
        Assert.Empty(policy.DifferencesTo(read));
        Assert.Equal(policy.ToJson(), read.ToJson());
    }

    [Fact]
    public void Ready_rules_are_named_and_changed()
    {
        QualificationPolicy policy = QualificationPolicy.FromJson("""
            {"key":"own","version":2,"name":{"en":"Ours","zh-Hans":"我们的"},"threshold":50,"frameworks":["bant"],"rules":[
              {"use":"need-quoted","weight":10,"severity":"warning"},
              {"key":"big","when":{"fact":"custom.seats","is":"at-least","value":50},"weight":5,"text":"Too small."},
              {"key":"score","when":{"fact":"frameworks.bant.score","is":"at-least","value":25},"severity":"Blocker","weight":5,"text":"Low."}]}
            """);
        Assert.Equal(["score", "need-quoted", "big"], policy.Rules.Select(r => r.Key));
        Lead lead = Some.QualifiedLead();
        QualificationVerdict verdict = policy.Evaluate(lead, Some.Start);
        Assert.Equal((true, 75m), (verdict.IsQualified, verdict.Score));
        Assert.Equal("Too small.", Assert.Single(verdict.Findings).Advice.ToString());
        Assert.Equal(
            ["name", "threshold", "frameworks", "rules.need-explicit"],
            ReadyPolicies.Default.DifferencesTo(policy).Select(d => d.Path).Where(p => !p.StartsWith("rules.", StringComparison.Ordinal) || p == "rules.need-explicit"));
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        DefinitionException e = Assert.Throws<DefinitionException>(() => QualificationPolicy.FromJson("""
            {"key":" ","version":0,"threshold":120,"frameworks":["bunt"],"rules":[
              {"use":"need-quotd"},
              {"key":"a","when":{"fact":"x","is":"above","value":1},"weight":1,"text":"t"},
              {"key":"b","when":{"fact":"needs.hidden"},"weight":-1,"text":"t","severity":"Grave"},
              {"weight":1},
              {"key":"c","when":{"fact":"needs.hidden"},"weight":-1,"text":"t"}]}
            """));
        Assert.Equal(
            [
                ("frameworks[0]", "unknown-framework"), ("key", "blank-key"), ("name", "no-name"), ("rules[0].use", "unknown-rule"), ("rules[1].when", "bad-condition"),
                ("rules[2].severity", "bad-severity"), ("rules[3].key", "blank-key"), ("rules[3].text", "no-text"), ("rules[3].when", "no-condition"),
                ("rules[4].weight", "bad-weight"), ("rules[4].when", "unknown-fact"), ("threshold", "bad-threshold"), ("version", "bad-version"),
            ],
            e.Defects.Select(d => (d.Path, d.Code)).Order());
        Assert.Throws<DefinitionException>(() => QualificationPolicy.FromJson("[]"));
        Assert.Equal("rules[0]", Assert.Single(Assert.Throws<DefinitionException>(() => QualificationPolicy.FromJson("""{"key":"a","rules":[null]}""")).Defects).Path);
        Assert.Throws<DefinitionException>(() => QualificationPolicy.FromJson("""{"key":"a","colour":"red"}"""));
    }

    [Fact]
    public void The_next_questions_are_ordered_by_what_they_move()
    {
        Lead lead = Some.OwnedLead();
        IReadOnlyList<NextQuestion> first = ReadyPolicies.Default.NextQuestions(lead, Some.Start);
        Assert.Equal(["need-explicit", "need-quoted", "budget-known", "timing-known"], first.Select(q => q.Rule));
        Assert.All(first, q => Assert.False(q.Qualifies));
        lead.Discover(Need.Explicit("Fast", Some.Start, "I want it fast.")).EnsureSucceeded();
        IReadOnlyList<NextQuestion> second = ReadyPolicies.Default.NextQuestions(lead, Some.Start);
        Assert.Equal([("budget-known", 20m, true), ("timing-known", 15m, true)], second.Select(q => (q.Rule, q.Gain, q.Qualifies)));
        Assert.Contains("qualified", second[0].Why(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("达标", second[0].Why(System.Globalization.CultureInfo.GetCultureInfo("zh-Hans")), StringComparison.Ordinal);
        lead.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "Yes", Some.Start)).EnsureSucceeded();
        Assert.True(ReadyPolicies.Default.Evaluate(lead, Some.Start).IsQualified);
        Assert.DoesNotContain(ReadyPolicies.Default.NextQuestions(lead, Some.Start), q => q.Qualifies);
    }

    [Fact]
    public void A_policy_is_tried_lead_by_lead_before_it_is_switched_on()
    {
        (string Id, IFacts Facts)[] leads = [("good", Some.QualifiedLead()), ("bare", Some.OwnedLead())];
        PolicyTrialRow<string>[] rows = [.. PolicyTrial.Run(ReadyPolicies.Default, ReadyPolicies.Meddic, leads, Some.Start)];
        Assert.Equal([("good", true), ("bare", false)], rows.Select(r => (r.Id, r.Changes)));
        Assert.Equal((true, false), (rows[0].Before.IsQualified, rows[0].After.IsQualified));
    }

    [Fact]
    public void A_refused_budget_disqualifies_by_BANT_and_a_full_score_qualifies()
    {
        Lead lead = Some.QualifiedLead();
        lead.Discover(new Answer(Answer.Authority, AnswerLevel.Confirmed, "She signs", Some.Start)).EnsureSucceeded();
        lead.Discover(new Answer(Answer.Timing, AnswerLevel.Weak, "Spring", Some.Start)).EnsureSucceeded();
        Assert.True(ReadyPolicies.Bant.Evaluate(lead, Some.Start).IsQualified);
        lead.Discover(new Answer(Answer.Budget, AnswerLevel.Contradicted, "Frozen", Some.Day(1))).EnsureSucceeded();
        Assert.Contains(ReadyPolicies.Bant.Evaluate(lead, Some.Day(1)).Blockers, f => f.Code == "budget-not-refused");
        Assert.True(ReadyFrameworks.Bant.Assess(lead.Discovery, Some.Day(1)).IsDisqualified);
    }

    [Fact]
    public void A_trial_is_refused_at_once_where_something_is_missing()
    {
        Assert.Throws<ArgumentNullException>("present", () => PolicyTrial.Run<string>(null!, ReadyPolicies.Default, [], Some.Start));
        Assert.Throws<ArgumentNullException>("tried", () => PolicyTrial.Run<string>(ReadyPolicies.Default, null!, [], Some.Start));
        Assert.Throws<ArgumentNullException>("leads", () => PolicyTrial.Run<string>(ReadyPolicies.Default, ReadyPolicies.Default, null!, Some.Start));
    }

    [Fact]
    public void A_ready_rule_keeps_its_own_advice_and_a_policy_without_frameworks_writes_none()
    {
        QualificationPolicy policy = QualificationPolicy.FromJson("""{"key":"p","version":1,"name":"P","threshold":50,"rules":[{"use":"reachable","text":"No way to reach them."}]}""");
        Assert.Equal("No way to reach them.", policy.Rules[0].Text.ToString());
        Assert.Equal(ReadyRules.Reachable.Advice, policy.Rules[0].Advice);
        Assert.NotEqual(policy.Rules[0].Text, policy.Rules[0].Advice);
        Assert.DoesNotContain("frameworks", policy.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_names_frameworks_of_the_host()
    {
        Framework own = new("own", 1, "Own", [new("site", "Site", "Where", ["Where?"]), new("season", "Season", "When", ["When?"])]);
        QualificationPolicy policy = QualificationPolicy.FromJson("""
            {"key":"p","version":1,"name":"P","threshold":50,"frameworks":["own"],"rules":[
              {"key":"score","when":{"fact":"frameworks.own.score","is":"at-least","value":50},"weight":1,"text":"Low."}]}
            """, [own]);
        Lead lead = Some.OwnedLead();
        Assert.False(policy.Evaluate(lead, Some.Start).IsQualified);
        lead.Discover(new Answer("site", AnswerLevel.Confirmed, "Ulm", Some.Start)).EnsureSucceeded();
        Assert.True(policy.Evaluate(lead, Some.Start).IsQualified);
    }

    [Fact]
    public void A_policy_of_a_framework_asks_for_its_score_its_elements_and_no_hard_fail()
    {
        Framework own = new("own", 1, "Own",
        [
            new("site", "Site", "Where", ["Where?", "Which town?"]) { Weight = 3, HardFail = true },
            new("season", "Season", "When", ["When?"]),
            new("extra", "Extra", "What else", ["What else?"]) { Weight = 0 },
        ]);
        QualificationPolicy policy = ReadyPolicies.Of(own, 70);
        Assert.Equal(
            [("own-score", 40m, true), ("reachable", 20m, true), ("site-not-refused", 10m, true), ("site-known", 30m, false), ("season-known", 10m, false)],
            policy.Rules.Select(r => (r.Key, r.Weight, r.Severity == FindingSeverity.Blocker)));
        Assert.Equal(("Which town?", "Where?"), (policy.Rules[2].Question!.ToString(), policy.Rules[3].Question!.ToString()));
        Assert.Throws<ArgumentNullException>("framework", () => ReadyPolicies.Of(null!, 50));
    }
}
