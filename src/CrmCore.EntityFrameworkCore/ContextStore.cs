using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>The ports on a host's own context. Like the context it belongs to one scope and one thread at a time.</summary>
internal sealed class ContextStore<TContext>(TContext context) : IUnitOfWorkFactory, ILeadReader, ILeadLoadReader, ILeadDueReader, IOpportunityReader, ICustomerReader, IOutbox
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

    public Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default) =>
        OutboxRows.LeaseAsync(context, lease, cancellationToken);

    public Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default) =>
        OutboxRows.SettleAsync(context, settlements, cancellationToken);

    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default) => OutboxRows.DeadLettersAsync(context, cancellationToken);

    public Task<bool> RedeliverAsync(string eventId, CancellationToken cancellationToken = default) => OutboxRows.RedeliverAsync(context, eventId, cancellationToken);

    public Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken = default) => OutboxRows.FiguresAsync(context, cancellationToken);

    public Task<int> PruneAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken = default) =>
        OutboxRows.PruneAsync(context, deliveredBefore, cancellationToken);
}
