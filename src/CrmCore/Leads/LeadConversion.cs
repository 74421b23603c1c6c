namespace CrmCore.Leads;

/// <summary>What a lead became, and by which request.</summary>
/// <param name="RequestKey">The key of the request; the same key gives the same result again.</param>
/// <param name="Account">The account that was created or linked; null for none.</param>
/// <param name="Contact">The contact that was created or linked; null for none.</param>
/// <param name="Opportunity">The opportunity that was created; null for none.</param>
/// <param name="At">When.</param>
/// <param name="By">Who converted it.</param>
public sealed record LeadConversion(
    string RequestKey, AccountId? Account, ContactId? Contact, OpportunityId? Opportunity, DateTimeOffset At, UserId By)
{
    /// <summary>Why it was converted although the policy did not find it qualified; null where it was qualified.</summary>
    public string? OverrideReason { get; init; }
}
