using System.Text.Json;
using System.Text.Json.Serialization;
using CrmCore.Qualification.Frameworks;

namespace CrmCore.Qualification;

/// <summary>A policy as it is written, before it is checked.</summary>
internal sealed record PolicyDraft(string? Key, int? Version, LocalizedText? Name, decimal? Threshold, IReadOnlyList<string>? Frameworks, IReadOnlyList<RuleDraft>? Rules)
{
    public const int CurrentSchemaVersion = 1;

    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init => field = value == 0 ? CurrentSchemaVersion : value; } = CurrentSchemaVersion;

    public static PolicyDraft FromJson(string json) =>
        DefinitionReader.Read(json, "the qualification policy", DefinitionJsonContext.Form.PolicyDraft, CurrentSchemaVersion);

    public string ToJson() => JsonSerializer.Serialize(this, DefinitionJsonContext.Form.PolicyDraft);

    public static PolicyDraft Of(QualificationPolicy policy) => new(
        policy.Key,
        policy.Version,
        policy.Name,
        policy.Threshold,
        policy.Frameworks.Count == 0 ? null : [.. policy.Frameworks.Select(f => f.Key)],
        [.. policy.Rules.Select(RuleDraft.Of)]);

    public QualificationPolicy ToPolicy(IReadOnlyList<Framework> known)
    {
        List<Defect> defects = [];
        List<Framework> frameworks = [];
        for (int i = 0; i < (Frameworks?.Count ?? 0); i++)
        {
            if (known.FirstOrDefault(f => f.Key == Frameworks![i]) is { } framework)
            {
                frameworks.Add(framework);
            }
            else
            {
                defects.Add(new($"frameworks[{i}]", "unknown-framework", $"There is no framework '{Frameworks![i]}'; known are {string.Join(", ", known.Select(f => f.Key))}."));
            }
        }

        List<QualificationRule> rules = [];
        for (int i = 0; i < (Rules?.Count ?? 0); i++)
        {
            rules.Add(Rules![i].ToRule($"rules[{i}]", defects) ?? Unreadable(i));
        }

        if (Name is null)
        {
            defects.Add(new("name", "no-name", "Give the policy a name."));
        }

        if (Threshold is null)
        {
            defects.Add(new("threshold", "no-threshold", "Give the policy a threshold, 0 to 100."));
        }

        IEnumerable<Defect> others = PolicyChecks.Check(Key, Version ?? 0, rules, Threshold ?? 0, frameworks).Where(d => !defects.Exists(e => e.Path == d.Path));
        List<Defect> all = [.. defects, .. others];
        return all.Count > 0 ? throw new DefinitionException($"qualification policy '{Key}'", all) : new(Key!, Version!.Value, Name!, rules, Threshold!.Value, frameworks);
    }

    /// <summary>Stands for a rule whose defects are listed already, so that the others are checked too.</summary>
    private static QualificationRule Unreadable(int number) => new($"#{number}", Condition.Present("name"), FindingSeverity.Warning, 1, "-", "-");
}

/// <summary>A rule as it is written.</summary>
internal sealed record RuleDraft(
    string? Key,
    string? Use,
    [property: JsonPropertyName("when")] JsonElement? Condition,
    string? Severity,
    decimal? Weight,
    LocalizedText? Text,
    LocalizedText? Advice,
    LocalizedText? Question)
{
    public static RuleDraft Of(QualificationRule rule) =>
        new(rule.Key, null, JsonElement.Parse(rule.Condition.ToJson()), rule.Severity.ToString(), rule.Weight, rule.Text, rule.Advice, rule.Question);

    public QualificationRule? ToRule(string path, List<Defect> defects)
    {
        int before = defects.Count;
        QualificationRule? ready = null;
        if (Use is not null)
        {
            ready = ReadyRules.All.FirstOrDefault(r => r.Key == Use);
            Add(ready is null, ".use", "unknown-rule", $"There is no ready rule '{Use}'; known are {string.Join(", ", ReadyRules.All.Select(r => r.Key))}.");
        }
        else
        {
            Add(string.IsNullOrWhiteSpace(Key), ".key", "blank-key", "Give the rule a key, or name a ready rule by \"use\".");
            Add(Condition is null, ".when", "no-condition", "Say what must be met, as a condition.");
            Add(Weight is null, ".weight", "no-weight", "Give the rule a weight above 0.");
            Add(Text is null, ".text", "no-text", "Say what is missing when the rule is not met.");
        }

        FindingSeverity severity = ready?.Severity ?? FindingSeverity.Warning;
        Add(Severity is not null && !TryParse(Severity, out severity), ".severity", "bad-severity", $"'{Severity}' is no severity; it is \"Blocker\" or \"Warning\".");
        Condition? condition = ready?.Condition;
        if (Condition is { } json)
        {
            try
            {
                condition = CrmCore.Condition.FromJson(json.GetRawText());
            }
            catch (Exception e) when (e is JsonException or ArgumentException or FormatException)
            {
                Add(true, ".when", "bad-condition", e.Message);
            }
        }

        if (defects.Count > before || condition is null)
        {
            return null;
        }

        LocalizedText text = Text ?? ready!.Text;
        return new(Key ?? ready!.Key, condition, severity, Weight ?? ready!.Weight, text, Advice ?? ready?.Advice ?? text, Question ?? ready?.Question);

        void Add(bool wrong, string part, string code, string message)
        {
            if (wrong)
            {
                defects.Add(new(path + part, code, message));
            }
        }
    }

    private static bool TryParse(string word, out FindingSeverity severity)
    {
        severity = string.Equals(word, nameof(FindingSeverity.Blocker), StringComparison.OrdinalIgnoreCase) ? FindingSeverity.Blocker : FindingSeverity.Warning;
        return severity == FindingSeverity.Blocker || string.Equals(word, nameof(FindingSeverity.Warning), StringComparison.OrdinalIgnoreCase);
    }
}
