namespace CrmCore.Leads;

/// <summary>When something is to be done about a stored lead: what adapters index, so that a scan reads only what is due. Null means never.</summary>
/// <param name="Recycle">When it falls back into its pool: owned, open and not locked.</param>
/// <param name="Remind">When its owner is to be reminded of that.</param>
/// <param name="Wake">When it is to be woken from nurturing.</param>
/// <param name="NextStep">When the next step of the follow-up that was recorded last is due.</param>
/// <param name="IsUnprotected">Whether it has an owner but no pool's rules were applied, so that it would never fall back.</param>
public readonly record struct LeadDue(DateTimeOffset? Recycle, DateTimeOffset? Remind, DateTimeOffset? Wake, DateTimeOffset? NextStep, bool IsUnprotected)
{
    /// <summary>What is due of a lead.</summary>
    public static LeadDue Of(LeadSnapshot lead)
    {
        Guard.Against.Null(lead);
        bool isOpen = lead.Status.IsOpen();
        bool isOwned = isOpen && lead.Custody.Owner is not null;
        LeadProtection? running = isOwned && lead.Lock is null ? lead.Protection : null;
        return new(
            running?.RecycleAt,
            running?.RemindAt,
            lead.Status == LeadStatus.Nurturing ? lead.WakeAt : null,
            isOpen && lead.FollowUps is { Count: > 0 } followUps ? followUps[^1].NextStepDue : null,
            isOwned && lead.Protection is null);
    }
}
