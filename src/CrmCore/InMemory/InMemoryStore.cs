using System.Runtime.CompilerServices;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <summary>
/// Storage in memory, for tests, demonstrations and hosts that keep nothing: versions are checked, commits are atomic, and what is read shares nothing
/// with what is stored. Thread-safe; each unit of work belongs to one thread at a time.
/// </summary>
public sealed partial class InMemoryStore : IUnitOfWorkFactory, ILeadReader, ILeadLoadReader, ILeadDueReader, IOpportunityReader, ICustomerReader
{
    private readonly Lock _gate = new();

    private readonly LeadIndex _leadIndex = new();

    /// <summary>An empty store.</summary>
    public InMemoryStore() => Leads = new("Lead", s => s.Version, s => s.ExternalKey, _leadIndex.Write);

    internal InMemoryTable<LeadId, LeadSnapshot> Leads { get; }

    internal InMemoryTable<OwnerLedgerId, OwnerLedgerSnapshot> Ledgers { get; } = new("OwnerLedger", s => s.Version, _ => null);

    internal InMemoryTable<OpportunityId, OpportunitySnapshot> Opportunities { get; } = new("Opportunity", s => s.Version, s => s.ExternalKey);

    internal InMemoryTable<AccountId, AccountSnapshot> Accounts { get; } = new("Account", s => s.Version, s => s.ExternalKey);

    internal InMemoryTable<ContactId, ContactSnapshot> Contacts { get; } = new("Contact", s => s.Version, s => s.ExternalKey);

    internal InMemoryTable<InboxEntryId, InboxEntrySnapshot> Inbox { get; } = new("InboxEntry", s => s.Version, _ => null);

    /// <inheritdoc/>
    public IUnitOfWork Begin() => new InMemoryUnitOfWork(this);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadLeadsAsync(LeadQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        return StreamAsync(
            Page(
                Leads,
                query.After,
                query.Limit,
                s => (query.Statuses is null || query.Statuses.Contains(s.Status))
                    && (query.Owner is null || s.Custody.Owner == query.Owner)
                    && (query.Pool is null || s.Custody.Pool == query.Pool)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<LeadLoad> ReadLoadAsync(UserId owner, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(_leadIndex.LoadOf(Guard.Against.Default(owner)));
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadLoad> ReadLoadsAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return StreamAsync(_leadIndex.Loads(), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadRecycleDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        DueAsync(_leadIndex.Recycle, asOf, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadRemindDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        DueAsync(_leadIndex.Remind, asOf, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadWakeDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        DueAsync(_leadIndex.Wake, asOf, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadNextStepDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        DueAsync(_leadIndex.NextStep, asOf, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadUnprotectedAsync(CancellationToken cancellationToken = default) =>
        StreamAsync(Page(Leads, null, null, s => LeadDue.Of(s).IsUnprotected), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OpportunitySnapshot> ReadOpportunitiesAsync(OpportunityQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        return StreamAsync(
            Page(
                Opportunities,
                query.After,
                query.Limit,
                s => (query.Kinds is null || query.Kinds.Contains(s.StageKind))
                    && (query.Stage is null || s.Stage == query.Stage)
                    && (query.Owner is null || s.Owner == query.Owner)
                    && (query.SourceLead is null || s.SourceLead == query.SourceLead)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<AccountSnapshot> ReadAccountsAsync(CancellationToken cancellationToken = default) =>
        StreamAsync(Page(Accounts, null, null, _ => true), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ContactSnapshot> ReadContactsAsync(CancellationToken cancellationToken = default) =>
        StreamAsync(Page(Contacts, null, null, _ => true), cancellationToken);

    internal TSnapshot? Find<TId, TSnapshot>(InMemoryTable<TId, TSnapshot> table, TId id)
        where TId : struct, IEntityId<TId>
        where TSnapshot : class
    {
        lock (_gate)
        {
            return table.Find(id);
        }
    }

    internal Dictionary<ExternalKey, TId> FindKeys<TId, TSnapshot>(InMemoryTable<TId, TSnapshot> table, IEnumerable<ExternalKey> keys)
        where TId : struct, IEntityId<TId>
        where TSnapshot : class
    {
        lock (_gate)
        {
            return table.FindKeys(keys);
        }
    }

    /// <summary>Checks every write, against what is stored and against each other, then makes all of them, under one lock.</summary>
    internal void Commit(IReadOnlyList<IInMemoryWrite> writes)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        HashSet<(string, ExternalKey)> keys = [];
        lock (_gate)
        {
            string[] conflicts = [.. writes.Where(w => !names.Add(w.Name) | (w.ExternalKey is { } key && !keys.Add(key)) || !w.Fits()).Select(w => w.Name)];
            if (conflicts.Length > 0)
            {
                throw new ConcurrencyConflictException(conflicts);
            }

            foreach (IInMemoryWrite write in writes)
            {
                write.Apply();
                _outbox.Add(write.Messages);
            }
        }
    }

    private List<TSnapshot> Page<TId, TSnapshot>(InMemoryTable<TId, TSnapshot> table, TId? after, int? limit, Func<TSnapshot, bool> filter)
        where TId : struct, IEntityId<TId>
        where TSnapshot : class
    {
        lock (_gate)
        {
            return [.. table.After(after).Where(filter).Take(limit ?? int.MaxValue)];
        }
    }

    private IAsyncEnumerable<LeadSnapshot> DueAsync(SortedSet<(DateTimeOffset At, LeadId Id)> dates, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return StreamAsync<LeadSnapshot>([.. dates.TakeWhile(d => d.At <= asOf).Select(d => Leads.Find(d.Id)!)], cancellationToken);
        }
    }

    private static async IAsyncEnumerable<T> StreamAsync<T>(List<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (T item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
