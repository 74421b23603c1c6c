using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Persistence;

namespace CrmCore.Cli.Import;

/// <summary>
/// Accounts by company name and contacts by e-mail or name, as far as they are stored, and those that an import adds. A name without a letter or digit, such as
/// <c>-</c>, names no company and nobody.
/// </summary>
internal sealed class CustomerBook(TimeProvider clock)
{
    private readonly Dictionary<string, AccountId> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContactId> _contacts = new(StringComparer.Ordinal);
    private readonly Dictionary<ContactId, AccountId?> _accountsOfContacts = [];
    private readonly List<Account> _newAccounts = [];
    private readonly List<Contact> _newContacts = [];

    public async Task LoadAsync(ICustomerReader reader, CancellationToken cancellationToken)
    {
        await foreach (AccountSnapshot account in reader.ReadAccountsAsync(cancellationToken).ConfigureAwait(false))
        {
            Remember(account.Id, account.Name);
        }

        await foreach (ContactSnapshot contact in reader.ReadContactsAsync(cancellationToken).ConfigureAwait(false))
        {
            Remember(contact.Id, contact.Email, contact.Name.Full, contact.Account);
        }
    }

    /// <summary>The account of a company, where it is known; null else.</summary>
    public AccountId? FindAccount(string? company) =>
        CompanyOf(company) is { } key && _accounts.TryGetValue(key, out AccountId id) ? id : null;

    /// <summary>The contact of a person, where known; null else.</summary>
    public ContactId? FindContact(EmailAddress? email, string? name, AccountId? account) =>
        KeyOf(email, name, account) is { } key && _contacts.TryGetValue(key, out ContactId id) ? id : null;

    /// <summary>The account that a known contact belongs to.</summary>
    public AccountId? AccountOf(ContactId contact) => _accountsOfContacts.GetValueOrDefault(contact);

    /// <summary>Takes note of what a lead became.</summary>
    public void Remember(Lead lead, LeadConversion? conversion)
    {
        if (conversion?.Account is { } account)
        {
            Remember(account, lead.Details.Company);
        }

        if (conversion?.Contact is { } contact)
        {
            Remember(contact, lead.Details.Email, lead.Details.DisplayName, conversion.Account);
        }
    }

    public AccountId? AccountOf(string? company, DateTimeOffset at, string? owner)
    {
        if (CompanyOf(company) is not { } key)
        {
            return null;
        }

        if (!_accounts.TryGetValue(key, out AccountId id))
        {
            Account account = Account.Create(new() { Id = AccountId.New(clock), Name = company!, Owner = Owner(owner), CreatedAt = at });
            _newAccounts.Add(account);
            _accounts[key] = id = account.Id;
        }

        return id;
    }

    public ContactId? ContactOf(string? name, string? email, AccountId? account, DateTimeOffset at, string? owner)
    {
        _ = EmailAddress.TryParse(email, out EmailAddress? address);
        if (KeyOf(address, name, account) is not { } key)
        {
            return null;
        }

        if (!_contacts.TryGetValue(key, out ContactId id))
        {
            Contact contact = Contact.Create(new()
            {
                Id = ContactId.New(clock),
                Name = new PersonName(PersonOf(name) is null ? address!.LocalPart : name!),
                Account = account,
                Email = address,
                Owner = Owner(owner),
                CreatedAt = at,
            });
            _newContacts.Add(contact);
            id = contact.Id;
            Remember(id, address, name, account);
        }

        return id;
    }

    /// <summary>Stages what was added since the last call.</summary>
    public void Stage(IUnitOfWork unit)
    {
        _newAccounts.ForEach(unit.Accounts.Add);
        _newContacts.ForEach(unit.Contacts.Add);
        _newAccounts.Clear();
        _newContacts.Clear();
    }

    private void Remember(AccountId id, string? company)
    {
        if (CompanyOf(company) is { } key)
        {
            _accounts.TryAdd(key, id);
        }
    }

    private void Remember(ContactId id, EmailAddress? email, string? name, AccountId? account)
    {
        if (KeyOf(email, name, account) is { } key)
        {
            _contacts.TryAdd(key, id);
        }

        _accountsOfContacts[id] = account;
    }

    private static UserId? Owner(string? owner) => owner is null ? null : new UserId(owner);

    /// <summary>What a person is known by; null for nobody.</summary>
    private static string? KeyOf(EmailAddress? email, string? name, AccountId? account) => email?.MatchForm ?? (PersonOf(name) is { } person ? $"{person}\n{account}" : null);

    private static string? CompanyOf(string? name) => NameForms.Company(name) is { Length: > 0 } company ? company : null;

    private static string? PersonOf(string? name) => NameForms.Person(name) is { Length: > 0 } person ? person : null;
}
