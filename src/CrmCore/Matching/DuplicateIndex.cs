namespace CrmCore.Matching;

/// <summary>Why two records are taken for the same.</summary>
public enum MatchReason
{
    /// <summary>The same mailbox, apart from case and plus-tags.</summary>
    SameEmail = 0,

    /// <summary>The same phone line.</summary>
    SamePhone = 1,

    /// <summary>The same person at the same company.</summary>
    SameNameAndCompany = 2,
}

/// <summary>A record that may be the same as the one asked about.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reasons">Every reason that was found.</param>
public sealed record MatchCandidate(Guid Id, IReadOnlyList<MatchReason> Reasons);

/// <summary>
/// Finds records that are the same by e-mail address, phone number, or name and company. A blank never matches, and a key shared by more than
/// <see cref="MaximumKeyUses"/> records (a switchboard, a shared mailbox) counts for nothing. Not thread-safe.
/// </summary>
public sealed class DuplicateIndex
{
    /// <summary>How many records may share a key before it is taken as meaningless.</summary>
    public const int MaximumKeyUses = 20;

    private readonly Dictionary<(MatchReason Reason, string Key), List<Guid>> _records = [];

    /// <summary>Adds a record.</summary>
    public void Add(MatchRecord record)
    {
        Guard.Against.Null(record);
        foreach ((MatchReason Reason, string Key) key in KeysOf(record))
        {
            if (!_records.TryGetValue(key, out List<Guid>? ids))
            {
                _records[key] = ids = [];
            }

            ids.Add(record.Id);
        }
    }

    /// <summary>The records that share a key with this one, itself left out, those with most reasons first.</summary>
    public IReadOnlyList<MatchCandidate> Find(MatchRecord record)
    {
        Guard.Against.Null(record);
        Dictionary<Guid, List<MatchReason>> found = [];
        foreach ((MatchReason Reason, string Key) key in KeysOf(record))
        {
            if (_records.TryGetValue(key, out List<Guid>? ids) && ids.Count <= MaximumKeyUses)
            {
                foreach (Guid id in ids.Where(i => i != record.Id))
                {
                    (found.TryGetValue(id, out List<MatchReason>? reasons) ? reasons : found[id] = []).Add(key.Reason);
                }
            }
        }

        return [.. found.Select(f => new MatchCandidate(f.Key, f.Value)).OrderByDescending(c => c.Reasons.Count).ThenBy(c => c.Id)];
    }

    /// <summary>Groups of two or more records that are connected by shared keys, each in the order they were added; larger groups first.</summary>
    public IReadOnlyList<IReadOnlyList<Guid>> Clusters()
    {
        Dictionary<Guid, Guid> parents = [];
        foreach (List<Guid> ids in _records.Values.Where(v => v.Count is > 1 and <= MaximumKeyUses))
        {
            foreach (Guid id in ids)
            {
                Guid a = Root(parents, ids[0]);
                Guid b = Root(parents, id);
                parents[b] = a;
                parents[a] = a;
            }
        }

        return [.. parents.Keys.GroupBy(id => Root(parents, id)).Select(g => (IReadOnlyList<Guid>)[.. g]).Where(g => g.Count > 1).OrderByDescending(g => g.Count)];
    }

    private static Guid Root(Dictionary<Guid, Guid> parents, Guid id)
    {
        while (parents.TryGetValue(id, out Guid parent) && parent != id)
        {
            id = parent;
        }

        return id;
    }

    private static IEnumerable<(MatchReason Reason, string Key)> KeysOf(MatchRecord record)
    {
        if (record.Email is { } email)
        {
            yield return (MatchReason.SameEmail, email.MatchForm);
        }

        if (record.Phone is { Digits.Length: >= 7 } phone)
        {
            yield return (MatchReason.SamePhone, phone.MatchForm);
        }

        string name = NameForms.Person(record.Name);
        string company = NameForms.Company(record.Company);
        if (name.Length > 0 && company.Length > 0)
        {
            yield return (MatchReason.SameNameAndCompany, $"{name}\n{company}");
        }
    }
}
