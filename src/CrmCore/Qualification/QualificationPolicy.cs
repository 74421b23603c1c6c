namespace CrmCore.Qualification;

/// <summary>
/// Decides whether a lead is qualified: named rules with weights and a threshold of the score. Immutable, checked as a whole when made, safe to share
/// between threads. A judgement is pure: the same facts and instant give the same verdict.
/// </summary>
public sealed class QualificationPolicy
{
    private readonly QualificationRule[] _rules;
    private readonly decimal _totalWeight;

    /// <summary>A policy of rules.</summary>
    /// <param name="key">The stable key.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="name">The name for people.</param>
    /// <param name="rules">The rules; at least one.</param>
    /// <param name="threshold">The score, 0 to 100, that a qualified lead reaches.</param>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public QualificationPolicy(string key, int version, LocalizedText name, IReadOnlyList<QualificationRule> rules, decimal threshold)
    {
        Guard.Against.Null(rules);
        List<Defect> defects = Check(key, version, rules, threshold);
        if (defects.Count > 0)
        {
            throw new DefinitionException($"qualification policy '{key}'", defects);
        }

        Key = key;
        Version = version;
        Name = Guard.Against.Null(name);
        Threshold = threshold;
        _rules = [.. rules.OrderByDescending(r => r.Severity).ThenByDescending(r => r.Weight)];
        _totalWeight = _rules.Sum(r => r.Weight);
    }

    /// <summary>The stable key.</summary>
    public string Key { get; }

    /// <summary>The version, from 1.</summary>
    public int Version { get; }

    /// <summary>The name for people.</summary>
    public LocalizedText Name { get; }

    /// <summary>The score, 0 to 100, that a qualified lead reaches.</summary>
    public decimal Threshold { get; }

    /// <summary>The rules, blockers first, then by weight.</summary>
    public IReadOnlyList<QualificationRule> Rules => _rules;

    /// <summary>Judges the facts of a lead.</summary>
    /// <param name="facts">The lead, or other facts.</param>
    /// <param name="at">The instant the verdict is for.</param>
    public QualificationVerdict Evaluate(IFacts facts, DateTimeOffset at)
    {
        Guard.Against.Null(facts);
        decimal met = 0;
        bool blocked = false;
        List<Finding> findings = [];
        foreach (QualificationRule rule in _rules)
        {
            if (rule.Condition.IsMet(facts))
            {
                met += rule.Weight;
                continue;
            }

            blocked |= rule.Severity == FindingSeverity.Blocker;
            findings.Add(new(rule.Key, rule.Severity, rule.Text, rule.Advice));
        }

        decimal score = decimal.Round(100 * met / _totalWeight, 1, MidpointRounding.ToEven);
        return new(Key, Version, at, !blocked && score >= Threshold, score, findings);
    }

    private static List<Defect> Check(string key, int version, IReadOnlyList<QualificationRule> rules, decimal threshold)
    {
        List<Defect> defects = [];
        Add(string.IsNullOrWhiteSpace(key), "key", "blank-key", "Give the policy a key.");
        Add(version < 1, "version", "bad-version", "Versions start at 1.");
        Add(threshold is < 0 or > 100, "threshold", "bad-threshold", $"The threshold {threshold} lies outside 0 to 100.");
        Add(rules.Count == 0, "rules", "no-rules", "Give the policy at least one rule.");
        HashSet<string> keys = new(StringComparer.Ordinal);
        for (int i = 0; i < rules.Count; i++)
        {
            QualificationRule rule = rules[i];
            Add(string.IsNullOrWhiteSpace(rule.Key), $"rules[{i}].key", "blank-key", "Give the rule a key.");
            Add(!keys.Add(rule.Key ?? ""), $"rules[{i}].key", "duplicate-key", $"The key '{rule.Key}' is used twice; keys are unique.");
            Add(rule.Weight <= 0, $"rules[{i}].weight", "bad-weight", $"The weight {rule.Weight} must be above 0.");
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
