using CrmCore.Qualification.Frameworks;

namespace CrmCore.Qualification;

/// <summary>
/// Decides whether a lead is qualified: named rules with weights and a threshold of the score. Immutable, checked as a whole when made, safe to share
/// between threads. A judgement is pure: the same facts and instant give the same verdict.
/// Its JSON form is <c>{"key":...,"version":1,"name":...,"threshold":80,"frameworks":["bant"],"rules":[{"key":...,"when":{...},"severity":"Blocker",...}]}</c>;
/// a rule <c>{"use":"need-quoted"}</c> takes a rule of <see cref="ReadyRules"/>, with its own severity, weight or texts where given.
/// </summary>
public sealed class QualificationPolicy
{
    private readonly QualificationRule[] _rules;
    private readonly Framework[] _frameworks;
    private readonly decimal _totalWeight;

    /// <summary>A policy of rules.</summary>
    /// <param name="key">The stable key.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="name">The name for people.</param>
    /// <param name="rules">The rules; at least one.</param>
    /// <param name="threshold">The score, 0 to 100, that a qualified lead reaches.</param>
    /// <param name="frameworks">The frameworks that rules look at by <c>frameworks.KEY.score</c> and <c>frameworks.KEY.ELEMENT</c>.</param>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public QualificationPolicy(
        string key, int version, LocalizedText name, IReadOnlyList<QualificationRule> rules, decimal threshold, IReadOnlyList<Framework>? frameworks = null)
    {
        Guard.Against.Null(rules);
        _frameworks = [.. frameworks ?? []];
        List<Defect> defects = PolicyChecks.Check(key, version, rules, threshold, _frameworks);
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

    /// <summary>The frameworks that rules look at.</summary>
    public IReadOnlyList<Framework> Frameworks => _frameworks;

    /// <summary>Reads the JSON form and checks it. The text has at most 1,000,000 characters.</summary>
    /// <param name="json">The text.</param>
    /// <param name="frameworks">Frameworks of the host's that it may name, besides the ready ones.</param>
    /// <exception cref="DefinitionException">The text is no JSON, not of this form or schema version, or what it says is wrong; every defect is listed.</exception>
    public static QualificationPolicy FromJson(string json, IReadOnlyList<Framework>? frameworks = null) =>
        PolicyDraft.FromJson(json).ToPolicy([.. frameworks ?? [], .. ReadyFrameworks.All]);

    /// <summary>The JSON form.</summary>
    public string ToJson() => PolicyDraft.Of(this).ToJson();

    /// <summary>Judges the facts of a lead. Where they bring a discovery (<see cref="IDiscoverySubject"/>), its notes after the instant are left out.</summary>
    /// <param name="facts">The lead, or other facts.</param>
    /// <param name="at">The instant the verdict is for.</param>
    public QualificationVerdict Evaluate(IFacts facts, DateTimeOffset at)
    {
        QualificationFacts known = FactsOf(facts, at);
        decimal met = 0;
        bool blocked = false;
        List<Finding> findings = [];
        foreach (QualificationRule rule in _rules)
        {
            if (rule.Condition.IsMet(known))
            {
                met += rule.Weight;
                continue;
            }

            blocked |= rule.Severity == FindingSeverity.Blocker;
            findings.Add(new(rule.Key, rule.Severity, rule.Text, rule.Advice, rule.Question));
        }

        decimal score = ShareOf(met);
        return new(Key, Version, at, !blocked && score >= Threshold, score, findings) { Phase = known.Discovery?.Phase };
    }

    /// <summary>The questions that would move the verdict most, in order: first what qualifies by itself, then blockers, then the most points.</summary>
    /// <param name="facts">The lead, or other facts.</param>
    /// <param name="at">The instant.</param>
    public IReadOnlyList<NextQuestion> NextQuestions(IFacts facts, DateTimeOffset at) =>
        Qualification.NextQuestions.For(this, Evaluate(facts, at), FactsOf(facts, at));

    /// <summary>What another policy or version says differently.</summary>
    public IReadOnlyList<PolicyDifference> DifferencesTo(QualificationPolicy other) => PolicyDifference.Between(this, Guard.Against.Null(other));

    /// <summary>The policy name and version, such as <c>default v1</c>.</summary>
    public override string ToString() => $"{Key} v{Version}";

    internal decimal ShareOf(decimal weight) => decimal.Round(100 * weight / _totalWeight, 1, MidpointRounding.ToEven);

    private QualificationFacts FactsOf(IFacts facts, DateTimeOffset at) => new(Guard.Against.Null(facts), _frameworks, at);
}
