using System.Collections.Frozen;
using CrmCore.Leads;

namespace CrmCore.Pools;

/// <summary>
/// A lead pool (公海): who may claim from it, how much, how long a lead stays with its owner, and when it falls back. Immutable, checked as a whole when
/// made, safe to share between threads.
/// </summary>
public sealed class Pool
{
    private static readonly IReadOnlyList<LeadStatus> WorkedOn = [LeadStatus.New, LeadStatus.Working, LeadStatus.Nurturing, LeadStatus.Qualified];

    private readonly FrozenSet<UserId>? _members;
    private readonly FrozenSet<UserId> _admins;
    private readonly TimeZoneInfo _timeZone;

    /// <summary>The pool of a definition.</summary>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public Pool(PoolDefinition definition)
    {
        Definition = Guard.Against.Null(definition);
        List<Defect> defects = PoolChecks.Check(definition);
        if (defects.Count > 0)
        {
            throw new DefinitionException($"pool '{definition.Key}'", defects);
        }

        Id = new(definition.Key);
        _members = definition.Members?.ToFrozenSet();
        _admins = (definition.Admins ?? []).ToFrozenSet();
        _timeZone = TimeZoneInfo.FindSystemTimeZoneById(definition.TimeZone);
        Counted = definition.Claims.Counted ?? WorkedOn;
    }

    /// <summary>The pool that leads fall into where nothing else is said: open to everybody, protected for 30 days, 14 more with each follow-up, 90 at most, reminded 3 days before.</summary>
    public static Pool Default { get; } = new(new PoolDefinition
    {
        Key = "default",
        Name = new("Lead pool", "线索公海"),
        Protection = new() { Days = 30, ExtensionDays = 14, MaximumDays = 90, RemindDays = 3 },
    });

    /// <summary>The pool as plain data.</summary>
    public PoolDefinition Definition { get; }

    /// <summary>The key that leads name.</summary>
    public PoolId Id { get; }

    /// <summary>The version, from 1.</summary>
    public int Version => Definition.Version;

    /// <summary>The name for people.</summary>
    public LocalizedText Name => Definition.Name;

    /// <summary>The statuses that count against the capacity.</summary>
    public IReadOnlyList<LeadStatus> Counted { get; }

    /// <summary>Reads the JSON form and checks it. The text has at most 1,000,000 characters.</summary>
    /// <exception cref="DefinitionException">The text is no JSON, not of this form or schema version, or what it says is wrong; every defect is listed.</exception>
    public static Pool FromJson(string json) => new(PoolDefinition.FromJson(json));

    /// <summary>The JSON form.</summary>
    public string ToJson() => Definition.ToJson();

    /// <summary>Whether somebody may claim and be given its leads; admins always may.</summary>
    public bool IsMember(UserId user) => _members is null || _members.Contains(user) || IsAdmin(user);

    /// <summary>Whether somebody may act for others.</summary>
    public bool IsAdmin(UserId user) => _admins.Contains(user);

    /// <summary>How many counted leads somebody may own; null for any number.</summary>
    public int? CapacityOf(UserId user) =>
        Definition.Claims.Capacities is { } own && own.TryGetValue(user.Value ?? "", out int capacity) ? capacity : Definition.Claims.Capacity;

    /// <summary>The day of an instant in the pool's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _timeZone).DateTime);

    /// <summary>The protection of an owner who comes by a lead at an instant.</summary>
    public LeadProtection ProtectionFrom(DateTimeOffset at)
    {
        ProtectionRules rules = Definition.Protection;
        return new()
        {
            Pool = Id,
            Since = at,
            RecycleAt = rules.Days is { } days ? LeadProtection.Plus(at, days) : null,
            ExtensionDays = rules.ExtensionDays,
            Latest = rules.MaximumDays is { } maximum ? LeadProtection.Plus(at, maximum) : null,
            RemindDays = rules.RemindDays,
            CountedKinds = rules.CountedKinds,
            CountedOutcomes = rules.CountedOutcomes,
        };
    }

    /// <summary>What somebody may see of a lead: everything to its owner and to admins, else with the masked fields covered.</summary>
    public LeadCard Show(LeadSnapshot lead, UserId viewer)
    {
        Guard.Against.Null(lead);
        return LeadCard.Of(lead, IsAdmin(viewer) || lead.Custody.Owner == viewer ? [] : Definition.Masked ?? []);
    }

    /// <summary>The key.</summary>
    public override string ToString() => Id.Value;
}
