using System.Globalization;
using CrmCore.Health;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Health;

public class HealthPolicyTests
{
    [Fact]
    public void The_ready_checks_are_whole_and_round_trip()
    {
        Assert.Equal(HealthPolicy.Default.Definition, HealthPolicy.FromJson(HealthPolicy.Default.ToJson()).Definition);
        Assert.All(ReadyHealthChecks.All, check =>
        {
            Assert.All((LocalizedText[])[check.Name, check.Text, check.Advice], text => Assert.Equal(["en", "zh-Hans"], text.Texts.Keys));
            Assert.Equal(Braces(check.Text.In(CultureInfo.GetCultureInfo("en"))), Braces(check.Text.In(CultureInfo.GetCultureInfo("zh-Hans"))));
        });

        static IEnumerable<string> Braces(string text) => text.Split('{').Skip(1).Select(t => t.Split('}')[0]).Order();
    }

    [Fact]
    public void A_policy_is_read_from_json()
    {
        HealthPolicy policy = HealthPolicy.FromJson("""
            {
              "schemaVersion": 1, "key": "east", "version": 3, "name": { "en": "East", "zh-Hans": "华东" },
              "nextStepSuspendsRotting": true,
              "calendar": { "key": "office", "timeZone": "Asia/Shanghai", "hours": [{ "day": "Monday", "from": "09:00", "to": "18:00" }], "holidays": ["2026-10-01"] },
              "checks": [
                { "key": "quiet-giant", "name": "Quiet giant", "severity": "Alarm", "text": "Big and silent for {health.silent-days} d.", "advice": "Call.",
                  "when": { "all": [ { "fact": "amount", "is": "at-least", "value": 100000 }, { "fact": "health.silent-days", "is": "at-least", "value": 2 } ] } }
              ]
            }
            """);
        Assert.Equal(("east", 3, true), (policy.Definition.Key, policy.Definition.Version, policy.Definition.NextStepSuspendsRotting));
        HealthFinding finding = Assert.Single(policy.Judge(Some.Deal(1, Some.Eur(200_000)), Some.Sale, Some.Day(30)));
        Assert.Equal(("quiet-giant", HealthSeverity.Alarm, "Big and silent for 4 d."), (finding.Code, finding.Severity, finding.Text.ToString()));
    }

    [Fact]
    public void Everything_wrong_is_listed_at_once()
    {
        HealthCheck good = ReadyHealthChecks.Silent;
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => new HealthPolicy(new()
        {
            SchemaVersion = 2,
            Key = " ",
            Version = -1,
            Name = null!,
            Calendar = new() { Key = "", TimeZone = "Mars", Hours = [] },
            Checks =
            [
                good, good,
                good with { Key = "", Name = null!, When = Condition.Present("health.mood"), Severity = (HealthSeverity)9, Text = "{health.weather}", Advice = null! },
                good with { Key = "typo", When = Condition.Present("needs.explicite") },
                null!,
            ],
        }));
        Assert.Equal(
            [
                "schemaVersion other-schema-version", "key blank-key", "version bad-version", "name no-name", "calendar.key blank-key", "calendar.timeZone unknown-time-zone",
                "calendar.hours no-hours", "checks[1].key duplicate-key", "checks[2].key blank-key", "checks[2].severity unknown-severity", "checks[2].when unknown-fact",
                "checks[2].name no-name", "checks[2].text unknown-fact", "checks[2].advice no-text", "checks[3].when unknown-fact", "checks[4] no-check",
            ],
            wrong.Defects.Select(d => $"{d.Path} {d.Code}"));
        Assert.Equal("checks", Assert.Single(Assert.Throws<DefinitionException>(() => new HealthPolicy(HealthPolicy.Default.Definition with { Checks = [] })).Defects).Path);
    }

    [Fact]
    public void The_form_of_the_json_is_checked_with_paths()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => HealthPolicy.FromJson("""{ "schemaVersion": 1, "key": "a", "checks": [{ "key": "b", "mood": 1 }] }"""));
        Assert.Contains(wrong.Defects, d => d is { Path: "name", Code: "missing-member" });
        Assert.Contains(wrong.Defects, d => d is { Path: "checks[0].mood", Code: "unknown-member" });
        Assert.Contains(wrong.Defects, d => d is { Path: "checks[0].when", Code: "missing-member" });
    }
}
