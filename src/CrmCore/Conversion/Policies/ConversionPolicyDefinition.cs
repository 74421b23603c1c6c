using CrmCore.Conversion.Fields;

namespace CrmCore.Conversion.Policies;

/// <summary>A conversion policy as plain data: its JSON form, which <see cref="ConversionPolicy"/> checks as a whole. Two are equal when their JSON forms are.</summary>
public sealed record ConversionPolicyDefinition
{
    /// <summary>The version of this form that this library writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of this form; 0 or none given is taken as <see cref="CurrentSchemaVersion"/>.</summary>
    public int SchemaVersion { get; init => field = value == 0 ? CurrentSchemaVersion : value; } = CurrentSchemaVersion;

    /// <summary>The stable key.</summary>
    public required string Key { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The name for people.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The members of each team, for conditions on <c>by.teams</c>, <c>owner.teams</c> and <c>owner.same-team</c>; null for no teams.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<UserId>>? Teams { get; init; }

    /// <summary>What must hold for a lead to be converted; null means that it must be qualified.</summary>
    public IReadOnlyList<ConversionRule>? Rules { get; init; }

    /// <summary>What a person may override with a reason; null means that a lead is not qualified, and nothing else.</summary>
    public IReadOnlyList<OverrideRule>? Overrides { get; init; }

    /// <summary>Who owns what is created.</summary>
    public OwnerRules Owner { get; init => field = value ?? new(); } = new();

    /// <summary>What is done about possible duplicates.</summary>
    public DuplicateRules Duplicates { get; init => field = value ?? new(); } = new();

    /// <summary>Fields that what is created or linked must have in the end, such as <c>account.name</c> and <c>opportunity.amount</c>; null for none.</summary>
    public IReadOnlyList<string>? Required { get; init; }

    /// <summary>How an opportunity begins.</summary>
    public OpportunityRules Opportunity { get; init => field = value ?? new(); } = new();

    /// <summary>What an opportunity gets from its lead besides fields.</summary>
    public CarryRules Carry { get; init => field = value ?? new(); } = new();

    /// <summary>Which fields go where; null means those of <see cref="FieldMap.Default"/>.</summary>
    public IReadOnlyList<FieldMapping>? Fields { get; init; }

    /// <summary>The currency of numbers that become amounts; needed only for those.</summary>
    public Currency? Currency { get; init; }

    /// <summary>When a conversion may be reverted.</summary>
    public RevertRules Revert { get; init => field = value ?? new(); } = new();

    /// <summary>Reads the JSON form without checking what it means.</summary>
    /// <exception cref="DefinitionException">The text is no such form; every defect is listed.</exception>
    public static ConversionPolicyDefinition FromJson(string json) =>
        DefinitionReader.Read(json, "the conversion policy", PolicyJsonContext.Form.ConversionPolicyDefinition, CurrentSchemaVersion);

    /// <summary>The JSON form, indented.</summary>
    public string ToJson() => PolicyJsonContext.Write(this);

    /// <summary>Whether both have the same JSON form.</summary>
    public bool Equals(ConversionPolicyDefinition? other) => ReferenceEquals(this, other) || (other is not null && ToJson() == other.ToJson());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Version);
}
