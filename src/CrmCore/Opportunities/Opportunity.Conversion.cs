namespace CrmCore.Opportunities;

/// <content>Its part in the conversion of leads. What changes, the conversion decides; this records it.</content>
public sealed partial class Opportunity
{
    /// <summary>The leads that were attached after it was created, in that order; <see cref="SourceLead"/> is not among them.</summary>
    public IReadOnlyList<LeadId> AttachedLeads { get; private set; }

    /// <summary>Takes what another lead brings.</summary>
    internal void Attach(LeadId lead, OpportunitySnapshot state, DateTimeOffset at, UserId by)
    {
        TakeOver(state, at, by);
        AttachedLeads = [.. AttachedLeads, lead];
        Raise(new OpportunityAttached(Id, lead) { Sequence = NextSequence(), At = at, By = by });
    }

    /// <summary>Gives back what a lead brought.</summary>
    internal void Detach(LeadId lead, OpportunitySnapshot state, DateTimeOffset at, UserId by)
    {
        TakeOver(state, at, by);
        AttachedLeads = [.. AttachedLeads.Where(l => l != lead)];
        Raise(new OpportunityDetached(Id, lead) { Sequence = NextSequence(), At = at, By = by });
    }

    /// <summary>Notes that it is removed in this commit.</summary>
    internal void End(LeadId lead, DateTimeOffset at, UserId by) =>
        Raise(new OpportunityRemoved(Id, lead) { Sequence = NextSequence(), At = at, By = by });

    private void TakeOver(OpportunitySnapshot state, DateTimeOffset at, UserId by)
    {
        Name = state.Name;
        Account = state.Account;
        Contact = state.Contact;
        Description = state.Description;
        CustomFields = CustomFields.From(state.CustomFields);
        Discovery = state.Discovery ?? Qualification.Discovery.Empty;
        Activities = [.. state.Activities ?? []];
        NextStep = state.NextStep;
        ChangedAt = at;
        if (state.Amount != Amount)
        {
            Amount = state.Amount;
            Note(HistoryKind.AmountChanged, at, by);
        }

        if (state.CloseDate != CloseDate)
        {
            CloseDate = state.CloseDate;
            Note(HistoryKind.CloseDateChanged, at, by);
        }
    }

    private void Note(HistoryKind kind, DateTimeOffset at, UserId by)
    {
        RecordChange(kind, at, by);
        Raise(new OpportunityChanged(Id, kind) { Sequence = NextSequence(), At = at, By = by });
    }
}
