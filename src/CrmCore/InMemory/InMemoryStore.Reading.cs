using System.Runtime.CompilerServices;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.InMemory;

/// <content>Reading in bulk: what there is when the reading begins.</content>
public sealed partial class InMemoryStore
{
    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadLeadsAsync(LeadQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        return StreamAsync(
            Locked(t => new InMemoryOrder<LeadId, LeadSnapshot>(query.InstantOf, s => s.Id, query.Order == LeadOrder.Id, query.IsDescending)
                .Page(t.Leads, query.Wants, query.After, query.AfterAt, query.Limit)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<OpportunitySnapshot> ReadOpportunitiesAsync(OpportunityQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        return StreamAsync(
            Locked(t => new InMemoryOrder<OpportunityId, OpportunitySnapshot>(query.InstantOf, s => s.Id, query.Order == OpportunityOrder.Id, query.IsDescending)
                .Page(t.Opportunities, query.Wants, query.After, query.AfterAt, query.Limit)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<PastState> ReadAsOfAsync(DateTimeOffset instant, OpportunityId? after = null, CancellationToken cancellationToken = default) =>
        StreamAsync(
            Locked(t => t.Opportunities.After(after)
                .Select(s => OpportunityHistory.AsOf(s.History, instant) is { } then ? new PastState(s, then) : null)
                .OfType<PastState>()
                .ToList()),
            cancellationToken);

    /// <inheritdoc/>
    public Task<LeadLoad> ReadLoadAsync(UserId owner, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Guard.Against.Default(owner);
        return Task.FromResult(Locked(t => t.LeadIndex.LoadOf(owner)));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadLoad> ReadLoadsAsync(CancellationToken cancellationToken = default) => StreamAsync(Locked(static t => t.LeadIndex.Loads()), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadRecycleDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        DueAsync(static i => i.Recycle, asOf, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadRemindDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        DueAsync(static i => i.Remind, asOf, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadWakeDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        DueAsync(static i => i.Wake, asOf, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadNextStepDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        DueAsync(static i => i.NextStep, asOf, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadUnprotectedAsync(CancellationToken cancellationToken = default) =>
        StreamAsync(Locked(static t => t.Leads.After(null).Where(s => LeadDue.Of(s).IsUnprotected).ToList()), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<AccountSnapshot> ReadAccountsAsync(CancellationToken cancellationToken = default) =>
        StreamAsync(Locked(static t => t.Accounts.After(null).ToList()), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ContactSnapshot> ReadContactsAsync(CancellationToken cancellationToken = default) =>
        StreamAsync(Locked(static t => t.Contacts.After(null).ToList()), cancellationToken);

    /// <inheritdoc/>
    public Task PutAsync(StoredDefinition definition, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(definition);
        cancellationToken.ThrowIfCancellationRequested();
        return Locked(t =>
        {
            t.Definitions.Put(definition);
            return Task.CompletedTask;
        });
    }

    /// <inheritdoc/>
    public Task<StoredDefinition?> GetAsync(string kind, string key, int version, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Locked(t => t.Definitions.Get(kind, key, version)));
    }

    /// <inheritdoc/>
    public Task<StoredDefinition?> LatestAsync(string kind, string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Locked(t => t.Definitions.List(kind).LastOrDefault(d => d.Key == key)));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredDefinition> ListAsync(string kind, CancellationToken cancellationToken = default) =>
        StreamAsync(Locked(t => t.Definitions.List(kind)), cancellationToken);

    private IAsyncEnumerable<LeadSnapshot> DueAsync(Func<LeadIndex, SortedSet<(DateTimeOffset At, LeadId Id)>> dates, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        StreamAsync(Locked(t => dates(t.LeadIndex).TakeWhile(d => d.At <= asOf).Select(d => t.Leads.Find(d.Id)!).ToList()), cancellationToken);

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
