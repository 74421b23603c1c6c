using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Persistence;

namespace CrmCore.Cli.Import;

/// <summary>Accounts by company name and contacts by e-mail or name, as far as they are stored, and those that an import adds.</summary>
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
            _accounts.TryAdd(NameForms.Company(account.Name), account.Id);
        }

        await foreach (ContactSnapshot contact in reader.ReadContactsAsync(cancellationToken).ConfigureAwait(false))
        {
            Remember(contact.Id, contact.Email, contact.Name.Full, contact.Account);
        }
    }

    /// <summary>The account of a company, where it is known; null else.</summary>
    public AccountId? FindAccount(string? company) =>
        !string.IsNullOrWhiteSpace(company) && _accounts.TryGetValue(NameForms.Company(company), out AccountId id) ? id : null;

    /// <summary>The contact of a person, where known; null else.</summary>
    public ContactId? FindContact(EmailAddress? email, string? name, AccountId? account) =>
        _contacts.TryGetValue(KeyOf(email, name, account), out ContactId id) ? id : null;

    /// <summary>The account that a known contact belongs to.</summary>
    public AccountId? AccountOf(ContactId contact) => _accountsOfContacts.GetValueOrDefault(contact);

    /// <summary>Takes note of what a lead became.</summary>
    public void Remember(Lead lead, LeadConversion? conversion)
    {
        if (conversion?.Account is { } account && !string.IsNullOrWhiteSpace(lead.Details.Company))
        {
            _accounts.TryAdd(NameForms.Company(lead.Details.Company), account);
        }

        if (conversion?.Contact is { } contact)
        {
            Remember(contact, lead.Details.Email, lead.Details.DisplayName, conversion.Account);
        }
    }

    public AccountId? AccountOf(string? company, DateTimeOffset at, string? owner)
    {
        if (string.IsNullOrWhiteSpace(company))
        {
            return null;
        }

        string key = NameForms.Company(company);
        if (!_accounts.TryGetValue(key, out AccountId id))
        {
            Account account = Account.Create(new() { Id = AccountId.New(clock), Name = company, Owner = Owner(owner), CreatedAt = at });
            _newAccounts.Add(account);
            _accounts[key] = id = account.Id;
        }

        return id;
    }

    public ContactId? ContactOf(string? name, string? email, AccountId? account, DateTimeOffset at, string? owner)
    {
        _ = EmailAddress.TryParse(email, out EmailAddress? address);
        if (string.IsNullOrWhiteSpace(name) && address is null)
        {
            return null;
        }

        string key = KeyOf(address, name, account);
        if (!_contacts.TryGetValue(key, out ContactId id))
        {
            Contact contact = Contact.Create(new()
            {
                Id = ContactId.New(clock),
                Name = new PersonName(name ?? address!.LocalPart),
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

    private void Remember(ContactId id, EmailAddress? email, string? name, AccountId? account)
    {
        _contacts.TryAdd(KeyOf(email, name, account), id);
        _accountsOfContacts[id] = account;
    }

    private static UserId? Owner(string? owner) => owner is null ? null : new UserId(owner);

    private static string KeyOf(EmailAddress? email, string? name, AccountId? account) => email?.MatchForm ?? $"{NameForms.Person(name)}\n{account}";
}
