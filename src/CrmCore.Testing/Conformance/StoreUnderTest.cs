using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Testing.Conformance;

/// <summary>
/// A store that was opened for one case: empty at first, used by that case alone, and disposed of afterwards. All of it must be usable by several threads,
/// so a store on one scoped context hands out a context of its own for each unit of work and each reading.
/// </summary>
public sealed class StoreUnderTest : IAsyncDisposable
{
    /// <summary>Begins units of work.</summary>
    public required IUnitOfWorkFactory Units { get; init; }

    /// <summary>Reads leads.</summary>
    public ILeadReader? Leads { get; init; }

    /// <summary>Reads opportunities.</summary>
    public IOpportunityReader? Opportunities { get; init; }

    /// <summary>Reads accounts and contacts.</summary>
    public ICustomerReader? Customers { get; init; }

    /// <summary>Counts what people own.</summary>
    public ILeadLoadReader? Loads { get; init; }

    /// <summary>Reads what is due.</summary>
    public ILeadDueReader? DueDates { get; init; }

    /// <summary>Delivers the events.</summary>
    public IOutbox? Outbox { get; init; }

    /// <summary>Keeps definitions.</summary>
    public IDefinitionStore? Definitions { get; init; }

    /// <summary>
    /// By the name of a step of a commit (such as a table that it writes): makes every write of that step fail until what it returns is disposed of. The case
    /// commits an account, a contact, an opportunity and a lead, all with events.
    /// </summary>
    public IReadOnlyDictionary<string, Func<Task<IAsyncDisposable>>>? Faults { get; init; }

    /// <summary>Removes whatever the store left behind; null where there is nothing to remove.</summary>
    public Func<ValueTask>? Cleanup { get; init; }

    /// <summary>A store whose ports are all one object: each port that it implements is tried; one that it does not is null, so that the host names it in <see cref="StoreHost.Lacking"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cleanup">See <see cref="Cleanup"/>; null disposes of the store, where it can be disposed of.</param>
    /// <param name="faults">See <see cref="Faults"/>.</param>
    public static StoreUnderTest Of(IUnitOfWorkFactory store, Func<ValueTask>? cleanup = null, IReadOnlyDictionary<string, Func<Task<IAsyncDisposable>>>? faults = null) => new()
    {
        Units = store ?? throw new ArgumentNullException(nameof(store)),
        Leads = store as ILeadReader,
        Opportunities = store as IOpportunityReader,
        Customers = store as ICustomerReader,
        Loads = store as ILeadLoadReader,
        DueDates = store as ILeadDueReader,
        Outbox = store as IOutbox,
        Definitions = store as IDefinitionStore,
        Faults = faults,
        Cleanup = cleanup ?? (() => DisposeOfAsync(store)),
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Cleanup?.Invoke() ?? ValueTask.CompletedTask;

    private static async ValueTask DisposeOfAsync(IUnitOfWorkFactory store)
    {
        if (store is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            (store as IDisposable)?.Dispose();
        }
    }
}
