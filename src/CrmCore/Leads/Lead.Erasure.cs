namespace CrmCore.Leads;

/// <content>Being forgotten. What is left, the erasure of personal data decides; this records it.</content>
public sealed partial class Lead
{
    /// <summary>The lead as it is afterwards, with the event of that pending.</summary>
    internal static Lead Erased(LeadSnapshot left, DateTimeOffset at, UserId? by)
    {
        Lead lead = new(left);
        lead.Touch(at);
        lead.Raise(new LeadErased(lead.Id) { Sequence = lead.NextSequence(), At = at, By = by });
        return lead;
    }
}
