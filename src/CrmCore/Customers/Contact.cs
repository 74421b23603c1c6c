namespace CrmCore.Customers;

/// <summary>A person at an account, or on their own.</summary>
public sealed partial class Contact : Aggregate
{
    private Contact(ContactSnapshot snapshot)
        : base(snapshot.Version, snapshot.EventCount)
    {
        Id = Guard.Against.Default(snapshot.Id, nameof(snapshot));
        Name = Guard.Against.Null(snapshot.Name, nameof(snapshot));
        Account = snapshot.Account;
        Title = snapshot.Title;
        Email = snapshot.Email;
        Phone = snapshot.Phone;
        Owner = snapshot.Owner;
        CreatedAt = snapshot.CreatedAt;
        ExternalKey = snapshot.ExternalKey;
        CustomFields = CustomFields.From(snapshot.CustomFields);
    }

    /// <summary>The id.</summary>
    public ContactId Id { get; }

    /// <summary>The name.</summary>
    public PersonName Name { get; private set; }

    /// <summary>The account they belong to; null for none.</summary>
    public AccountId? Account { get; private set; }

    /// <summary>The job title, or null.</summary>
    public string? Title { get; private set; }

    /// <summary>The e-mail address, or null.</summary>
    public EmailAddress? Email { get; private set; }

    /// <summary>The phone number, or null.</summary>
    public PhoneNumber? Phone { get; private set; }

    /// <summary>Who looks after them; null for nobody.</summary>
    public UserId? Owner { get; private set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Where it came from; null where it was made here.</summary>
    public ExternalKey? ExternalKey { get; }

    /// <summary>The host's own fields.</summary>
    public CustomFields CustomFields { get; private set; }

    /// <summary>A new contact.</summary>
    /// <param name="details">Its data; version and event count must be 0.</param>
    /// <param name="by">Who creates it; null where no person does.</param>
    public static Contact Create(ContactSnapshot details, UserId? by = null)
    {
        Contact contact = new(NewDetails.Checked(details, details?.Version, details?.EventCount));
        contact.Raise(new ContactCreated(contact.Id, contact.Account) { Sequence = contact.NextSequence(), At = contact.CreatedAt, By = by });
        return contact;
    }

    /// <summary>The contact that a snapshot describes.</summary>
    public static Contact FromSnapshot(ContactSnapshot snapshot) => new(Guard.Against.Null(snapshot));

    /// <summary>Its state as plain data.</summary>
    public ContactSnapshot ToSnapshot() => new()
    {
        Id = Id,
        Version = Version,
        EventCount = EventCount,
        Name = Name,
        Account = Account,
        Title = Title,
        Email = Email,
        Phone = Phone,
        Owner = Owner,
        CreatedAt = CreatedAt,
        ExternalKey = ExternalKey,
        CustomFields = CustomFields.Count == 0 ? null : CustomFields.ToDictionary(),
    };
}
