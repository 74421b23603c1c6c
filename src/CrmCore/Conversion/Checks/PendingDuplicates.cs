using CrmCore.Customers;
using CrmCore.Leads;

namespace CrmCore.Conversion.Checks;

/// <summary>
/// What a search finds, with what the conversions of one commit make and convert laid over it. The search itself, which others use at the same time, is told when
/// the commit has come about and never before, so that nobody is led to what does not exist.
/// </summary>
internal sealed class PendingDuplicates(IDuplicateSearch search)
{
    private readonly HashSet<Guid> _own = [];
    private readonly List<Action<IDuplicateSearch>> _news = [];
    private DuplicateSearch? _pending;
    private int _pendingNews;

    public async Task<IReadOnlyList<FoundDuplicate>> FindAsync(Lead lead, CancellationToken cancellationToken)
    {
        IReadOnlyList<FoundDuplicate> found = await search.FindAsync(lead, cancellationToken).ConfigureAwait(false);
        if (_news.Count == 0)
        {
            return found;
        }

        _pending ??= new();
        for (; _pendingNews < _news.Count; _pendingNews++)
        {
            _news[_pendingNews](_pending);
        }

        return [.. found.Where(f => !_own.Contains(f.Id)), .. await _pending.FindAsync(lead, cancellationToken).ConfigureAwait(false)];
    }

    public void Add(AccountSnapshot account) => Note(account.Id.Value, s => s.Add(account));

    public void Add(ContactSnapshot contact) => Note(contact.Id.Value, s => s.Add(contact));

    public void Remove(LeadId converted) => Note(converted.Value, s => s.Remove(converted.Value));

    /// <summary>Tells the search everything.</summary>
    public void Tell() => _news.ForEach(tell => tell(search));

    private void Note(Guid id, Action<IDuplicateSearch> news)
    {
        _own.Add(id);
        _news.Add(news);
    }
}
