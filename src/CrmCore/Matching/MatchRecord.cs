namespace CrmCore.Matching;

/// <summary>What matching looks at: one person or company of any kind, by an id that the caller chooses.</summary>
/// <param name="Id">The caller's id.</param>
public sealed record MatchRecord(Guid Id)
{
    /// <summary>The person's whole name.</summary>
    public string? Name { get; init; }

    /// <summary>The company's name.</summary>
    public string? Company { get; init; }

    /// <summary>The e-mail address.</summary>
    public EmailAddress? Email { get; init; }

    /// <summary>The phone number.</summary>
    public PhoneNumber? Phone { get; init; }
}
