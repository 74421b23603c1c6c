namespace CrmCore.Customers;

/// <content>Being forgotten. What is left, the erasure of personal data decides; this records it.</content>
public sealed partial class Contact
{
    /// <summary>The contact as it is afterwards, with the event of that pending.</summary>
    internal static Contact Erased(ContactSnapshot left, DateTimeOffset at, UserId? by)
    {
        Contact contact = new(left);
        contact.Raise(new ContactErased(contact.Id) { Sequence = contact.NextSequence(), At = at, By = by });
        return contact;
    }
}
