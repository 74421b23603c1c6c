using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Tests.Concurrency;

/// <summary>Storage where every call waits for its turn before it is made.</summary>
internal sealed class InterleavedStorage(IUnitOfWorkFactory inner, InMemoryStore store, Interleaving turns) : IUnitOfWorkFactory, ILeadLoadReader, IOutbox
{
    public IUnitOfWork Begin() => new Unit(inner.Begin(), turns);

    public async Task<LeadLoad> ReadLoadAsync(UserId owner, CancellationToken cancellationToken = default)
    {
        await turns.PauseAsync().ConfigureAwait(false);
        return await store.ReadLoadAsync(owner, cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<LeadLoad> ReadLoadsAsync(CancellationToken cancellationToken = default) => store.ReadLoadsAsync(cancellationToken);

    public async Task<IReadOnlyList<OutboxDelivery>> LeaseAsync(OutboxLease lease, CancellationToken cancellationToken = default)
    {
        await turns.PauseAsync().ConfigureAwait(false);
        return await store.LeaseAsync(lease, cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> SettleAsync(IReadOnlyCollection<OutboxSettlement> settlements, CancellationToken cancellationToken = default)
    {
        await turns.PauseAsync().ConfigureAwait(false);
        return await store.SettleAsync(settlements, cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<DeadLetter> ReadDeadLettersAsync(CancellationToken cancellationToken = default) => store.ReadDeadLettersAsync(cancellationToken);

    public Task<bool> RedeliverAsync(string eventId, CancellationToken cancellationToken = default) => store.RedeliverAsync(eventId, cancellationToken);

    public Task<OutboxFigures> ReadFiguresAsync(CancellationToken cancellationToken = default) => store.ReadFiguresAsync(cancellationToken);

    public Task<int> PruneAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken = default) => store.PruneAsync(deliveredBefore, cancellationToken);

    private sealed class Unit(IUnitOfWork inner, Interleaving turns) : IUnitOfWork
    {
        public ILeadRepository Leads { get; } = new LeadRepository(inner.Leads, turns);

        public IOpportunityRepository Opportunities { get; } = new OpportunityRepository(inner.Opportunities, turns);

        public IAccountRepository Accounts { get; } = new AccountRepository(inner.Accounts, turns);

        public IContactRepository Contacts { get; } = new ContactRepository(inner.Contacts, turns);

        public IOwnerLedgerRepository Ledgers { get; } = new LedgerRepository(inner.Ledgers, turns);

        public async Task CommitAsync(CancellationToken cancellationToken = default)
        {
            await turns.PauseAsync().ConfigureAwait(false);
            await inner.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private abstract class Repository<TAggregate, TId>(IRepository<TAggregate, TId> inner, Interleaving turns) : IRepository<TAggregate, TId>
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId>
    {
        public async Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default)
        {
            await turns.PauseAsync().ConfigureAwait(false);
            return await inner.FindAsync(id, cancellationToken).ConfigureAwait(false);
        }

        public async Task<IReadOnlyDictionary<TId, TAggregate>> FindManyAsync(IReadOnlyCollection<TId> ids, CancellationToken cancellationToken = default)
        {
            await turns.PauseAsync().ConfigureAwait(false);
            return await inner.FindManyAsync(ids, cancellationToken).ConfigureAwait(false);
        }

        public async Task<IReadOnlyDictionary<ExternalKey, TId>> FindByExternalKeysAsync(IReadOnlyCollection<ExternalKey> keys, CancellationToken cancellationToken = default)
        {
            await turns.PauseAsync().ConfigureAwait(false);
            return await inner.FindByExternalKeysAsync(keys, cancellationToken).ConfigureAwait(false);
        }

        public void Add(TAggregate aggregate) => inner.Add(aggregate);

        public void Update(TAggregate aggregate) => inner.Update(aggregate);

        public void Remove(TAggregate aggregate) => inner.Remove(aggregate);
    }

    private sealed class LeadRepository(ILeadRepository inner, Interleaving turns) : Repository<Lead, LeadId>(inner, turns), ILeadRepository;

    private sealed class OpportunityRepository(IOpportunityRepository inner, Interleaving turns) : Repository<Opportunity, OpportunityId>(inner, turns), IOpportunityRepository;

    private sealed class AccountRepository(IAccountRepository inner, Interleaving turns) : Repository<Account, AccountId>(inner, turns), IAccountRepository;

    private sealed class ContactRepository(IContactRepository inner, Interleaving turns) : Repository<Contact, ContactId>(inner, turns), IContactRepository;

    private sealed class LedgerRepository(IOwnerLedgerRepository inner, Interleaving turns) : Repository<OwnerLedger, OwnerLedgerId>(inner, turns), IOwnerLedgerRepository;
}
