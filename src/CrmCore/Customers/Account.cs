namespace CrmCore.Customers;

/// <summary>A company that buys or may buy.</summary>
public sealed partial class Account : Aggregate
{
    private Account(AccountSnapshot snapshot)
        : base(snapshot.Version, snapshot.EventCount)
    {
        Id = Guard.Against.Default(snapshot.Id, nameof(snapshot));
        Name = Guard.Against.NullOrWhiteSpace(snapshot.Name, nameof(snapshot)).Trim();
        Owner = snapshot.Owner;
        Industry = snapshot.Industry;
        Website = snapshot.Website;
        Phone = snapshot.Phone;
        CreatedAt = snapshot.CreatedAt;
        ExternalKey = snapshot.ExternalKey;
        CustomFields = CustomFields.From(snapshot.CustomFields);
    }

    /// <summary>The id.</summary>
    public AccountId Id { get; }

    /// <summary>The company's name; never blank.</summary>
    public string Name { get; private set; }

    /// <summary>Who looks after it; null for nobody.</summary>
    public UserId? Owner { get; private set; }

    /// <summary>The industry, or null.</summary>
    public string? Industry { get; private set; }

    /// <summary>The web site, or null.</summary>
    public string? Website { get; private set; }

    /// <summary>The switchboard, or null.</summary>
    public PhoneNumber? Phone { get; private set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Where it came from; null where it was made here.</summary>
    public ExternalKey? ExternalKey { get; }

    /// <summary>The host's own fields.</summary>
    public CustomFields CustomFields { get; private set; }

    /// <summary>A new account.</summary>
    /// <param name="details">Its data; version and event count must be 0.</param>
    /// <param name="by">Who creates it; null where no person does.</param>
    public static Account Create(AccountSnapshot details, UserId? by = null)
    {
        Account account = new(NewDetails.Checked(details, details?.Version, details?.EventCount));
        account.Raise(new AccountCreated(account.Id, account.Name) { Sequence = account.NextSequence(), At = account.CreatedAt, By = by });
        return account;
    }

    /// <summary>The account that a snapshot describes.</summary>
    public static Account FromSnapshot(AccountSnapshot snapshot) => new(Guard.Against.Null(snapshot));

    /// <summary>Its state as plain data.</summary>
    public AccountSnapshot ToSnapshot() => new()
    {
        Id = Id,
        Version = Version,
        EventCount = EventCount,
        Name = Name,
        Owner = Owner,
        Industry = Industry,
        Website = Website,
        Phone = Phone,
        CreatedAt = CreatedAt,
        ExternalKey = ExternalKey,
        CustomFields = CustomFields.Count == 0 ? null : CustomFields.ToDictionary(),
    };
}
