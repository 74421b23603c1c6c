using CrmCore.Conversion.Checks;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Conversion;

/// <summary>
/// What lies on the desk for one commit: every record that is read or made, each once, so that several leads of one commit see what the ones before them did.
/// </summary>
internal sealed class ConversionDesk(IUnitOfWork unit, IDuplicateSearch? search) : IAsyncDisposable
{
    /// <summary>The leads that become one opportunity in this commit; they are no duplicates of each other that would need settling.</summary>
    public IReadOnlySet<Guid> Together { get; init; } = new HashSet<Guid>();

    /// <summary>Possible duplicates, those of this commit among them; null where none are looked for.</summary>
    public PendingDuplicates? Duplicates { get; } = search is null ? null : new(search);

    public Records<Lead, LeadId> Leads { get; } = new(unit.Leads);

    public Records<Account, AccountId> Accounts { get; } = new(unit.Accounts);

    public Records<Contact, ContactId> Contacts { get; } = new(unit.Contacts);

    public Records<Opportunity, OpportunityId> Opportunities { get; } = new(unit.Opportunities);

    /// <summary>Reads the leads of a batch, and what they are to be linked to, at once.</summary>
    public async Task ExpectAsync(IReadOnlyCollection<ConversionRequest> batch, CancellationToken cancellationToken)
    {
        await Leads.ExpectAsync(batch.Select(r => r.Lead), cancellationToken).ConfigureAwait(false);
        await Accounts.ExpectAsync(batch.Select(r => r.Account.Existing).OfType<AccountId>(), cancellationToken).ConfigureAwait(false);
        await Contacts.ExpectAsync(batch.Select(r => r.Contact.Existing).OfType<ContactId>(), cancellationToken).ConfigureAwait(false);
        await Opportunities.ExpectAsync(batch.Select(r => r.Opportunity.Existing).OfType<OpportunityId>(), cancellationToken).ConfigureAwait(false);
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        Duplicates?.Tell();
    }

    public ValueTask DisposeAsync() => unit.DisposeAsync();

    /// <summary>The records of one kind.</summary>
    internal sealed class Records<TAggregate, TId>(IRepository<TAggregate, TId> repository)
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId>
    {
        private readonly Dictionary<TId, TAggregate?> _known = [];

        public async Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken)
        {
            if (!_known.TryGetValue(id, out TAggregate? record))
            {
                record = await repository.FindAsync(id, cancellationToken).ConfigureAwait(false);
                _known[id] = record;
            }

            return record;
        }

        /// <summary>Reads several at once that are not on the desk yet.</summary>
        public async Task ExpectAsync(IEnumerable<TId> ids, CancellationToken cancellationToken)
        {
            TId[] wanted = [.. ids.Distinct().Where(id => !_known.ContainsKey(id))];
            if (wanted.Length > 0)
            {
                IReadOnlyDictionary<TId, TAggregate> found = await repository.FindManyAsync(wanted, cancellationToken).ConfigureAwait(false);
                foreach (TId id in wanted)
                {
                    _known[id] = found.GetValueOrDefault(id);
                }
            }
        }

        public void Add(TId id, TAggregate record)
        {
            _known[id] = record;
            repository.Add(record);
        }

        public void Update(TAggregate record) => repository.Update(record);
    }
}
