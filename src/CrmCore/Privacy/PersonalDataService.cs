using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Privacy;

/// <summary>Hands out what is stored of the person behind a lead, and forgets that person. Thread-safe where its storage is.</summary>
/// <param name="storage">The storage.</param>
public sealed class PersonalDataService(IUnitOfWorkFactory storage)
{
    private readonly IUnitOfWorkFactory _storage = Guard.Against.Null(storage);

    /// <summary>What is stored of the person: the lead, those merged with it, and the contacts, accounts and opportunities they became.</summary>
    /// <param name="lead">A lead of the person.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The data; null where there is no such lead.</returns>
    public async Task<PersonalData?> ExportAsync(LeadId lead, CancellationToken cancellationToken = default)
    {
        await using IUnitOfWork unit = _storage.Begin();
        return await PersonOnRecord.FindAsync(unit, Guard.Against.Default(lead), cancellationToken).ConfigureAwait(false) is { } person ? new PersonalData(person) : null;
    }

    /// <summary>
    /// Forgets the person in one commit. Names, addresses, numbers, notes, discovery, texts of custom fields and buying roles of the person are gone from all that
    /// <see cref="ExportAsync"/> gives; status, source, owners, dates, stages, amounts and history stay, so that forecasts, funnels and rates tell what they told. The company
    /// stays. A merge or a conversion can't be undone afterwards. Events are not changed: they carry nothing of a person but what somebody typed as a reason. Doing it again changes nothing more.
    /// </summary>
    /// <param name="lead">A lead of the person.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Done, or refused with <c>lead.not-found</c>.</returns>
    /// <exception cref="ConcurrencyConflictException">One of the records was changed at the same time; nothing was forgotten.</exception>
    public async Task<LeadChange> EraseAsync(LeadId lead, CancellationToken cancellationToken = default)
    {
        await using IUnitOfWork unit = _storage.Begin();
        if (await PersonOnRecord.FindAsync(unit, Guard.Against.Default(lead), cancellationToken).ConfigureAwait(false) is not { } person)
        {
            return LeadChange.Refused(new Refusal("lead.not-found", ("lead", lead)));
        }

        Erasure erasure = new(person);
        Update(unit.Leads, person.Leads, erasure.Of);
        Update(unit.Contacts, person.Contacts, erasure.Of);
        Update(unit.Accounts, person.Accounts, erasure.Of);
        Update(unit.Opportunities, person.Opportunities, erasure.Of);
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        return LeadChange.Done;
    }

    private static void Update<TAggregate, TId>(IRepository<TAggregate, TId> records, IEnumerable<TAggregate> aggregates, Func<TAggregate, TAggregate> erase)
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId>
    {
        foreach (TAggregate aggregate in aggregates)
        {
            records.Update(erase(aggregate));
        }
    }
}
