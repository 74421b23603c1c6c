using CrmCore.Matching;

namespace CrmCore.Merging;

/// <summary>Contacts in an index by the company that their account is called now: when an account is named or renamed, so are they. Not thread-safe.</summary>
/// <param name="people">The index.</param>
internal sealed class ContactRecords(DuplicateIndex people)
{
    private readonly Dictionary<Guid, string> _companies = [];
    private readonly Dictionary<Guid, Guid> _accounts = [];
    private readonly Dictionary<Guid, Dictionary<Guid, MatchRecord>> _contactsOf = [];

    /// <summary>A contact's record with the name of its account; without a company where that is not known.</summary>
    public MatchRecord WithCompany(MatchRecord contact, AccountId? account) => contact with { Company = account is { } id ? _companies.GetValueOrDefault(id.Value) : null };

    /// <summary>Adds a contact or replaces it.</summary>
    public void Add(MatchRecord contact, AccountId? account)
    {
        Forget(contact.Id);
        if (account is { } id)
        {
            _accounts[contact.Id] = id.Value;
            (_contactsOf.TryGetValue(id.Value, out Dictionary<Guid, MatchRecord>? contacts) ? contacts : _contactsOf[id.Value] = []).Add(contact.Id, contact);
        }

        people.Add(WithCompany(contact, account));
    }

    /// <summary>Removes a contact. Returns whether it was there.</summary>
    public bool Remove(Guid contact)
    {
        Forget(contact);
        return people.Remove(contact);
    }

    /// <summary>Names an account, or takes its name back where it is null.</summary>
    public void Name(Guid account, string? name)
    {
        if (_companies.GetValueOrDefault(account) == name)
        {
            return;
        }

        if (name is null)
        {
            _companies.Remove(account);
        }
        else
        {
            _companies[account] = name;
        }

        foreach (MatchRecord contact in _contactsOf.GetValueOrDefault(account)?.Values ?? Enumerable.Empty<MatchRecord>())
        {
            people.Add(contact with { Company = name });
        }
    }

    private void Forget(Guid contact)
    {
        if (_accounts.Remove(contact, out Guid account))
        {
            _contactsOf[account].Remove(contact);
        }
    }
}
