using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Tests.Support;

/// <summary>What goes wrong, and when, with a unit of work that is otherwise another one's.</summary>
public enum Fault
{
    None, AddAccount, AddContact, AddOpportunity, UpdateLead, BeforeCommit,
}

/// <summary>Storage that breaks down at one point of every unit of work.</summary>
public sealed class FaultyStorage(IUnitOfWorkFactory inner) : IUnitOfWorkFactory
{
    public Fault Fault { get; set; }

    public IUnitOfWork Begin() => new Unit(inner.Begin(), Fault);

    private static void BreakDown() => throw new IOException("The disk is gone.");

    private sealed class Unit(IUnitOfWork inner, Fault fault) : IUnitOfWork
    {
        public ILeadRepository Leads { get; } = new LeadRepository(inner.Leads, fault == Fault.UpdateLead);

        public IOpportunityRepository Opportunities { get; } = new OpportunityRepository(inner.Opportunities, fault == Fault.AddOpportunity);

        public IAccountRepository Accounts { get; } = new AccountRepository(inner.Accounts, fault == Fault.AddAccount);

        public IContactRepository Contacts { get; } = new ContactRepository(inner.Contacts, fault == Fault.AddContact);

        public IOwnerLedgerRepository Ledgers => inner.Ledgers;

        public Task CommitAsync(CancellationToken cancellationToken = default)
        {
            if (fault == Fault.BeforeCommit)
            {
                BreakDown();
            }

            return inner.CommitAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private abstract class Repository<TAggregate, TId>(IRepository<TAggregate, TId> inner, bool breaks) : IRepository<TAggregate, TId>
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId>
    {
        public Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default) => inner.FindAsync(id, cancellationToken);

        public Task<IReadOnlyDictionary<TId, TAggregate>> FindManyAsync(IReadOnlyCollection<TId> ids, CancellationToken cancellationToken = default) =>
            inner.FindManyAsync(ids, cancellationToken);

        public Task<IReadOnlyDictionary<ExternalKey, TId>> FindByExternalKeysAsync(IReadOnlyCollection<ExternalKey> keys, CancellationToken cancellationToken = default) =>
            inner.FindByExternalKeysAsync(keys, cancellationToken);

        public void Add(TAggregate aggregate)
        {
            inner.Add(aggregate);
            BreakIfToldTo();
        }

        public void Update(TAggregate aggregate)
        {
            inner.Update(aggregate);
            BreakIfToldTo();
        }

        public void Remove(TAggregate aggregate) => inner.Remove(aggregate);

        private void BreakIfToldTo()
        {
            if (breaks)
            {
                BreakDown();
            }
        }
    }

    private sealed class LeadRepository(ILeadRepository inner, bool breaks) : Repository<Lead, LeadId>(inner, breaks), ILeadRepository;

    private sealed class OpportunityRepository(IOpportunityRepository inner, bool breaks) : Repository<Opportunity, OpportunityId>(inner, breaks), IOpportunityRepository;

    private sealed class AccountRepository(IAccountRepository inner, bool breaks) : Repository<Account, AccountId>(inner, breaks), IAccountRepository;

    private sealed class ContactRepository(IContactRepository inner, bool breaks) : Repository<Contact, ContactId>(inner, breaks), IContactRepository;
}
