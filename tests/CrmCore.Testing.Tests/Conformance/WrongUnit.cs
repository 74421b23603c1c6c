using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Testing.Tests.Conformance;

/// <summary>A unit of work that does what another does, but for what a wrong one replaces.</summary>
internal class WrongUnit(IUnitOfWork inner) : IUnitOfWork
{
    public IUnitOfWork Inner => inner;

    public ILeadRepository Leads { get; init; } = inner.Leads;

    public IOpportunityRepository Opportunities { get; init; } = inner.Opportunities;

    public IAccountRepository Accounts { get; init; } = inner.Accounts;

    public IContactRepository Contacts { get; init; } = inner.Contacts;

    public IOwnerLedgerRepository Ledgers { get; init; } = inner.Ledgers;

    public IInbox Inbox { get; init; } = inner.Inbox;

    /// <summary>What commits instead of the inner unit.</summary>
    public Func<IUnitOfWork, CancellationToken, Task> Commit { get; init; } = (unit, token) => unit.CommitAsync(token);

    /// <summary>What is done before it is disposed of.</summary>
    public Func<IUnitOfWork, Task> BeforeDispose { get; init; } = _ => Task.CompletedTask;

    public Task CommitAsync(CancellationToken cancellationToken = default) => Commit(inner, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await BeforeDispose(inner);
        await inner.DisposeAsync();
    }
}

/// <summary>Units of work that are made wrong when they begin.</summary>
internal sealed class WrongUnits(IUnitOfWorkFactory inner, Func<IUnitOfWork, IUnitOfWork> make) : IUnitOfWorkFactory
{
    public IUnitOfWork Begin() => make(inner.Begin());
}

/// <summary>A repository that does what another does, but for the functions given.</summary>
internal abstract class WrongRepository<TAggregate, TId>(IRepository<TAggregate, TId> inner) : IRepository<TAggregate, TId>
    where TAggregate : Aggregate
    where TId : struct, IEntityId<TId>
{
    public Func<TId, TAggregate?, TAggregate?> Read { get; init; } = (_, found) => found;

    public Func<IReadOnlyDictionary<ExternalKey, TId>, IReadOnlyDictionary<ExternalKey, TId>> Keys { get; init; } = found => found;

    public Action<IRepository<TAggregate, TId>, TAggregate> OnAdd { get; init; } = (r, a) => r.Add(a);

    public Action<IRepository<TAggregate, TId>, TAggregate> OnUpdate { get; init; } = (r, a) => r.Update(a);

    public Action<IRepository<TAggregate, TId>, TAggregate> OnRemove { get; init; } = (r, a) => r.Remove(a);

    public async Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default) => Read(id, await inner.FindAsync(id, cancellationToken));

    public Task<IReadOnlyDictionary<TId, TAggregate>> FindManyAsync(IReadOnlyCollection<TId> ids, CancellationToken cancellationToken = default) => inner.FindManyAsync(ids, cancellationToken);

    public async Task<IReadOnlyDictionary<ExternalKey, TId>> FindByExternalKeysAsync(IReadOnlyCollection<ExternalKey> keys, CancellationToken cancellationToken = default) =>
        Keys(await inner.FindByExternalKeysAsync(keys, cancellationToken));

    public void Add(TAggregate aggregate) => OnAdd(inner, aggregate);

    public void Update(TAggregate aggregate) => OnUpdate(inner, aggregate);

    public void Remove(TAggregate aggregate) => OnRemove(inner, aggregate);
}

internal sealed class WrongLeads(ILeadRepository inner) : WrongRepository<Lead, LeadId>(inner), ILeadRepository
{
    /// <summary>Leads of which something is changed when they are read.</summary>
    public static WrongLeads Altered(ILeadRepository inner, Func<LeadSnapshot, LeadSnapshot> alter) =>
        new(inner) { Read = (_, found) => found is null ? null : Lead.FromSnapshot(alter(found.ToSnapshot())) };
}

internal sealed class WrongOpportunities(IOpportunityRepository inner) : WrongRepository<Opportunity, OpportunityId>(inner), IOpportunityRepository
{
    /// <summary>Opportunities of which the amount is changed when they are read.</summary>
    public static WrongOpportunities Altered(IOpportunityRepository inner, Func<decimal, decimal> alter) => new(inner)
    {
        Read = (_, found) => found is null ? null : Opportunity.FromSnapshot(found.ToSnapshot() with { Amount = found.Amount is { } a ? new Money(alter(a.Amount), a.Currency) : null }),
    };
}

internal sealed class WrongAccounts(IAccountRepository inner) : WrongRepository<Account, AccountId>(inner), IAccountRepository;

internal sealed class WrongContacts(IContactRepository inner) : WrongRepository<Contact, ContactId>(inner), IContactRepository;

internal sealed class WrongLedgers(IOwnerLedgerRepository inner) : WrongRepository<OwnerLedger, OwnerLedgerId>(inner), IOwnerLedgerRepository;

internal sealed class WrongInbox(IInbox inner) : WrongRepository<InboxEntry, InboxEntryId>(inner), IInbox;
