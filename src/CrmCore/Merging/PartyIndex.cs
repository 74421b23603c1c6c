using System.Collections.ObjectModel;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Matching.Rules;

namespace CrmCore.Merging;

/// <summary>
/// Finds duplicates across leads, contacts and accounts, kept up to date record by record. People are held against people: a lead against leads and contacts.
/// Companies are held against companies: an account against accounts, and the company that a lead names against accounts. The company of a contact is the name
/// that its account has now. Leads that ended as merged or disqualified are left out, and a converted lead is stood for by the contact that it became.
/// Not thread-safe.
/// </summary>
public sealed class PartyIndex
{
    private readonly DuplicateIndex _people;
    private readonly DuplicateIndex _companies;
    private readonly ContactRecords _contacts;
    private readonly Dictionary<Guid, PartyKind> _kinds = [];

    /// <summary>An empty index.</summary>
    /// <param name="people">The rules for people; null means <see cref="ReadyMatchRules.Default"/>.</param>
    /// <param name="companies">The rules for companies; null means <see cref="ReadyMatchRules.Companies"/>.</param>
    public PartyIndex(MatchRules? people = null, MatchRules? companies = null)
    {
        _people = new(people ?? ReadyMatchRules.Default);
        _companies = new(companies ?? ReadyMatchRules.Companies);
        _contacts = new(_people);
    }

    /// <summary>How many records it holds.</summary>
    public int Count => _kinds.Count;

    /// <summary>An index of everything that is stored.</summary>
    /// <param name="leads">Reads the leads.</param>
    /// <param name="customers">Reads accounts and contacts.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<PartyIndex> ReadAsync(ILeadReader leads, ICustomerReader customers, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(leads);
        Guard.Against.Null(customers);
        PartyIndex index = new();
        await foreach (AccountSnapshot account in customers.ReadAccountsAsync(cancellationToken).ConfigureAwait(false))
        {
            index.Add(account);
        }

        await foreach (ContactSnapshot contact in customers.ReadContactsAsync(cancellationToken).ConfigureAwait(false))
        {
            index.Add(contact);
        }

        await foreach (LeadSnapshot lead in leads.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            index.Add(lead);
        }

        return index;
    }

    /// <summary>Adds a lead or replaces it; removes one that is no longer to be found.</summary>
    public void Add(LeadSnapshot lead)
    {
        Guard.Against.Null(lead);
        bool isOver = lead.Status is LeadStatus.Merged or LeadStatus.Disqualified || lead.Conversion?.Contact is not null;
        if (isOver)
        {
            Remove(lead.Id.Value);
        }
        else
        {
            Add(_people, lead.ToMatchRecord(), PartyKind.Lead);
        }
    }

    /// <summary>Adds a contact or replaces it.</summary>
    public void Add(ContactSnapshot contact)
    {
        Guard.Against.Null(contact);
        _contacts.Add(contact.ToMatchRecord(null), contact.Account);
        _kinds[contact.Id.Value] = PartyKind.Contact;
    }

    /// <summary>Adds an account or replaces it; its contacts are found by its name from now on.</summary>
    public void Add(AccountSnapshot account)
    {
        Guard.Against.Null(account);
        _contacts.Name(account.Id.Value, account.Name);
        Add(_companies, account.ToMatchRecord(), PartyKind.Account);
    }

    /// <summary>Removes a record. Returns whether it was there.</summary>
    public bool Remove(Guid id)
    {
        if (!_kinds.Remove(id, out PartyKind kind))
        {
            return false;
        }

        if (kind == PartyKind.Account)
        {
            _contacts.Name(id, null);
            return _companies.Remove(id);
        }

        return _contacts.Remove(id);
    }

    /// <summary>The leads and contacts that a lead may be the same as, then the accounts that its company may be; each the surest first.</summary>
    public IReadOnlyList<PartyMatch> Find(LeadSnapshot lead, MatchClass atLeast)
    {
        Guard.Against.Null(lead);
        return [.. Found(_people, lead.ToMatchRecord(), atLeast), .. FindAccounts(lead, atLeast)];
    }

    /// <summary>The accounts that the company of a lead may be, the surest first.</summary>
    public IReadOnlyList<PartyMatch> FindAccounts(LeadSnapshot lead, MatchClass atLeast = MatchClass.Likely)
    {
        LeadDetails details = Guard.Against.Null(lead).Details;
        return string.IsNullOrWhiteSpace(details.Company) ? [] : Found(_companies, new(lead.Id.Value)
        {
            Company = details.Company,
            Other = details.Email is { } email ? new Dictionary<string, string> { [MatchFields.Domain] = email.Domain } : ReadOnlyDictionary<string, string>.Empty,
        }, atLeast);
    }

    /// <summary>The leads and contacts that a contact may be the same as, the surest first.</summary>
    public IReadOnlyList<PartyMatch> Find(ContactSnapshot contact, MatchClass atLeast) => Found(_people, RecordOf(Guard.Against.Null(contact)), atLeast);

    /// <summary>The accounts that an account may be the same as, the surest first.</summary>
    public IReadOnlyList<PartyMatch> Find(AccountSnapshot account, MatchClass atLeast) =>
        Found(_companies, Guard.Against.Null(account).ToMatchRecord(), atLeast);

    /// <summary>Groups of two or more records that are the same, those of people first; see <see cref="DuplicateCluster"/>.</summary>
    /// <param name="atLeast">The lowest class of a pair that may join two records.</param>
    public IReadOnlyList<PartyCluster> Clusters(MatchClass atLeast = MatchClass.Likely) =>
        [.. _people.Clusters(atLeast).Concat(_companies.Clusters(atLeast)).Select(c => new PartyCluster([.. c.Select(PartyOf)], c.Weakest))];

    private void Add(DuplicateIndex index, MatchRecord record, PartyKind kind)
    {
        index.Add(record);
        _kinds[record.Id] = kind;
    }

    private List<PartyMatch> Found(DuplicateIndex index, MatchRecord record, MatchClass atLeast) => [.. index.Find(record, atLeast).Select(c => new PartyMatch(PartyOf(c.Id), c))];

    private Party PartyOf(Guid id) => new(_kinds[id], id);

    private MatchRecord RecordOf(ContactSnapshot contact) => _contacts.WithCompany(contact.ToMatchRecord(null), contact.Account);
}
