namespace CrmCore.Customers;

/// <summary>An account as plain data, for storage and exchange.</summary>
public sealed record AccountSnapshot
{
    /// <summary>The version of this form.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The id.</summary>
    public required AccountId Id { get; init; }

    /// <summary>The version in storage; 0 for never stored.</summary>
    public long Version { get; init; }

    /// <summary>How many events it has raised.</summary>
    public long EventCount { get; init; }

    /// <summary>The company's name.</summary>
    public required string Name { get; init; }

    /// <summary>Who looks after it.</summary>
    public UserId? Owner { get; init; }

    /// <summary>The industry.</summary>
    public string? Industry { get; init; }

    /// <summary>The web site.</summary>
    public string? Website { get; init; }

    /// <summary>The switchboard.</summary>
    public PhoneNumber? Phone { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it came from.</summary>
    public ExternalKey? ExternalKey { get; init; }

    /// <summary>The host's own fields.</summary>
    public IReadOnlyDictionary<string, FieldValue>? CustomFields { get; init; }

    /// <summary>The JSON form.</summary>
    public string ToJson() => CustomerJsonContext.Json.Write(this);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not an account.</exception>
    public static AccountSnapshot FromJson(string json) => CustomerJsonContext.Json.Read<AccountSnapshot>(json);
}
