using CrmCore.Conversion.Fields;

namespace CrmCore.Conversion.Policies;

/// <summary>Finds everything wrong with the definition of a conversion policy.</summary>
internal static class PolicyChecks
{
    /// <summary>Rules whose texts are shipped.</summary>
    private static readonly string[] ReadyRules = ["not-qualified", "not-allowed"];

    /// <summary>The refusals besides a policy's own rules that a person may be allowed to override.</summary>
    private static readonly string[] Overridable = ["conversion.duplicates", "conversion.owner-at-capacity", "conversion.owner-not-allowed", "conversion.field-missing"];

    public static List<Defect> Check(ConversionPolicyDefinition policy)
    {
        List<Defect> defects = [];
        Add(string.IsNullOrWhiteSpace(policy.Key) || policy.Key.Length > 200, "key", "bad-key", "Give the policy a key of 1 to 200 characters.");
        Add(policy.Version < 1, "version", "bad-version", $"The version is {policy.Version}; versions start at 1.");
        Add(policy.Name is null, "name", "no-name", "Give the policy a name.");
        foreach ((string team, IReadOnlyList<UserId> members) in policy.Teams ?? new Dictionary<string, IReadOnlyList<UserId>>())
        {
            Add(string.IsNullOrWhiteSpace(team) || members is null or { Count: 0 } || members.Contains(default), $"teams.{team}", "bad-team", "Give the team a key and its members.");
        }

        HashSet<string> codes = CheckRules(policy.Rules ?? ConversionPolicy.DefaultRules);
        CheckOverrides(policy.Overrides ?? ConversionPolicy.DefaultOverrides, policy.Overrides is null, codes);
        Add(policy.Owner.From is { Count: 0 }, "owner.from", "empty", "Name at least one, or leave it out for the request, then the lead.");
        CheckCondition(policy.Owner.When, "owner.when");
        CheckDuplicates();
        for (int i = 0; i < (policy.Required?.Count ?? 0); i++)
        {
            Add(policy.Required![i] is null || RecordFieldSets.FormOf(policy.Required[i]) is null, $"required[{i}]", "unknown-field", $"There is no field '{policy.Required[i]}'; there are {string.Join(", ", RecordFieldSets.Names)}.");
        }

        for (int i = 0; i < (policy.Opportunity.Start?.Count ?? 0); i++)
        {
            StartRule? start = policy.Opportunity.Start![i];
            Add(string.IsNullOrWhiteSpace(start?.Pipeline), $"opportunity.start[{i}].pipeline", "no-pipeline", "Name a pipeline.");
            CheckCondition(start?.When, $"opportunity.start[{i}].when");
        }

        Add(NameTemplate.Read(policy.Opportunity.Name).Defect is { } wrong, "opportunity.name", "bad-template", NameTemplate.Read(policy.Opportunity.Name).Defect ?? "");
        if (policy.Fields is not null)
        {
            defects.AddRange(FieldMapChecks.Check(policy.Fields, policy.Currency));
        }

        Add(policy.Revert.WithinDays is < 0 or > 36_500, "revert.withinDays", "bad-days", "Give 0 to 36500 days, or leave it out for ever.");
        CheckCondition(policy.Revert.When, "revert.when");
        CheckCondition(policy.Revert.ForceWhen, "revert.forceWhen");
        return defects;

        HashSet<string> CheckRules(IReadOnlyList<ConversionRule> rules)
        {
            HashSet<string> known = [];
            for (int i = 0; i < rules.Count; i++)
            {
                ConversionRule? rule = rules[i];
                bool named = rule?.Key is { Length: > 0 and <= 100 } key && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
                Add(!named, $"rules[{i}].key", "bad-key", "Give the rule a key of lower-case letters, digits and hyphens.");
                Add(named && !known.Add("conversion." + rule!.Key), $"rules[{i}].key", "duplicate-key", $"The key '{rule?.Key}' is used twice; keys are unique.");
                bool ready = ReadyRules.Contains(rule?.Key);
                Add(named && !ready && CrmTexts.Default.Find("conversion." + rule!.Key, System.Globalization.CultureInfo.InvariantCulture) is not null, $"rules[{i}].key", "taken-key", $"'{rule?.Key}' is the code of something else; take another key.");
                Add(named && !ready && rule!.Text is null, $"rules[{i}].text", "no-text", "Say what is told where the rule does not hold.");
                Add(rule is { When: null }, $"rules[{i}].when", "no-condition", "Say what must hold.");
                CheckCondition(rule?.When, $"rules[{i}].when");
            }

            return known;
        }

        void CheckOverrides(IReadOnlyList<OverrideRule> overrides, bool isDefault, HashSet<string> known)
        {
            for (int i = 0; i < overrides.Count; i++)
            {
                string? code = overrides[i]?.Refusal;
                Add(!isDefault && !(known.Contains(code ?? "") || Overridable.Contains(code)), $"overrides[{i}].refusal", "not-overridable", $"'{code}' can't be overridden; {string.Join(", ", known.Concat(Overridable))} can.");
                CheckCondition(overrides[i]?.When, $"overrides[{i}].when");
            }
        }

        void CheckDuplicates()
        {
            foreach ((string name, DuplicateRule rule) in (ReadOnlySpan<(string, DuplicateRule)>)[("leads", policy.Duplicates.Leads), ("accounts", policy.Duplicates.Accounts), ("contacts", policy.Duplicates.Contacts)])
            {
                Add(rule.Likely == DuplicateHandling.Link, $"duplicates.{name}.likely", "not-linkable", "Only what is the same is linked without asking; give allow, warn or block.");
                Add(name == "leads" && rule.Same == DuplicateHandling.Link, "duplicates.leads.same", "not-linkable", "A lead is not linked to a lead but merged; give allow, warn or block.");
            }
        }

        void CheckCondition(Condition? condition, string path)
        {
            foreach (string fact in condition?.Facts ?? (IReadOnlySet<string>)new HashSet<string>())
            {
                Add(!ConversionFacts.Knows(fact), path, "unknown-fact", $"There is no fact '{fact}'; there are {string.Join(", ", ConversionFacts.Names)}, and those of the lead.");
            }
        }

        void Add(bool wrong, string path, string code, string message)
        {
            if (wrong)
            {
                defects.Add(new(path, code, message));
            }
        }
    }
}
