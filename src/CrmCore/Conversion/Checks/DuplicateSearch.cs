using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Merging;

namespace CrmCore.Conversion.Checks;

/// <summary>
/// Searches leads, accounts and contacts by the rules of matching, in indexes in memory that are read once and kept up to date with the conversions of this
/// process. What others write meanwhile it does not know. Accounts whose names differ only in legal form, case or width are the same; a name
/// without a letter or digit, such as <c>-</c>, matches none. Thread-safe.
/// </summary>
public sealed class DuplicateSearch : IDuplicateSearch
{
    private readonly Lock _gate = new();
    private readonly DuplicateIndex _leads = new();
    private readonly DuplicateIndex _accounts = new(ReadyMatchRules.For([MatchFields.Company]));
    private readonly Dictionary<Guid, string> _names = [];
    private readonly Dictionary<string, HashSet<Guid>> _accountsOfCompany = new(StringComparer.Ordinal);
    private readonly DuplicateIndex _contacts = new();
    private readonly ContactRecords _contactRecords;

    /// <summary>A search over nothing yet.</summary>
    internal DuplicateSearch() => _contactRecords = new(_contacts);

    /// <summary>A search over everything stored.</summary>
    public static async Task<DuplicateSearch> ReadAsync(ILeadReader leads, ICustomerReader customers, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(leads);
        Guard.Against.Null(customers);
        DuplicateSearch search = new();
        await foreach (LeadSnapshot lead in leads.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            search.Add(lead);
        }

        await foreach (AccountSnapshot account in customers.ReadAccountsAsync(cancellationToken).ConfigureAwait(false))
        {
            search.Add(account);
        }

        await foreach (ContactSnapshot contact in customers.ReadContactsAsync(cancellationToken).ConfigureAwait(false))
        {
            search.Add(contact);
        }

        return search;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FoundDuplicate>> FindAsync(Lead lead, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(lead);
        cancellationToken.ThrowIfCancellationRequested();
        MatchRecord whole = RecordOf(lead.Id, lead.Details);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<FoundDuplicate>>(
            [
                .. Found(DuplicateKind.Lead, _leads.Find(whole, MatchClass.Likely)),
                .. FindAccounts(lead),
                .. Found(DuplicateKind.Contact, _contacts.Find(whole, MatchClass.Likely)),
            ]);
        }
    }

    /// <inheritdoc/>
    public void Add(AccountSnapshot account)
    {
        Guard.Against.Null(account);
        lock (_gate)
        {
            Drop(account.Id.Value);
            _names[account.Id.Value] = account.Name;
            _contactRecords.Name(account.Id.Value, account.Name);
            if (CompanyOf(account.Name) is { } company)
            {
                _accounts.Add(new(account.Id.Value) { Company = account.Name });
                (_accountsOfCompany.TryGetValue(company, out HashSet<Guid>? ids) ? ids : _accountsOfCompany[company] = []).Add(account.Id.Value);
            }
        }
    }

    /// <inheritdoc/>
    public void Add(ContactSnapshot contact)
    {
        Guard.Against.Null(contact);
        lock (_gate)
        {
            _contactRecords.Add(RecordOf(contact), contact.Account);
        }
    }

    /// <inheritdoc/>
    public void Add(LeadSnapshot lead)
    {
        Guard.Against.Null(lead);
        lock (_gate)
        {
            if (lead.Status.IsOpen())
            {
                _leads.Add(RecordOf(lead.Id, lead.Details));
            }
            else
            {
                _leads.Remove(lead.Id.Value);
            }
        }
    }

    /// <inheritdoc/>
    public void Remove(Guid id)
    {
        lock (_gate)
        {
            _leads.Remove(id);
            _contactRecords.Remove(id);
            _contactRecords.Name(id, null);
            Drop(id);
        }
    }

    private static MatchRecord RecordOf(LeadId id, LeadDetails details) => new(id.Value)
    {
        Name = details.Name?.Full,
        GivenName = details.Name?.Given,
        FamilyName = details.Name?.Family,
        Company = details.Company,
        Email = details.Email,
        Phone = details.Phone,
        City = details.City,
        Country = details.Country,
    };

    private static MatchRecord RecordOf(ContactSnapshot contact) => new(contact.Id.Value)
    {
        Name = contact.Name.Full,
        GivenName = contact.Name.Given,
        FamilyName = contact.Name.Family,
        Email = contact.Email,
        Phone = contact.Phone,
    };

    /// <summary>A company's name for matching; null where nothing is left of it, which says nothing and so matches nothing.</summary>
    private static string? CompanyOf(string? name) => NameForms.Company(name) is { Length: > 0 } company ? company : null;

    private static IEnumerable<FoundDuplicate> Found(DuplicateKind kind, IEnumerable<MatchCandidate> candidates) =>
        candidates.Select(c => new FoundDuplicate(kind, c.Id, c.Class, c.Score));

    private IEnumerable<FoundDuplicate> FindAccounts(Lead lead)
    {
        if (CompanyOf(lead.Details.Company) is not { } name)
        {
            return [];
        }

        HashSet<Guid> same = _accountsOfCompany.GetValueOrDefault(name) ?? [];
        MatchRecord company = new(lead.Id.Value) { Company = lead.Details.Company };
        return
        [
            .. same.Order().Select(id => new FoundDuplicate(DuplicateKind.Account, id, MatchClass.Same, _accounts.Compare(company, new(id) { Company = lead.Details.Company }).Score)),
            .. _accounts.Find(company, MatchClass.Likely).Where(c => !same.Contains(c.Id)).Select(c => new FoundDuplicate(DuplicateKind.Account, c.Id, MatchClass.Likely, c.Score)),
        ];
    }

    private void Drop(Guid account)
    {
        _accounts.Remove(account);
        if (_names.Remove(account, out string? name) && CompanyOf(name) is { } company)
        {
            _accountsOfCompany[company].Remove(account);
        }
    }
}
