using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Testing.Tests.Conformance;

/// <summary>A reader of leads that turns queries, or what they give, into something else.</summary>
internal sealed class WrongLeadReader(ILeadReader inner) : ILeadReader
{
    public Func<LeadQuery, LeadQuery> Asked { get; init; } = query => query;

    public Func<IAsyncEnumerable<LeadSnapshot>, IAsyncEnumerable<LeadSnapshot>> Given { get; init; } = leads => leads;

    public bool HearsCancellation { get; init; } = true;

    public IAsyncEnumerable<LeadSnapshot> ReadLeadsAsync(LeadQuery? query = null, CancellationToken cancellationToken = default) =>
        Given(inner.ReadLeadsAsync(Asked(query ?? new()), HearsCancellation ? cancellationToken : CancellationToken.None));
}

/// <summary>A reader of leads that finds the next page by counting those that were read.</summary>
internal sealed class CountingLeadReader(ILeadReader inner) : ILeadReader
{
    private readonly Dictionary<LeadId, int> _places = [];

    public async IAsyncEnumerable<LeadSnapshot> ReadLeadsAsync(
        LeadQuery? query = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        query ??= new();
        int place = query.After is { } after ? _places[after] : 0;
        await foreach (LeadSnapshot lead in inner.ReadLeadsAsync(query with { After = null, AfterAt = null, Limit = null }, cancellationToken).Skip(place).Take(query.Limit ?? int.MaxValue))
        {
            _places[lead.Id] = ++place;
            yield return lead;
        }
    }
}

/// <summary>A reader of opportunities that takes the present for the past.</summary>
internal sealed class PresentReader(IOpportunityReader inner) : IOpportunityReader
{
    public IAsyncEnumerable<OpportunitySnapshot> ReadOpportunitiesAsync(OpportunityQuery? query = null, CancellationToken cancellationToken = default) =>
        inner.ReadOpportunitiesAsync(query, cancellationToken);

    public IAsyncEnumerable<PastState> ReadAsOfAsync(DateTimeOffset instant, OpportunityId? after = null, CancellationToken cancellationToken = default) =>
        inner.ReadAsOfAsync(DateTimeOffset.MaxValue, after, cancellationToken);
}

/// <summary>A reader of due dates that comes a moment late.</summary>
internal sealed class LateReader(ILeadDueReader inner) : ILeadDueReader
{
    public IAsyncEnumerable<LeadSnapshot> ReadRecycleDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) => inner.ReadRecycleDueAsync(asOf.AddTicks(-1), cancellationToken);

    public IAsyncEnumerable<LeadSnapshot> ReadRemindDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) => inner.ReadRemindDueAsync(asOf, cancellationToken);

    public IAsyncEnumerable<LeadSnapshot> ReadWakeDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) => inner.ReadWakeDueAsync(asOf, cancellationToken);

    public IAsyncEnumerable<LeadSnapshot> ReadNextStepDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) => inner.ReadNextStepDueAsync(asOf, cancellationToken);

    public IAsyncEnumerable<LeadSnapshot> ReadUnprotectedAsync(CancellationToken cancellationToken = default) => inner.ReadUnprotectedAsync(cancellationToken);
}

/// <summary>A reader of loads that forgets the locks.</summary>
internal sealed class UnlockedLoads(ILeadLoadReader inner) : ILeadLoadReader
{
    public async Task<LeadLoad> ReadLoadAsync(UserId owner, CancellationToken cancellationToken = default) => await inner.ReadLoadAsync(owner, cancellationToken) with { Locked = 0 };

    public IAsyncEnumerable<LeadLoad> ReadLoadsAsync(CancellationToken cancellationToken = default) => inner.ReadLoadsAsync(cancellationToken);
}

/// <summary>A store of definitions that takes a changed version without a word.</summary>
internal sealed class SilentDefinitions(IDefinitionStore inner) : IDefinitionStore
{
    public async Task PutAsync(StoredDefinition definition, CancellationToken cancellationToken = default)
    {
        try
        {
            await inner.PutAsync(definition, cancellationToken);
        }
        catch (ConcurrencyConflictException)
        {
        }
    }

    public Task<StoredDefinition?> GetAsync(string kind, string key, int version, CancellationToken cancellationToken = default) => inner.GetAsync(kind, key, version, cancellationToken);

    public Task<StoredDefinition?> LatestAsync(string kind, string key, CancellationToken cancellationToken = default) => inner.LatestAsync(kind, key, cancellationToken);

    public IAsyncEnumerable<StoredDefinition> ListAsync(string kind, CancellationToken cancellationToken = default) => inner.ListAsync(kind, cancellationToken);
}

/// <summary>Tenants that are told apart less well than the host tells them apart.</summary>
internal sealed class WrongTenants(ITenantAccessor inner, Func<TenantId, TenantId> see) : ITenantAccessor
{
    public TenantId Current => see(inner.Current);
}
