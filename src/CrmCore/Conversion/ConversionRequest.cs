namespace CrmCore.Conversion;

/// <summary>A conversion that somebody wants.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="RequestKey">Names the request; the same lead and key give the first result again, however often they are sent.</param>
/// <param name="By">Who converts.</param>
public sealed record ConversionRequest(LeadId Lead, string RequestKey, UserId By)
{
    /// <summary>
    /// What to do about the account; by default one is created from the lead's company, or none where it has no company. Beside an opportunity that exists the
    /// default is that opportunity's account.
    /// </summary>
    public ConversionTarget<AccountId> Account { get; init; }

    /// <summary>What to do about the contact; by default one is created from the lead's person, or none, with a warning, where it gives no name for one.</summary>
    public ConversionTarget<ContactId> Contact { get; init; }

    /// <summary>What to do about the opportunity; by default one is created. Linking attaches the lead to an open one that exists.</summary>
    public ConversionTarget<OpportunityId> Opportunity { get; init; }

    /// <summary>What the opportunity is called; by default what the policy's template says.</summary>
    public string? OpportunityName { get; init; }

    /// <summary>The amount of the opportunity, where it is known.</summary>
    public Money? Amount { get; init; }

    /// <summary>The expected close date, where it is known.</summary>
    public DateOnly? CloseDate { get; init; }

    /// <summary>Values for fields of the account, contact or opportunity, such as <c>account.website</c>; they come before every mapping and overwrite. Those of a record that there is none of are named in a warning.</summary>
    public IReadOnlyDictionary<string, FieldValue>? Fields { get; init; }

    /// <summary>The owner of what is created; by default whom the policy says, which is the lead's owner.</summary>
    public UserId? Owner { get; init; }

    /// <summary>Why rules that may be overridden are to be; it is kept. Null where none is to be.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>The pipeline for the opportunity, by key; by default what the policy says, which is the catalog's first.</summary>
    public string? Pipeline { get; init; }

    /// <summary>The open stage to start in; by default what the policy says, which is the first.</summary>
    public string? Stage { get; init; }

    /// <summary>The version of the lead that the request was decided on; another refuses. Null for any.</summary>
    public long? LeadVersion { get; init; }
}
