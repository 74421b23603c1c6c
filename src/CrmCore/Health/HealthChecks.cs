using CrmCore.Qualification;

namespace CrmCore.Health;

/// <summary>Finds everything wrong with a health policy.</summary>
internal static class HealthChecks
{
    public static List<Defect> Check(HealthDefinition policy)
    {
        List<Defect> defects = [];
        Add(policy.SchemaVersion != HealthDefinition.CurrentSchemaVersion, "schemaVersion", "other-schema-version", $"This library reads schema version {HealthDefinition.CurrentSchemaVersion}, not {policy.SchemaVersion}.");
        Add(string.IsNullOrWhiteSpace(policy.Key), "key", "blank-key", "Give the policy a key.");
        Add(policy.Version < 1, "version", "bad-version", $"The version is {policy.Version}; versions start at 1.");
        Add(policy.Name is null, "name", "no-name", "Give the policy a name.");
        Add(policy.Checks is null or { Count: 0 }, "checks", "no-checks", "Give at least one check.");
        if (policy.Calendar is { } calendar)
        {
            defects.AddRange(WorkingCalendarChecks.Check(calendar, "calendar"));
        }

        HashSet<string> keys = new(StringComparer.Ordinal);
        for (int i = 0; i < (policy.Checks?.Count ?? 0); i++)
        {
            if (policy.Checks![i] is { } check)
            {
                CheckOne(check, $"checks[{i}]");
            }
            else
            {
                Add(true, $"checks[{i}]", "no-check", "Remove the empty check.");
            }
        }

        return defects;

        void CheckOne(HealthCheck check, string path)
        {
            Add(string.IsNullOrWhiteSpace(check.Key), path + ".key", "blank-key", "Give the check a key.");
            Add(!keys.Add(check.Key ?? ""), path + ".key", "duplicate-key", $"The key '{check.Key}' is used twice; keys are unique.");
            Add(!Enum.IsDefined(check.Severity), path + ".severity", "unknown-severity", $"There is no severity {check.Severity}.");
            Add(check.When is null, path + ".when", "no-condition", "Say when a deal is marked.");
            CheckFacts(check.When?.Facts ?? new SortedSet<string>(), path + ".when");
            Add(check.Name is null, path + ".name", "no-name", "Give the check a short name.");
            CheckText(check.Text, path + ".text");
            CheckText(check.Advice, path + ".advice");
        }

        void CheckText(LocalizedText? text, string path)
        {
            Add(text is null, path, "no-text", "Give the text, in English at least.");
            CheckFacts(text?.Texts.Values.SelectMany(TextTemplate.FactsOf).Distinct() ?? [], path);
        }

        void CheckFacts(IEnumerable<string> facts, string path)
        {
            foreach (string fact in facts.Where(f => f.StartsWith(HealthFacts.Prefix, StringComparison.Ordinal) ? !HealthFacts.Names.Contains(f) : Discovery.Owns(f) && !Discovery.Knows(f)))
            {
                Add(true, path, "unknown-fact", $"There is no fact '{fact}'; known are {string.Join(", ", HealthFacts.Names)}, and those of the deal.");
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
