namespace CrmCore.Assignment;

/// <summary>Finds everything wrong with an assignment policy.</summary>
internal static class AssignmentChecks
{
    public static List<Defect> Check(AssignmentDefinition policy)
    {
        List<Defect> defects = [];
        Add(policy.SchemaVersion != AssignmentDefinition.CurrentSchemaVersion, "schemaVersion", "other-schema-version", $"This library reads schema version {AssignmentDefinition.CurrentSchemaVersion}, not {policy.SchemaVersion}.");
        Add(string.IsNullOrWhiteSpace(policy.Key), "key", "blank-key", "Give the policy a key.");
        Add(policy.Version < 1, "version", "bad-version", $"The version is {policy.Version}; versions start at 1.");
        Add(policy.Name is null, "name", "no-name", "Give the policy a name.");
        Add(policy.WorkDays is < 0.2m or > 30m, "workDays", "bad-days", "Give 0.2 to 30 work days.");
        Add(policy.Members is null or { Count: 0 }, "members", "nobody", "Name at least one member.");
        Add(policy.Rules is null or { Count: 0 }, "rules", "no-rules", "Give at least one rule.");
        HashSet<string> calendars = CheckCalendars();
        HashSet<UserId> members = CheckMembers(calendars);
        CheckRules(members);
        return defects;

        HashSet<string> CheckCalendars()
        {
            HashSet<string> keys = new(StringComparer.Ordinal);
            for (int i = 0; i < (policy.Calendars?.Count ?? 0); i++)
            {
                WorkingCalendar calendar = policy.Calendars![i];
                Add(!keys.Add(calendar.Key ?? ""), $"calendars[{i}].key", "duplicate-key", $"The key '{calendar.Key}' is used twice; keys are unique.");
                defects.AddRange(WorkingCalendarChecks.Check(calendar, $"calendars[{i}]"));
            }

            return keys;
        }

        HashSet<UserId> CheckMembers(HashSet<string> keys)
        {
            HashSet<UserId> seen = [];
            for (int i = 0; i < (policy.Members?.Count ?? 0); i++)
            {
                AssignmentMember member = policy.Members![i];
                string path = $"members[{i}]";
                Add(member.User == default, path + ".user", "blank-user", "Name a person.");
                Add(!seen.Add(member.User), path + ".user", "duplicate-user", $"'{member.User}' is named twice.");
                Add(member.Capacity < 0, path + ".capacity", "negative", "Give 0 or more, or leave it out for any number.");
                Add(member.Weight is < 1 or > 1000, path + ".weight", "bad-weight", "Give a weight of 1 to 1,000.");
                Add(member.PerThirtyDays < 0, path + ".perThirtyDays", "negative", "Give 0 or more, or leave it out for no quota.");
                Add(member.Calendar is { } calendar && !keys.Contains(calendar), path + ".calendar", "unknown-calendar", $"There is no calendar '{member.Calendar}'.");
                Add(member.Absences?.Any(a => a.To < a.From) == true, path + ".absences", "bad-absence", "An absence ends before it begins.");
            }

            return seen;
        }

        void CheckRules(HashSet<UserId> known)
        {
            HashSet<string> keys = new(StringComparer.Ordinal);
            for (int i = 0; i < (policy.Rules?.Count ?? 0); i++)
            {
                AssignmentRule rule = policy.Rules![i];
                string path = $"rules[{i}]";
                Add(string.IsNullOrWhiteSpace(rule.Key), path + ".key", "blank-key", "Give the rule a key.");
                Add(!keys.Add(rule.Key ?? ""), path + ".key", "duplicate-key", $"The key '{rule.Key}' is used twice; keys are unique.");
                Add(!Enum.IsDefined(rule.Strategy), path + ".strategy", "unknown-strategy", $"There is no strategy {rule.Strategy}.");
                Add(rule.Members is { Count: 0 }, path + ".members", "nobody", "Name somebody, or leave the members out for all.");
                foreach (UserId user in rule.Members?.Where(u => !known.Contains(u)) ?? [])
                {
                    Add(true, path + ".members", "unknown-member", $"'{user}' is not among the policy's members.");
                }
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
