namespace CrmCore.Privacy;

/// <summary>What an account tells of a person: which company it is, and what is theirs on it. Immutable.</summary>
public sealed record PersonalAccount
{
    /// <summary>The account.</summary>
    public required AccountId Id { get; init; }

    /// <summary>The company's name.</summary>
    public required string Name { get; init; }

    /// <summary>The number, where it is the person's own; else null.</summary>
    public PhoneNumber? Phone { get; init; }

    /// <summary>The host's own fields that came from the person or name them; null for none.</summary>
    public IReadOnlyDictionary<string, FieldValue>? CustomFields { get; init; }
}
