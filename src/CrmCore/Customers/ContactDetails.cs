namespace CrmCore.Customers;

/// <summary>What is known of a person at a customer's.</summary>
public sealed record ContactDetails
{
    /// <summary>The name.</summary>
    public required PersonName Name { get; init; }

    /// <summary>The account they belong to; null for none.</summary>
    public AccountId? Account { get; init; }

    /// <summary>The job title.</summary>
    public string? Title { get; init; }

    /// <summary>The e-mail address.</summary>
    public EmailAddress? Email { get; init; }

    /// <summary>The phone number.</summary>
    public PhoneNumber? Phone { get; init; }
}
