using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Persistence;

/// <summary>
/// Reads and writes that belong together: what is staged by its repositories is written by <see cref="CommitAsync"/>, all of it or nothing, with the
/// events of the aggregates. Not thread-safe; short-lived.
/// </summary>
public interface IUnitOfWork : IAsyncDisposable
{
    /// <summary>Leads.</summary>
    ILeadRepository Leads { get; }

    /// <summary>Opportunities.</summary>
    IOpportunityRepository Opportunities { get; }

    /// <summary>Accounts.</summary>
    IAccountRepository Accounts { get; }

    /// <summary>Contacts.</summary>
    IContactRepository Contacts { get; }

    /// <summary>The ledgers of owners.</summary>
    IOwnerLedgerRepository Ledgers { get; }

    /// <summary>Which events were handled, for handlers that must not do a thing twice.</summary>
    /// <exception cref="NotSupportedException">This storage keeps no inbox; handlers on it have to tell repeated events by themselves.</exception>
    IInbox Inbox => throw new NotSupportedException("This storage keeps no inbox.");

    /// <summary>
    /// Writes everything staged, and the pending events of each aggregate, atomically. Afterwards the aggregates have their new versions and no pending
    /// events, and nothing is staged.
    /// </summary>
    /// <exception cref="ConcurrencyConflictException">Storage has another version of an aggregate than was read, or has its id or external key already. Nothing was written and nothing is staged any more.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the commit; nothing was written.</exception>
    Task CommitAsync(CancellationToken cancellationToken = default);
}
