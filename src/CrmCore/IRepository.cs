namespace CrmCore;

/// <summary>
/// What a repository of one kind of aggregate does, within a unit of work: it reads whole aggregates and stages writes. Reading never shows what is staged
/// and not yet committed; staging does no input or output, and nothing is written before the unit of work commits. It sees the tenant of its unit only.
/// Not thread-safe, like the unit of work that it belongs to.
/// </summary>
/// <typeparam name="TAggregate">The aggregate.</typeparam>
/// <typeparam name="TId">Its id.</typeparam>
public interface IRepository<TAggregate, TId>
    where TAggregate : Aggregate
    where TId : struct, IEntityId<TId>
{
    /// <summary>
    /// Reads an aggregate with the version it has in storage; null where there is none. Every field is as it was written: instants to the tick and with their
    /// offset, decimals with all their digits, texts letter by letter. Each call gives an object of its own that shares nothing with storage.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default);

    /// <summary>Reads several at once, as <see cref="FindAsync"/> reads one, in one query or a few, never one for each. Ids that are not there are absent from the answer; repeated ones count once.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<IReadOnlyDictionary<TId, TAggregate>> FindManyAsync(IReadOnlyCollection<TId> ids, CancellationToken cancellationToken = default);

    /// <summary>Which of these external keys are known, and to which aggregate each belongs, compared letter by letter. Keys that are not known are absent from the answer.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<IReadOnlyDictionary<ExternalKey, TId>> FindByExternalKeysAsync(IReadOnlyCollection<ExternalKey> keys, CancellationToken cancellationToken = default);

    /// <summary>Stages a new aggregate. The commit conflicts where its id or external key exists. Staging an object again counts once, as it was staged first.</summary>
    void Add(TAggregate aggregate);

    /// <summary>Stages a changed aggregate; what counts is its state when the unit commits. The commit conflicts where storage does not have the version that was read.</summary>
    void Update(TAggregate aggregate);

    /// <summary>
    /// Stages the removal of an aggregate; its pending events are stored, and its past ones stay. The commit conflicts where storage does not have the version that was
    /// read. Removing takes the place of an <see cref="Update"/> that was staged before. The id is not to be used again.
    /// </summary>
    void Remove(TAggregate aggregate);
}
