using System.Collections.ObjectModel;
using CrmCore.Matching;

namespace CrmCore.Customers;

/// <summary>An account as plain data, for storage and exchange.</summary>
public sealed record AccountSnapshot
{
    /// <summary>The version of this form. A later one than this library writes is refused: what it does not know would be lost when it is stored again.</summary>
    public int SchemaVersion { get; init => field = SnapshotVersion.Known(value); } = SnapshotVersion.Current;

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

    /// <summary>What matching looks at: the name, the switchboard, and the domain of the web site.</summary>
    public MatchRecord ToMatchRecord() => new(Id.Value)
    {
        Company = Name,
        Phone = Phone,
        Other = DomainOf(Website) is { } domain ? new Dictionary<string, string> { [MatchFields.Domain] = domain } : ReadOnlyDictionary<string, string>.Empty,
    };

    /// <summary>The JSON form.</summary>
    public string ToJson() => CustomerJsonContext.Json.Write(this);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not an account.</exception>
    public static AccountSnapshot FromJson(string json) => CustomerJsonContext.Json.Read<AccountSnapshot>(json);

    /// <summary><c>blau.example</c> of <c>https://www.blau.example/about</c>; null where there is none.</summary>
    private static string? DomainOf(string? website)
    {
        string address = website?.Trim() ?? "";
        return Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0
            ? uri.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.Host[4..] : uri.Host
            : null;
    }
}
