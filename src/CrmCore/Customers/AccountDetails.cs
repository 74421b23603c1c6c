namespace CrmCore.Customers;

/// <summary>What is known of a company.</summary>
public sealed record AccountDetails
{
    /// <summary>The company's name.</summary>
    public required string Name { get; init; }

    /// <summary>The industry.</summary>
    public string? Industry { get; init; }

    /// <summary>The web site.</summary>
    public string? Website { get; init; }

    /// <summary>The switchboard.</summary>
    public PhoneNumber? Phone { get; init; }
}
