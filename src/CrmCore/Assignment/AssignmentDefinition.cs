namespace CrmCore.Assignment;

/// <summary>How a rule chooses among those who are free.</summary>
public enum AssignmentStrategy
{
    /// <summary>Whoever has waited longest since their last turn by the rule.</summary>
    RoundRobin = 0,

    /// <summary>Whoever has the most free capacity; of equals, whoever has waited longest.</summary>
    LoadBalanced = 1,

    /// <summary>Whoever is furthest behind their share by weight: twice the weight, twice the turns. Whoever was away does not catch up. (Start-time fair queuing.)</summary>
    Weighted = 2,
}

/// <summary>Days on which somebody is away.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, included.</param>
public sealed record Absence(DateOnly From, DateOnly To);

/// <summary>Somebody who is given leads.</summary>
public sealed record AssignmentMember
{
    /// <summary>Who they are.</summary>
    public required UserId User { get; init; }

    /// <summary>How many open leads they may own; null means any number.</summary>
    public int? Capacity { get; init; }

    /// <summary>Their weight for weighted rules, 1 to 1,000; 0 or none given is taken as 1.</summary>
    public int Weight { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>How many leads they take per 30 days, for the quota of a period; null means no quota.</summary>
    public int? PerThirtyDays { get; init; }

    /// <summary>What they can do, by kind: languages, regions, products, skills.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Skills { get; init => field = Copied.Of(value); }

    /// <summary>When they are away, by days of their calendar's time zone.</summary>
    public IReadOnlyList<Absence>? Absences { get; init => field = Copied.Of(value); }

    /// <summary>The key of their working calendar; null means they always work.</summary>
    public string? Calendar { get; init; }
}

/// <summary>One rule: for which leads, to whom, and how it chooses.</summary>
public sealed record AssignmentRule
{
    /// <summary>The key, which explanations name and turns are kept by.</summary>
    public required string Key { get; init; }

    /// <summary>The leads that it is for; null means all.</summary>
    public Condition? When { get; init; }

    /// <summary>How it chooses.</summary>
    public AssignmentStrategy Strategy { get; init; }

    /// <summary>Among whom; null means all members.</summary>
    public IReadOnlyList<UserId>? Members { get; init => field = Copied.Of(value); }

    /// <summary>Skills that must fit: a kind of skill, and the lead's fact whose value the member must have, such as <c>language</c> and <c>custom.language</c>. A lead without the fact asks for nothing.</summary>
    public IReadOnlyDictionary<string, string>? Requires { get; init => field = Copied.Of(value); }

    /// <summary>Whether only those are chosen who are at work just then.</summary>
    public bool OnlyAtWork { get; init; }
}

/// <summary>How leads are assigned, as plain data: its JSON form, which <see cref="AssignmentPolicy"/> checks as a whole. Two are equal when their JSON forms are.</summary>
public sealed record AssignmentDefinition
{
    /// <summary>The version of this form that this library writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of this form; 0 or none given is taken as <see cref="CurrentSchemaVersion"/>.</summary>
    public int SchemaVersion { get; init => field = value == 0 ? CurrentSchemaVersion : value; } = CurrentSchemaVersion;

    /// <summary>The stable key.</summary>
    public required string Key { get; init; }

    /// <summary>The version, from 1; 0 or none given is taken as 1.</summary>
    public int Version { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>The name for people.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The people.</summary>
    public required IReadOnlyList<AssignmentMember> Members { get; init => field = Copied.Of(value); }

    /// <summary>The rules; the first that fits a lead decides.</summary>
    public required IReadOnlyList<AssignmentRule> Rules { get; init => field = Copied.Of(value); }

    /// <summary>The working calendars.</summary>
    public IReadOnlyList<WorkingCalendar>? Calendars { get; init => field = Copied.Of(value); }

    /// <summary>The work days of the period that one run stands for, 0.2 to 30; used by the members' quotas. 0 or none given is taken as 1.</summary>
    public decimal WorkDays { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>Reads the JSON form without checking what it means.</summary>
    /// <exception cref="DefinitionException">The text is no such form; every defect is listed.</exception>
    public static AssignmentDefinition FromJson(string json) =>
        DefinitionReader.Read(json, "the assignment policy", AssignmentJsonContext.Form.AssignmentDefinition, CurrentSchemaVersion);

    /// <summary>The JSON form, indented.</summary>
    public string ToJson() => AssignmentJsonContext.Write(this);

    /// <summary>Whether both have the same JSON form.</summary>
    public bool Equals(AssignmentDefinition? other) => ReferenceEquals(this, other) || (other is not null && ToJson() == other.ToJson());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Version);
}
