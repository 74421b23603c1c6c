using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Persistence;

/// <summary>
/// Reads and writes that belong together: what is staged by its repositories is written by <see cref="CommitAsync"/>, all of it or nothing, with the
/// events of the aggregates. It works on the data of one tenant, the one that was at hand when it began. Disposing it without a commit writes nothing.
/// Not thread-safe; short-lived.
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
    /// Writes everything staged, and the pending events of each aggregate, atomically: others see all of it or nothing, also where the process or the
    /// machine fails in the middle. Afterwards the aggregates have their new versions, one more than before, and no pending events, and nothing is staged. With nothing
    /// staged it does nothing. Where storage fails otherwise, nothing was written, what was staged stays staged, and the commit may be tried again; where it
    /// isn't known whether the commit arrived, trying again conflicts at worst and never writes twice.
    /// </summary>
    /// <exception cref="ConcurrencyConflictException">Storage has another version of an aggregate than was read, has its id or external key already, or had to choose between
    /// two commits. Nothing was written, the aggregates are as they were, and nothing is staged any more; the unit can be used again.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the commit; nothing was written, and what was staged stays staged.</exception>
    Task CommitAsync(CancellationToken cancellationToken = default);
}
