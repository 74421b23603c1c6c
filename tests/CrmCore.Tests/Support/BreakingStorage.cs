using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Tests.Support;

/// <summary>Storage that breaks down at the n-th thing that it is asked to do, counted over all units of work.</summary>
public sealed class BreakingStorage(IUnitOfWorkFactory inner, int step) : IUnitOfWorkFactory
{
    private int _steps;

    /// <summary>Whether it was asked for so much that it broke down.</summary>
    public bool HasBroken => _steps >= step;

    public IUnitOfWork Begin() => new Unit(this, inner.Begin());

    private void Step()
    {
        if (++_steps == step)
        {
            throw new IOException("The disk is gone.");
        }
    }

    private sealed class Unit(BreakingStorage storage, IUnitOfWork inner) : IUnitOfWork
    {
        public ILeadRepository Leads { get; } = new LeadRepository(storage, inner.Leads);

        public IOpportunityRepository Opportunities { get; } = new OpportunityRepository(storage, inner.Opportunities);

        public IAccountRepository Accounts { get; } = new AccountRepository(storage, inner.Accounts);

        public IContactRepository Contacts { get; } = new ContactRepository(storage, inner.Contacts);

        public IOwnerLedgerRepository Ledgers => inner.Ledgers;

        public Task CommitAsync(CancellationToken cancellationToken = default)
        {
            storage.Step();
            return inner.CommitAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private abstract class Repository<TAggregate, TId>(BreakingStorage storage, IRepository<TAggregate, TId> inner) : IRepository<TAggregate, TId>
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId>
    {
        public Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default)
        {
            storage.Step();
            return inner.FindAsync(id, cancellationToken);
        }

        public Task<IReadOnlyDictionary<TId, TAggregate>> FindManyAsync(IReadOnlyCollection<TId> ids, CancellationToken cancellationToken = default)
        {
            storage.Step();
            return inner.FindManyAsync(ids, cancellationToken);
        }

        public Task<IReadOnlyDictionary<ExternalKey, TId>> FindByExternalKeysAsync(IReadOnlyCollection<ExternalKey> keys, CancellationToken cancellationToken = default) =>
            inner.FindByExternalKeysAsync(keys, cancellationToken);

        public void Add(TAggregate aggregate)
        {
            storage.Step();
            inner.Add(aggregate);
        }

        public void Update(TAggregate aggregate)
        {
            storage.Step();
            inner.Update(aggregate);
        }

        public void Remove(TAggregate aggregate)
        {
            storage.Step();
            inner.Remove(aggregate);
        }
    }

    private sealed class LeadRepository(BreakingStorage storage, ILeadRepository inner) : Repository<Lead, LeadId>(storage, inner), ILeadRepository;

    private sealed class OpportunityRepository(BreakingStorage storage, IOpportunityRepository inner) : Repository<Opportunity, OpportunityId>(storage, inner), IOpportunityRepository;

    private sealed class AccountRepository(BreakingStorage storage, IAccountRepository inner) : Repository<Account, AccountId>(storage, inner), IAccountRepository;

    private sealed class ContactRepository(BreakingStorage storage, IContactRepository inner) : Repository<Contact, ContactId>(storage, inner), IContactRepository;
}
