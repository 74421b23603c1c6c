using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>The ports on a host's own context. Like the context it belongs to one scope and one thread at a time.</summary>
internal sealed class ContextStore<TContext>(TContext context) : IUnitOfWorkFactory, ILeadReader, ILeadLoadReader, ILeadDueReader, IOpportunityReader, ICustomerReader
    where TContext : DbContext
{
    public IUnitOfWork Begin() => new RowUnitOfWork(context, new TrackedWriter(context), ownsContext: false);

    public IAsyncEnumerable<LeadSnapshot> ReadLeadsAsync(LeadQuery? query = null, CancellationToken cancellationToken = default) =>
        RowReader.LeadsAsync(context, query, cancellationToken);

    public IAsyncEnumerable<LeadSnapshot> ReadRecycleDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        LeadDates.RecycleAsync(context, asOf, cancellationToken);

    public IAsyncEnumerable<LeadSnapshot> ReadRemindDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        LeadDates.RemindAsync(context, asOf, cancellationToken);

    public IAsyncEnumerable<LeadSnapshot> ReadWakeDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        LeadDates.WakeAsync(context, asOf, cancellationToken);

    public IAsyncEnumerable<LeadSnapshot> ReadNextStepDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default) =>
        LeadDates.NextStepAsync(context, asOf, cancellationToken);

    public IAsyncEnumerable<LeadSnapshot> ReadUnprotectedAsync(CancellationToken cancellationToken = default) => RowReader.UnprotectedAsync(context, cancellationToken);

    public Task<LeadLoad> ReadLoadAsync(UserId owner, CancellationToken cancellationToken = default) => LeadDates.LoadAsync(context, owner, cancellationToken);

    public IAsyncEnumerable<LeadLoad> ReadLoadsAsync(CancellationToken cancellationToken = default) => LeadDates.LoadsAsync(context, cancellationToken);

    public IAsyncEnumerable<OpportunitySnapshot> ReadOpportunitiesAsync(OpportunityQuery? query = null, CancellationToken cancellationToken = default) =>
        RowReader.OpportunitiesAsync(context, query, cancellationToken);

    public IAsyncEnumerable<AccountSnapshot> ReadAccountsAsync(CancellationToken cancellationToken = default) => RowReader.AccountsAsync(context, cancellationToken);

    public IAsyncEnumerable<ContactSnapshot> ReadContactsAsync(CancellationToken cancellationToken = default) => RowReader.ContactsAsync(context, cancellationToken);
}
