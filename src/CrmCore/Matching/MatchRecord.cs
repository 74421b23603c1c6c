using System.Collections.ObjectModel;

namespace CrmCore.Matching;

/// <summary>
/// What matching looks at: one person or company of any kind (a lead, a contact, an account, a row of a file), by an id that the caller chooses.
/// Everything is taken as it was written; matching makes its own normal forms. Immutable.
/// </summary>
/// <param name="Id">The caller's id.</param>
public sealed record MatchRecord(Guid Id)
{
    /// <summary>The person's whole name. Used where neither <see cref="GivenName"/> nor <see cref="FamilyName"/> is given.</summary>
    public string? Name { get; init; }

    /// <summary>The person's given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>The person's family name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The company's name.</summary>
    public string? Company { get; init; }

    /// <summary>The e-mail address.</summary>
    public EmailAddress? Email { get; init; }

    /// <summary>The phone number; its international form counts where it is known.</summary>
    public PhoneNumber? Phone { get; init; }

    /// <summary>The house number. Where it is blank it is read from <see cref="Street"/>.</summary>
    public string? HouseNumber { get; init; }

    /// <summary>The street, or the first line of the address.</summary>
    public string? Street { get; init; }

    /// <summary>The second line of the address.</summary>
    public string? Street2 { get; init; }

    /// <summary>The city.</summary>
    public string? City { get; init; }

    /// <summary>The postal code.</summary>
    public string? Postcode { get; init; }

    /// <summary>The state or province.</summary>
    public string? State { get; init; }

    /// <summary>The country.</summary>
    public string? Country { get; init; }

    /// <summary>Other fields by name, and texts for the fields above that could not be read as their type (an e-mail address with a comma in it, say).</summary>
    public IReadOnlyDictionary<string, string> Other { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
