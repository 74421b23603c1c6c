using CrmCore.Matching;
using CrmCore.Matching.Rules;

namespace CrmCore.Tests.Matching.Rules;

public class MatchRulesTests
{
    [Fact]
    public void The_JSON_form_round_trips()
    {
        string json = ReadyMatchRules.Default.ToJson();
        Assert.Equal(json, MatchRules.FromJson(json).ToJson());
    }

    [Fact]
    public void Everything_wrong_is_reported_at_once()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => new MatchRules(
            "",
            0,
            new Dictionary<string, FieldForm> { ["name"] = FieldForm.Text },
            [new("nmae", [], [new(0.5, 1), new(0.9, 2)], double.NaN) { SwapWith = "nmae" }],
            [new([new("name", KeyForm.Beginning)])],
            new(5, 3, 9),
            [new("", MatchClass.Possible, Condition.AtLeast("phone", 1))],
            1));
        Assert.Equal(
            ["bad-length", "bad-limit", "bad-thresholds", "bad-version", "bad-weight", "blank-key", "blank-key", "level-order", "no-measures", "paired-twice", "unknown-fact", "unknown-field", "unknown-partner"],
            wrong.Defects.Select(d => d.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_property_that_rules_do_not_have_is_refused()
    {
        string json = ReadyMatchRules.Default.ToJson();
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => MatchRules.FromJson(json.Replace("\"maximumKeyUses\"", "\"maximumKeyUse\"", StringComparison.Ordinal)));
        Assert.Equal(("maximumKeyUse", "unknown-member"), (Assert.Single(wrong.Defects).Path, wrong.Defects[0].Code));
    }
}
