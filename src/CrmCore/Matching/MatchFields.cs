namespace CrmCore.Matching;

/// <summary>The fields that the ready rules know, by the names that rules and their JSON use. A host's own fields have names of its choice beside these.</summary>
public static class MatchFields
{
    /// <summary>A person's given name.</summary>
    public const string Given = "given";

    /// <summary>A person's family name.</summary>
    public const string Family = "family";

    /// <summary>A company's, shop's or institution's name.</summary>
    public const string Company = "company";

    /// <summary>An e-mail address.</summary>
    public const string Email = "email";

    /// <summary>A phone number.</summary>
    public const string Phone = "phone";

    /// <summary>The number of a house.</summary>
    public const string HouseNumber = "house-number";

    /// <summary>A street, or the first line of an address.</summary>
    public const string Street = "street";

    /// <summary>The second line of an address.</summary>
    public const string Street2 = "street-2";

    /// <summary>A city, town or suburb.</summary>
    public const string City = "city";

    /// <summary>A postal code.</summary>
    public const string Postcode = "postcode";

    /// <summary>A state, province or region.</summary>
    public const string State = "state";

    /// <summary>A country.</summary>
    public const string Country = "country";

    /// <summary>A date of birth, as text.</summary>
    public const string BirthDate = "birth-date";

    /// <summary>A number that names one person or company: a tax or register number, a customer number.</summary>
    public const string Identifier = "identifier";

    /// <summary>The domain of a company's web site or e-mail addresses; compared as text, and only by rules that are made for it.</summary>
    public const string Domain = "domain";

    /// <summary>Those that the ready rules compare; <see cref="Domain"/> is not among them.</summary>
    public static IReadOnlyList<string> All { get; } = [Given, Family, Company, Email, Phone, HouseNumber, Street, Street2, City, Postcode, State, Country, BirthDate, Identifier];
}
