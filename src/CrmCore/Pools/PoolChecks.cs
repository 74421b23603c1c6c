namespace CrmCore.Pools;

/// <summary>Finds everything wrong with the definition of a pool.</summary>
internal static class PoolChecks
{
    /// <summary>How long a span of days may be: about a century.</summary>
    private const int MaximumDays = 36_500;

    public static List<Defect> Check(PoolDefinition pool)
    {
        List<Defect> defects = [];
        Add(pool.SchemaVersion != PoolDefinition.CurrentSchemaVersion, "schemaVersion", "other-schema-version", $"This library reads schema version {PoolDefinition.CurrentSchemaVersion}, not {pool.SchemaVersion}.");
        Add(string.IsNullOrWhiteSpace(pool.Key) || pool.Key.Length > 200, "key", "bad-key", "Give the pool a key of 1 to 200 characters.");
        Add(pool.Version < 1, "version", "bad-version", $"The version is {pool.Version}; versions start at 1.");
        Add(pool.Name is null, "name", "no-name", "Give the pool a name.");
        Add(!TimeZoneInfo.TryFindSystemTimeZoneById(pool.TimeZone, out _), "timeZone", "unknown-time-zone", $"There is no time zone '{pool.TimeZone}'; give an IANA name such as Asia/Shanghai.");
        CheckPeople(pool.Members, "members");
        CheckPeople(pool.Admins, "admins");
        Add(pool.Members is { Count: 0 } && pool.Admins is null or { Count: 0 }, "members", "nobody", "Nobody could claim from this pool; name somebody, or leave the members out for everybody.");
        Add(pool.LocksPerPerson < 0, "locksPerPerson", "negative", "Give 0 or more, or leave it out for any number.");
        CheckClaims(pool.Claims);
        CheckProtection(pool.Protection);
        for (int i = 0; i < (pool.Masked?.Count ?? 0); i++)
        {
            Add(!LeadCard.Fields.Contains(pool.Masked![i]), $"masked[{i}]", "unknown-field", $"'{pool.Masked[i]}' is no field that can be masked; give one of {string.Join(", ", LeadCard.Fields)}.");
        }

        if (pool.Recycle.When is { } when)
        {
            Add(pool.Protection.Days is null, "recycle.when", "no-protection", "Conditions are judged when the protection ends; give protection.days, 0 for at once.");
            CheckCondition(when, "recycle.when", 1);
        }

        return defects;

        void CheckPeople(IReadOnlyList<UserId>? people, string path)
        {
            HashSet<UserId> seen = [];
            for (int i = 0; i < (people?.Count ?? 0); i++)
            {
                Add(people![i] == default, $"{path}[{i}]", "blank-user", "Name a person.");
                Add(!seen.Add(people[i]), $"{path}[{i}]", "duplicate-user", $"'{people[i]}' is named twice.");
            }
        }

        void CheckClaims(ClaimRules claims)
        {
            Add(claims.PerDay < 1, "claims.perDay", "not-positive", "Give at least 1, or leave it out for any number.");
            Add(claims.Capacity < 1, "claims.capacity", "not-positive", "Give at least 1, or leave it out for any number.");
            foreach ((string user, int capacity) in claims.Capacities ?? new Dictionary<string, int>())
            {
                Add(string.IsNullOrWhiteSpace(user), "claims.capacities", "blank-user", "Name the person.");
                Add(capacity < 0, $"claims.capacities.{user}", "negative", "Give 0 or more, or leave the person out.");
            }

            Add(claims.Counted is { Count: 0 }, "claims.counted", "empty", "Name the statuses that count, or leave it out for those still worked on.");
            CheckDays(claims.CoolDownDays, "claims.coolDownDays");
            Add(claims.FreezeHours is < 0 or > 24 * MaximumDays, "claims.freezeHours", "bad-hours", "Give hours from 0.");
        }

        void CheckProtection(ProtectionRules protection)
        {
            CheckDays(protection.Days ?? 0, "protection.days");
            CheckDays(protection.ExtensionDays, "protection.extensionDays");
            CheckDays(protection.MaximumDays ?? 0, "protection.maximumDays");
            CheckDays(protection.RemindDays ?? 0, "protection.remindDays");
            Add(protection.MaximumDays < protection.Days, "protection.maximumDays", "below-days", $"The maximum of {protection.MaximumDays} days is shorter than the protection of {protection.Days}.");
            Add(protection.Days is null && (protection.MaximumDays ?? protection.RemindDays) is not null, "protection.days", "missing", "A maximum or a reminder needs a protection of some days.");
            Add(protection.CountedKinds is { Count: 0 }, "protection.countedKinds", "empty", "Name the kinds that count, or leave it out for all.");
            Add(protection.CountedOutcomes is { Count: 0 }, "protection.countedOutcomes", "empty", "Name the outcomes that count, or leave it out for all.");
        }

        void CheckCondition(RecycleCondition condition, string path, int depth)
        {
            int given = (condition.All is null ? 0 : 1) + (condition.Any is null ? 0 : 1) + (condition.Rule is null ? 0 : 1);
            Add(given != 1, path, "not-one", "Give exactly one of all, any and rule.");
            Add(depth > Condition.MaximumDepth, path, "too-deep", $"Conditions are nested deeper than {Condition.MaximumDepth}.");
            CheckDays(condition.Days, path + ".days");
            Add(condition.Rule is { } rule && !Enum.IsDefined(rule), path + ".rule", "unknown-rule", $"There is no rule {condition.Rule}.");
            Add(!Enum.IsDefined(condition.Clock), path + ".clock", "unknown-clock", $"There is no clock {condition.Clock}.");
            foreach ((string name, IReadOnlyList<RecycleCondition>? parts) in (ReadOnlySpan<(string, IReadOnlyList<RecycleCondition>?)>)[("all", condition.All), ("any", condition.Any)])
            {
                Add(parts is { Count: 0 }, $"{path}.{name}", "empty", "Give at least one condition.");
                for (int i = 0; i < (parts?.Count ?? 0) && depth <= Condition.MaximumDepth; i++)
                {
                    Add(parts![i] is null, $"{path}.{name}[{i}]", "missing", "Give a condition.");
                    if (parts[i] is { } part)
                    {
                        CheckCondition(part, $"{path}.{name}[{i}]", depth + 1);
                    }
                }
            }
        }

        void CheckDays(int days, string path) => Add(days is < 0 or > MaximumDays, path, "bad-days", $"Give 0 to {MaximumDays} days.");

        void Add(bool wrong, string path, string code, string message)
        {
            if (wrong)
            {
                defects.Add(new(path, code, message));
            }
        }
    }
}
