namespace CrmCore.Opportunities;

/// <content>Losing what is of a person who is forgotten. What is left, the erasure of personal data decides; this records it.</content>
public sealed partial class Opportunity
{
    /// <summary>The opportunity as it is afterwards, with the event of that pending.</summary>
    internal static Opportunity Redacted(OpportunitySnapshot left, DateTimeOffset at, UserId? by)
    {
        Opportunity opportunity = new(left);
        opportunity.ChangedAt = at > opportunity.ChangedAt ? at : opportunity.ChangedAt;
        opportunity.Raise(new OpportunityRedacted(opportunity.Id) { Sequence = opportunity.NextSequence(), At = at, By = by });
        return opportunity;
    }
}
