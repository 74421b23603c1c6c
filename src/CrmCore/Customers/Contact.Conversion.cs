namespace CrmCore.Customers;

/// <content>Its part in the conversion of a lead. What changes, the conversion decides; this records it.</content>
public sealed partial class Contact
{
    /// <summary>Takes what a lead brings. It counts as a change even where no field does, so that whoever created the contact can't take it back unseen.</summary>
    internal void Link(LeadId lead, ContactSnapshot state, DateTimeOffset at, UserId by)
    {
        TakeOver(state);
        Raise(new ContactLinked(Id, lead) { Sequence = NextSequence(), At = at, By = by });
    }

    /// <summary>Gives back what a lead brought.</summary>
    internal void Unlink(LeadId lead, ContactSnapshot state, DateTimeOffset at, UserId by)
    {
        TakeOver(state);
        Raise(new ContactUnlinked(Id, lead) { Sequence = NextSequence(), At = at, By = by });
    }

    /// <summary>Notes that it is removed in this commit.</summary>
    internal void End(LeadId lead, DateTimeOffset at, UserId by) =>
        Raise(new ContactRemoved(Id, lead) { Sequence = NextSequence(), At = at, By = by });

    private void TakeOver(ContactSnapshot state)
    {
        Name = state.Name;
        Account = state.Account;
        Title = state.Title;
        Email = state.Email;
        Phone = state.Phone;
        CustomFields = CustomFields.From(state.CustomFields);
    }
}
