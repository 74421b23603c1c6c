namespace CrmCore.Conversion;

/// <summary>A conversion that somebody wants.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="RequestKey">Names the request; the same lead and key give the first result again, however often they are sent.</param>
/// <param name="By">Who converts.</param>
public sealed record ConversionRequest(LeadId Lead, string RequestKey, UserId By)
{
    /// <summary>What to do about the account; by default one is created from the lead's company, or none where it has no company.</summary>
    public ConversionTarget<AccountId> Account { get; init; }

    /// <summary>What to do about the contact; by default one is created from the lead's person.</summary>
    public ConversionTarget<ContactId> Contact { get; init; }

    /// <summary>Whether an opportunity is created.</summary>
    public bool CreatesOpportunity { get; init; } = true;

    /// <summary>What the opportunity is called; by default after the company or person.</summary>
    public string? OpportunityName { get; init; }

    /// <summary>The amount of the opportunity, where it is known.</summary>
    public Money? Amount { get; init; }

    /// <summary>The expected close date, where it is known.</summary>
    public DateOnly? CloseDate { get; init; }

    /// <summary>The owner of what is created; by default the lead's.</summary>
    public UserId? Owner { get; init; }

    /// <summary>Why a lead is converted that the policy does not find qualified; null where it must be qualified.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>The pipeline for the opportunity, by key; by default the catalog's first.</summary>
    public string? Pipeline { get; init; }
}
