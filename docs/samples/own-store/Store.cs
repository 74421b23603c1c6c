using CrmCore;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace OwnStore;

/// <summary>What the services of CrmCore ask for: units of work and readers. Lists are sorted in memory, which does for some ten thousand records.</summary>
public sealed class Store(Database database) : IUnitOfWorkFactory, ILeadReader, IOpportunityReader, ICustomerReader
{
    public IUnitOfWork Begin() => new Unit(database);

    // docs:begin own-store-reader
    public IAsyncEnumerable<LeadSnapshot> ReadLeadsAsync(LeadQuery? query = null, CancellationToken cancellationToken = default)
    {
        LeadQuery wanted = query ?? new();
        IEnumerable<LeadSnapshot> leads = Snapshots("Lead", LeadSnapshot.FromJson).Where(wanted.Wants);
        return Stream(Sorted(leads, l => (wanted.InstantOf(l) ?? default, l.Id), wanted.IsDescending, wanted.After is { } after ? (wanted.AfterAt ?? default, after) : null, wanted.Limit), cancellationToken);
    }

    public IAsyncEnumerable<OpportunitySnapshot> ReadOpportunitiesAsync(OpportunityQuery? query = null, CancellationToken cancellationToken = default)
    {
        OpportunityQuery wanted = query ?? new();
        IEnumerable<OpportunitySnapshot> deals = Snapshots("Opportunity", OpportunitySnapshot.FromJson).Where(wanted.Wants);
        return Stream(Sorted(deals, o => (wanted.InstantOf(o) ?? default, o.Id), wanted.IsDescending, wanted.After is { } after ? (wanted.AfterAt ?? default, after) : null, wanted.Limit), cancellationToken);
    }

    // docs:end own-store-reader
    public IAsyncEnumerable<PastState> ReadAsOfAsync(DateTimeOffset instant, OpportunityId? after = null, CancellationToken cancellationToken = default) => Stream(
        Snapshots("Opportunity", OpportunitySnapshot.FromJson)
            .Where(o => after is not { } last || o.Id.CompareTo(last) > 0)
            .Select(o => OpportunityHistory.AsOf(o.History, instant) is { } then ? new PastState(o, then) : null)
            .OfType<PastState>(),
        cancellationToken);

    public IAsyncEnumerable<AccountSnapshot> ReadAccountsAsync(CancellationToken cancellationToken = default) => Stream(Snapshots("Account", AccountSnapshot.FromJson), cancellationToken);

    public IAsyncEnumerable<ContactSnapshot> ReadContactsAsync(CancellationToken cancellationToken = default) => Stream(Snapshots("Contact", ContactSnapshot.FromJson), cancellationToken);

    private List<T> Snapshots<T>(string kind, Func<string, T> read) =>
        database.Query(r => read(r.GetString(0)), "SELECT json FROM documents WHERE kind = @kind ORDER BY id", ("@kind", kind));

    private static IEnumerable<T> Sorted<T, TKey>(IEnumerable<T> items, Func<T, TKey> key, bool isDescending, TKey? after, int? limit)
        where TKey : struct, IComparable<TKey>
    {
        IEnumerable<T> sorted = isDescending ? items.OrderByDescending(key) : items.OrderBy(key);
        return sorted.Where(i => after is not { } last || (isDescending ? key(i).CompareTo(last) < 0 : key(i).CompareTo(last) > 0)).Take(limit ?? int.MaxValue);
    }

    private static async IAsyncEnumerable<T> Stream<T>(IEnumerable<T> items, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (T item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }

        await Task.CompletedTask;
    }
}
