using System.Text.Json.Serialization;
using CrmCore.Matching;

namespace CrmCore.Leads;

/// <summary>What is known of the person and company behind a lead. At least a name, a company, an e-mail address or a phone number is given.</summary>
public sealed record LeadDetails
{
    /// <summary>The person.</summary>
    public PersonName? Name { get; init; }

    /// <summary>The company, as it was written.</summary>
    public string? Company { get; init; }

    /// <summary>The person's job title.</summary>
    public string? Title { get; init; }

    /// <summary>The e-mail address.</summary>
    public EmailAddress? Email { get; init; }

    /// <summary>The phone number.</summary>
    public PhoneNumber? Phone { get; init; }

    /// <summary>The industry.</summary>
    public string? Industry { get; init; }

    /// <summary>The city.</summary>
    public string? City { get; init; }

    /// <summary>The country.</summary>
    public string? Country { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it names anybody: a person, a company, or a way to reach one.</summary>
    [JsonIgnore]
    public bool NamesAnybody => Name is not null || !string.IsNullOrWhiteSpace(Company) || Email is not null || Phone is not null;

    /// <summary>What matching looks at.</summary>
    /// <param name="lead">The lead that it is of.</param>
    public MatchRecord ToMatchRecord(LeadId lead) => new(Guard.Against.Default(lead).Value) { Name = Name?.Full, Company = Company, Email = Email, Phone = Phone };

    /// <summary>The best short name there is: the person, else the company, the e-mail address, the phone number.</summary>
    [JsonIgnore]
    public string DisplayName => Name?.Full ?? (string.IsNullOrWhiteSpace(Company) ? Email?.Address ?? Phone?.ToString() ?? "" : Company);
}
