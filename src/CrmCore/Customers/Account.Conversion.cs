namespace CrmCore.Customers;

/// <content>Its part in the conversion of a lead. What changes, the conversion decides; this records it.</content>
public sealed partial class Account
{
    /// <summary>Takes what a lead brings. It counts as a change even where no field does, so that whoever created the account can't take it back unseen.</summary>
    internal void Link(LeadId lead, AccountSnapshot state, DateTimeOffset at, UserId by)
    {
        TakeOver(state);
        Raise(new AccountLinked(Id, lead) { Sequence = NextSequence(), At = at, By = by });
    }

    /// <summary>Gives back what a lead brought.</summary>
    internal void Unlink(LeadId lead, AccountSnapshot state, DateTimeOffset at, UserId by)
    {
        TakeOver(state);
        Raise(new AccountUnlinked(Id, lead) { Sequence = NextSequence(), At = at, By = by });
    }

    /// <summary>Notes that it is removed in this commit.</summary>
    internal void End(LeadId lead, DateTimeOffset at, UserId by) =>
        Raise(new AccountRemoved(Id, lead) { Sequence = NextSequence(), At = at, By = by });

    private void TakeOver(AccountSnapshot state)
    {
        Name = state.Name;
        Industry = state.Industry;
        Website = state.Website;
        Phone = state.Phone;
        CustomFields = CustomFields.From(state.CustomFields);
    }
}
