using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmCore.EntityFrameworkCore;

/// <summary>The ports on a host's own context. Like the context it belongs to one scope and one thread at a time.</summary>
internal sealed class ContextStore<TContext>(TContext context) : IUnitOfWorkFactory, ILeadReader, IOpportunityReader, ICustomerReader
    where TContext : DbContext
{
    public IUnitOfWork Begin() => new RowUnitOfWork(context, new TrackedWriter(context), ownsContext: false);

    public IAsyncEnumerable<LeadSnapshot> ReadLeadsAsync(LeadQuery? query = null, CancellationToken cancellationToken = default) =>
        RowReader.LeadsAsync(context, query, cancellationToken);

    public IAsyncEnumerable<OpportunitySnapshot> ReadOpportunitiesAsync(OpportunityQuery? query = null, CancellationToken cancellationToken = default) =>
        RowReader.OpportunitiesAsync(context, query, cancellationToken);

    public IAsyncEnumerable<AccountSnapshot> ReadAccountsAsync(CancellationToken cancellationToken = default) => RowReader.AccountsAsync(context, cancellationToken);

    public IAsyncEnumerable<ContactSnapshot> ReadContactsAsync(CancellationToken cancellationToken = default) => RowReader.ContactsAsync(context, cancellationToken);
}
