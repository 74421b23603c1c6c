using System.Runtime.CompilerServices;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// Every port of CrmCore on the tables of a relational database. The stores of this family differ in the database and in whose context they use; what the ports promise is the same.
/// </summary>
public abstract partial class RelationalStore : IUnitOfWorkFactory, ILeadReader, ILeadLoadReader, ILeadDueReader, IOpportunityReader, ICustomerReader, IDefinitionStore
{
    private readonly ITenantAccessor _tenants;

    private protected RelationalStore(ITenantAccessor? tenants) => _tenants = tenants ?? FixedTenant.Single;

    /// <summary>Tells whose data is worked on.</summary>
    private protected ITenantAccessor Tenants => _tenants;

    /// <summary>Whether each unit of work and each reading has a context of its own, which it disposes.</summary>
    private protected virtual bool OwnsContexts => true;

    /// <inheritdoc/>
    public IUnitOfWork Begin()
    {
        TenantRows tenant = Tenant();
        return new RowUnitOfWork(tenant, WriterOf(tenant), OwnsContexts);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadLeadsAsync(LeadQuery? query = null, CancellationToken cancellationToken = default) =>
        ReadAsync((tenant, token) => RowReader.LeadsAsync(tenant, query ?? new(), token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadRecycleDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        ReadAsync((tenant, token) => LeadDates.DueAsync(tenant, nameof(LeadRow.RecycleAt), d => d.Recycle, asOf, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadRemindDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        ReadAsync((tenant, token) => LeadDates.DueAsync(tenant, nameof(LeadRow.RemindAt), d => d.Remind, asOf, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadWakeDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        ReadAsync((tenant, token) => LeadDates.DueAsync(tenant, nameof(LeadRow.WakeAt), d => d.Wake, asOf, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadNextStepDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        ReadAsync((tenant, token) => LeadDates.DueAsync(tenant, nameof(LeadRow.NextStepAt), d => d.NextStep, asOf, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadSnapshot> ReadUnprotectedAsync(CancellationToken cancellationToken = default) => ReadAsync(RowReader.UnprotectedAsync, cancellationToken);

    /// <inheritdoc/>
    public Task<LeadLoad> ReadLoadAsync(UserId owner, CancellationToken cancellationToken = default) =>
        WithAsync(tenant => LeadDates.LoadAsync(tenant, owner, cancellationToken));

    /// <inheritdoc/>
    public IAsyncEnumerable<LeadLoad> ReadLoadsAsync(CancellationToken cancellationToken = default) => ReadAsync(LeadDates.LoadsAsync, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OpportunitySnapshot> ReadOpportunitiesAsync(OpportunityQuery? query = null, CancellationToken cancellationToken = default) =>
        ReadAsync((tenant, token) => RowReader.OpportunitiesAsync(tenant, query ?? new(), token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<PastState> ReadAsOfAsync(DateTimeOffset instant, OpportunityId? after = null, CancellationToken cancellationToken = default) =>
        ReadAsync((tenant, token) => RowReader.AsOfAsync(tenant, instant, after, token), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<AccountSnapshot> ReadAccountsAsync(CancellationToken cancellationToken = default) => ReadAsync(RowReader.AccountsAsync, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ContactSnapshot> ReadContactsAsync(CancellationToken cancellationToken = default) => ReadAsync(RowReader.ContactsAsync, cancellationToken);

    /// <summary>Streams the events of every commit of the tenant at hand, in the order of their positions.</summary>
    public IAsyncEnumerable<OutboxMessage> ReadOutboxAsync(CancellationToken cancellationToken = default) => ReadAsync(RowReader.OutboxAsync, cancellationToken);

    /// <inheritdoc/>
    public Task PutAsync(StoredDefinition definition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return WithAsync(async tenant =>
        {
            await Definitions.PutAsync(tenant, definition, cancellationToken).ConfigureAwait(false);
            return definition;
        });
    }

    /// <inheritdoc/>
    public Task<StoredDefinition?> GetAsync(string kind, string key, int version, CancellationToken cancellationToken = default) =>
        WithAsync(tenant => Definitions.GetAsync(tenant, kind, key, version, cancellationToken));

    /// <inheritdoc/>
    public Task<StoredDefinition?> LatestAsync(string kind, string key, CancellationToken cancellationToken = default) =>
        WithAsync(tenant => Definitions.LatestAsync(tenant, kind, key, cancellationToken));

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredDefinition> ListAsync(string kind, CancellationToken cancellationToken = default) =>
        ReadAsync((tenant, token) => Definitions.ListAsync(tenant, kind, token), cancellationToken);

    /// <summary>The context for one unit of work or one reading.</summary>
    private protected abstract DbContext Rent();

    /// <summary>What writes the rows of a unit of work.</summary>
    private protected virtual IRowWriter WriterOf(TenantRows tenant) => new TrackedWriter(tenant);

    private TenantRows Tenant() => new(Rent(), _tenants.Current.Value);

    private async Task<T> WithAsync<T>(Func<TenantRows, Task<T>> work)
    {
        TenantRows tenant = Tenant();
        try
        {
            return await work(tenant).ConfigureAwait(false);
        }
        finally
        {
            await ReturnAsync(tenant).ConfigureAwait(false);
        }
    }

    /// <summary>The tenant is asked for here, when the reading is asked for, and not when it is enumerated.</summary>
    private IAsyncEnumerable<T> ReadAsync<T>(Func<TenantRows, CancellationToken, IAsyncEnumerable<T>> read, CancellationToken cancellationToken) =>
        StreamAsync(_tenants.Current, read, cancellationToken);

    private async IAsyncEnumerable<T> StreamAsync<T>(
        TenantId tenant, Func<TenantRows, CancellationToken, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TenantRows rows = new(Rent(), tenant.Value);
        try
        {
            await foreach (T item in read(rows, cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }
        }
        finally
        {
            await ReturnAsync(rows).ConfigureAwait(false);
        }
    }

    private ValueTask ReturnAsync(TenantRows rows) => OwnsContexts ? rows.Context.DisposeAsync() : ValueTask.CompletedTask;
}
