using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Privacy;

/// <summary>Hands out what is stored of the person behind a lead, and forgets that person. Thread-safe where its storage is.</summary>
/// <param name="storage">The storage.</param>
/// <param name="clock">Says when somebody is forgotten.</param>
public sealed class PersonalDataService(IUnitOfWorkFactory storage, TimeProvider clock)
{
    private readonly IUnitOfWorkFactory _storage = Guard.Against.Null(storage);
    private readonly TimeProvider _clock = Guard.Against.Null(clock);

    /// <summary>What is stored of the person: the lead, those merged with it, and of the contacts, accounts and opportunities they became what tells of the person and of nobody else.</summary>
    /// <param name="lead">A lead of the person.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The data; null where there is no such lead.</returns>
    public async Task<PersonalData?> ExportAsync(LeadId lead, CancellationToken cancellationToken = default)
    {
        await using IUnitOfWork unit = _storage.Begin();
        return await PersonOnRecord.FindAsync(unit, Guard.Against.Default(lead), cancellationToken).ConfigureAwait(false) is { } person ? new PersonalData(person) : null;
    }

    /// <summary>
    /// Forgets the person in one commit. Of the leads and contacts only what figures are made of stays: status, kind and campaign of the source, owners, dates, kinds and outcomes, keys of
    /// reasons; their custom fields go, unless the options keep them. An opportunity keeps stages, amounts and history; its texts go where the person is alone on it, and where others have part in
    /// it only what is linked to the person goes, and the person's name from the rest. The company stays without the person's name. A merge or a conversion can't be undone afterwards. Every record
    /// that changed raises <c>lead.erased</c>, <c>contact.erased</c>, <c>account.redacted</c> or <c>opportunity.redacted</c>; doing it again changes nothing and raises nothing.
    /// </summary>
    /// <remarks>
    /// Events that are stored already are not changed. They may hold what people typed: <c>lead.captured</c> the detail and campaign of the source, <c>lead.custody-changed</c>,
    /// <c>lead.status-changed</c>, <c>lead.conversion-reverted</c> and <c>lead.lock-changed</c> a reason, <c>lead.converted</c> the reason of an override and, as
    /// <c>lead.conversion-reverted</c>, the key of the request, <c>opportunity.closed</c> a reason and a competitor, <c>account.created</c> the account's name. Deliver what waits and remove it by
    /// <see cref="IOutbox.PruneAsync"/>.
    /// </remarks>
    /// <param name="lead">A lead of the person.</param>
    /// <param name="options">What the host keeps; null means <see cref="ErasureOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Done, or refused with <c>lead.not-found</c>.</returns>
    /// <exception cref="ConcurrencyConflictException">One of the records was changed at the same time; nothing was forgotten.</exception>
    public async Task<LeadChange> EraseAsync(LeadId lead, ErasureOptions? options = null, CancellationToken cancellationToken = default)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await PersonOnRecord.FindAsync(unit, Guard.Against.Default(lead), cancellationToken).ConfigureAwait(false) is not { } person)
        {
            return LeadChange.Refused(new Refusal("lead.not-found", ("lead", lead)));
        }

        Stage(unit, person, options ?? ErasureOptions.Default);
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        return LeadChange.Done;
    }

    private void Stage(IUnitOfWork unit, PersonOnRecord person, ErasureOptions options)
    {
        Erasure erasure = new(person, options);
        DateTimeOffset now = _clock.GetUtcNow();
        Stage(unit.Leads, person.Leads.Select(l => l.ToSnapshot()), erasure.Of, l => l.ToJson(), l => Lead.Erased(l, now, options.By));
        Stage(unit.Contacts, person.Contacts.Select(c => c.ToSnapshot()), erasure.Of, c => c.ToJson(), c => Contact.Erased(c, now, options.By));
        Stage(unit.Accounts, person.Accounts.Select(a => a.ToSnapshot()), erasure.Of, a => a.ToJson(), a => Account.Redacted(a, now, options.By));
        Stage(unit.Opportunities, person.Opportunities.Select(o => o.ToSnapshot()), erasure.Of, o => o.ToJson(), o => Opportunity.Redacted(o, now, options.By));
    }

    /// <summary>Stages the records of one kind of which something is to be forgotten.</summary>
    private static void Stage<TAggregate, TId, TSnapshot>(
        IRepository<TAggregate, TId> records, IEnumerable<TSnapshot> all, Func<TSnapshot, TSnapshot> erase, Func<TSnapshot, string> jsonOf, Func<TSnapshot, TAggregate> erased)
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId>
    {
        foreach (TSnapshot was in all)
        {
            if (erase(was) is var left && jsonOf(left) != jsonOf(was))
            {
                records.Update(erased(left));
            }
        }
    }
}
