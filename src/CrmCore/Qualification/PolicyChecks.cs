using CrmCore.Qualification.Frameworks;

namespace CrmCore.Qualification;

/// <summary>What a policy must meet, checked as a whole.</summary>
internal static class PolicyChecks
{
    private const int MaximumWeight = 1_000_000;

    public static List<Defect> Check(string? key, int version, IReadOnlyList<QualificationRule> rules, decimal threshold, IReadOnlyList<Framework> frameworks)
    {
        List<Defect> defects = [];
        Add(string.IsNullOrWhiteSpace(key), "key", "blank-key", "Give the policy a key.");
        Add(version < 1, "version", "bad-version", "Versions start at 1.");
        Add(threshold is < 0 or > 100, "threshold", "bad-threshold", $"The threshold {threshold} lies outside 0 to 100.");
        Add(rules.Count == 0, "rules", "no-rules", "Give the policy at least one rule.");
        HashSet<string> keys = new(StringComparer.Ordinal);
        for (int i = 0; i < rules.Count; i++)
        {
            QualificationRule? rule = rules[i];
            if (rule is null)
            {
                Add(true, $"rules[{i}]", "no-rule", "Remove the empty rule.");
                continue;
            }

            Add(string.IsNullOrWhiteSpace(rule.Key), $"rules[{i}].key", "blank-key", "Give the rule a key.");
            Add(!keys.Add(rule.Key ?? ""), $"rules[{i}].key", "duplicate-key", $"The key '{rule.Key}' is used twice; keys are unique.");
            Add(rule.Weight is <= 0 or > MaximumWeight, $"rules[{i}].weight", "bad-weight", $"The weight {rule.Weight} must be above 0 and at most {MaximumWeight}.");
            foreach (string fact in rule.Condition?.Facts ?? (IReadOnlySet<string>)new HashSet<string>())
            {
                bool unknown = QualificationFacts.IsOfFramework(fact) ? !QualificationFacts.Knows(fact, frameworks) : Discovery.Owns(fact) && !Discovery.Knows(fact);
                Add(unknown, $"rules[{i}].when", "unknown-fact", $"There is no fact '{fact}'; a fact of a framework needs that framework in \"frameworks\".");
            }

            Add(rule.Condition is null, $"rules[{i}].when", "no-condition", "Say what must be met.");
        }

        return defects;

        void Add(bool wrong, string path, string code, string message)
        {
            if (wrong)
            {
                defects.Add(new(path, code, message));
            }
        }
    }
}
