namespace CrmCore.Leads;

/// <summary>What a lead became, and by which request.</summary>
/// <param name="RequestKey">The key of the request; the same key gives the same result again.</param>
/// <param name="Account">The account that was created or linked; null for none.</param>
/// <param name="Contact">The contact that was created or linked; null for none.</param>
/// <param name="Opportunity">The opportunity that was created or attached to; null for none.</param>
/// <param name="At">When.</param>
/// <param name="By">Who converted it.</param>
public sealed record LeadConversion(
    string RequestKey, AccountId? Account, ContactId? Contact, OpportunityId? Opportunity, DateTimeOffset At, UserId By)
{
    /// <summary>Why it was converted although rules spoke against it; null if none did.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>The codes of the rules that were overridden, separated by commas; null for none.</summary>
    public string? Overridden { get; init; }
}
