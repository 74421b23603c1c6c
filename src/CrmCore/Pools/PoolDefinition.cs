using CrmCore.Leads;

namespace CrmCore.Pools;

/// <summary>A lead pool as plain data: its JSON form, which <see cref="Pool"/> checks as a whole. Two are equal when their JSON forms are.</summary>
public sealed record PoolDefinition
{
    /// <summary>The version of this form that this library writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of this form; 0 or none given is taken as <see cref="CurrentSchemaVersion"/>.</summary>
    public int SchemaVersion { get; init => field = value == 0 ? CurrentSchemaVersion : value; } = CurrentSchemaVersion;

    /// <summary>The stable key that leads name.</summary>
    public required string Key { get; init; }

    /// <summary>The version, from 1; 0 or none given is taken as 1.</summary>
    public int Version { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>The name for people.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>Who may claim and be given leads; null means everybody.</summary>
    public IReadOnlyList<UserId>? Members { get; init => field = Copied.Of(value); }

    /// <summary>Who may act for others; they skip the daily limit, the cool-down and the freeze, never the capacity. Null means nobody.</summary>
    public IReadOnlyList<UserId>? Admins { get; init => field = Copied.Of(value); }

    /// <summary>The time zone in which a day begins and ends, by its IANA name such as <c>Asia/Shanghai</c>.</summary>
    public string TimeZone { get; init => field = value ?? "UTC"; } = "UTC";

    /// <summary>What limits claims.</summary>
    public ClaimRules Claims { get; init => field = value ?? new(); } = new();

    /// <summary>How long an owner may keep a lead.</summary>
    public ProtectionRules Protection { get; init => field = value ?? new(); } = new();

    /// <summary>What must hold for a lead to be recycled once its protection is over.</summary>
    public RecycleRules Recycle { get; init => field = value ?? new(); } = new();

    /// <summary>The fields that nobody but admins sees before the lead is theirs: of <c>name</c>, <c>company</c>, <c>title</c>, <c>email</c>, <c>phone</c>, <c>city</c>, <c>description</c>.</summary>
    public IReadOnlyList<string>? Masked { get; init => field = Copied.Of(value); }

    /// <summary>How many leads one person may keep locked; null means any number.</summary>
    public int? LocksPerPerson { get; init; }

    /// <summary>Reads the JSON form without checking what it means.</summary>
    /// <exception cref="DefinitionException">The text is no such form; every defect is listed.</exception>
    public static PoolDefinition FromJson(string json) =>
        DefinitionReader.Read(json, "the pool", PoolJsonContext.Form.PoolDefinition, CurrentSchemaVersion);

    /// <summary>The JSON form, indented.</summary>
    public string ToJson() => PoolJsonContext.Write(this);

    /// <summary>Whether both have the same JSON form.</summary>
    public bool Equals(PoolDefinition? other) => ReferenceEquals(this, other) || (other is not null && ToJson() == other.ToJson());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Version);
}

/// <summary>What limits claims from a pool.</summary>
public sealed record ClaimRules
{
    /// <summary>How many claims a person has in a day of the pool's time zone, counted by claims and not by what is still owned; null means any number.</summary>
    public int? PerDay { get; init; }

    /// <summary>How many counted leads one person may own; null means any number.</summary>
    public int? Capacity { get; init; }

    /// <summary>Capacities of single people, by user, that hold for them instead of <see cref="Capacity"/>; 0 for none. Null means no such exceptions.</summary>
    public IReadOnlyDictionary<string, int>? Capacities { get; init => field = Copied.Of(value); }

    /// <summary>The statuses that count against the capacity; null means those that are still worked on.</summary>
    public IReadOnlyList<LeadStatus>? Counted { get; init => field = Copied.Of(value); }

    /// <summary>For how many days after a person lost or released a lead they may not claim it again.</summary>
    public int CoolDownDays { get; init; }

    /// <summary>For how many hours after it entered the pool nobody may claim a lead.</summary>
    public int FreezeHours { get; init; }
}

/// <summary>How long an owner may keep a lead.</summary>
public sealed record ProtectionRules
{
    /// <summary>For how many days after the claim or assignment; null means for ever.</summary>
    public int? Days { get; init; }

    /// <summary>A counted follow-up at t moves the recycle date to at least t plus so many days; 0 means not at all.</summary>
    public int ExtensionDays { get; init; }

    /// <summary>The recycle date is never later than so many days after the claim; null means no maximum.</summary>
    public int? MaximumDays { get; init; }

    /// <summary>The owner is reminded so many days before the recycle date; null means never.</summary>
    public int? RemindDays { get; init; }

    /// <summary>The kinds of follow-up that count; null means all.</summary>
    public IReadOnlyList<FollowUpKind>? CountedKinds { get; init => field = Copied.Of(value); }

    /// <summary>The outcomes of follow-ups that count; null means all.</summary>
    public IReadOnlyList<FollowUpOutcome>? CountedOutcomes { get; init => field = Copied.Of(value); }

    /// <summary>Whether the clock runs on when the lead is transferred to another owner; otherwise a transfer starts it anew.</summary>
    public bool RunsOnAfterTransfer { get; init; }
}

/// <summary>Whether and when leads whose protection is over fall back into the pool.</summary>
public sealed record RecycleRules
{
    /// <summary>Whether nothing is recycled for now. Switching it off and on again leaves every stored date as it is.</summary>
    public bool Off { get; init; }

    /// <summary>What must hold besides; null means nothing: the end of the protection is enough.</summary>
    public RecycleCondition? When { get; init; }
}
