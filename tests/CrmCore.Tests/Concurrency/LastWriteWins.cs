using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Tests.Concurrency;

/// <summary>A store that is wrong on purpose: it takes every update of a lead and a deal, whatever version it was made from. What others wrote meanwhile is lost.</summary>
internal sealed class LastWriteWins(IUnitOfWorkFactory inner) : IUnitOfWorkFactory
{
    public IUnitOfWork Begin() => new Unit(inner.Begin());

    private sealed class Unit : IUnitOfWork
    {
        private readonly IUnitOfWork _inner;
        private readonly LeadRepository _leads;
        private readonly DealRepository _deals;

        public Unit(IUnitOfWork inner)
        {
            _inner = inner;
            _leads = new(inner.Leads, l => l.Id, (l, version) => Lead.FromSnapshot(l.ToSnapshot() with { Version = version }));
            _deals = new(inner.Opportunities, o => o.Id, (o, version) => Opportunity.FromSnapshot(o.ToSnapshot() with { Version = version }));
        }

        public ILeadRepository Leads => _leads;

        public IOpportunityRepository Opportunities => _deals;

        public IAccountRepository Accounts => _inner.Accounts;

        public IContactRepository Contacts => _inner.Contacts;

        public IOwnerLedgerRepository Ledgers => _inner.Ledgers;

        public async Task CommitAsync(CancellationToken cancellationToken = default)
        {
            await _leads.ForceAsync(cancellationToken).ConfigureAwait(false);
            await _deals.ForceAsync(cancellationToken).ConfigureAwait(false);
            await _inner.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }

    private abstract class Repository<TAggregate, TId>(IRepository<TAggregate, TId> inner, Func<TAggregate, TId> idOf, Func<TAggregate, long, TAggregate> withVersion) : IRepository<TAggregate, TId>
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId>
    {
        private readonly List<TAggregate> _updated = [];

        public Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default) => inner.FindAsync(id, cancellationToken);

        public Task<IReadOnlyDictionary<TId, TAggregate>> FindManyAsync(IReadOnlyCollection<TId> ids, CancellationToken cancellationToken = default) => inner.FindManyAsync(ids, cancellationToken);

        public Task<IReadOnlyDictionary<ExternalKey, TId>> FindByExternalKeysAsync(IReadOnlyCollection<ExternalKey> keys, CancellationToken cancellationToken = default) =>
            inner.FindByExternalKeysAsync(keys, cancellationToken);

        public void Add(TAggregate aggregate) => inner.Add(aggregate);

        public void Update(TAggregate aggregate) => _updated.Add(aggregate);

        public void Remove(TAggregate aggregate) => inner.Remove(aggregate);

        public async Task ForceAsync(CancellationToken cancellationToken)
        {
            foreach (TAggregate aggregate in _updated)
            {
                long stored = (await inner.FindAsync(idOf(aggregate), cancellationToken).ConfigureAwait(false))!.Version;
                inner.Update(withVersion(aggregate, stored));
            }
        }
    }

    private sealed class LeadRepository(ILeadRepository inner, Func<Lead, LeadId> idOf, Func<Lead, long, Lead> withVersion) : Repository<Lead, LeadId>(inner, idOf, withVersion), ILeadRepository;

    private sealed class DealRepository(IOpportunityRepository inner, Func<Opportunity, OpportunityId> idOf, Func<Opportunity, long, Opportunity> withVersion)
        : Repository<Opportunity, OpportunityId>(inner, idOf, withVersion), IOpportunityRepository;
}
