using CrmCore.Matching;

namespace CrmCore.Customers;

/// <summary>A contact as plain data, for storage and exchange.</summary>
public sealed record ContactSnapshot
{
    /// <summary>The version of this form. A later one than this library writes is refused: what it does not know would be lost when it is stored again.</summary>
    public int SchemaVersion { get; init => field = SnapshotVersion.Known(value); } = SnapshotVersion.Current;

    /// <summary>The id.</summary>
    public required ContactId Id { get; init; }

    /// <summary>The version in storage; 0 for never stored.</summary>
    public long Version { get; init; }

    /// <summary>How many events it has raised.</summary>
    public long EventCount { get; init; }

    /// <summary>The name.</summary>
    public required PersonName Name { get; init; }

    /// <summary>The account they belong to.</summary>
    public AccountId? Account { get; init; }

    /// <summary>The job title.</summary>
    public string? Title { get; init; }

    /// <summary>The e-mail address.</summary>
    public EmailAddress? Email { get; init; }

    /// <summary>The phone number.</summary>
    public PhoneNumber? Phone { get; init; }

    /// <summary>Who looks after them.</summary>
    public UserId? Owner { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it came from.</summary>
    public ExternalKey? ExternalKey { get; init; }

    /// <summary>The host's own fields.</summary>
    public IReadOnlyDictionary<string, FieldValue>? CustomFields { get; init; }

    /// <summary>What matching looks at.</summary>
    /// <param name="company">The name of the account; null where it is not known.</param>
    public MatchRecord ToMatchRecord(string? company) => new(Id.Value) { Name = Name.Full, Company = company, Email = Email, Phone = Phone };

    /// <summary>The JSON form.</summary>
    public string ToJson() => CustomerJsonContext.Json.Write(this);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not a contact.</exception>
    public static ContactSnapshot FromJson(string json) => CustomerJsonContext.Json.Read<ContactSnapshot>(json);
}
