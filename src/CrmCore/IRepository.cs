namespace CrmCore;

/// <summary>
/// What a repository of one kind of aggregate does, within a unit of work: it reads whole aggregates and stages writes. Nothing is written before the
/// unit of work commits. Not thread-safe, like the unit of work that it belongs to.
/// </summary>
/// <typeparam name="TAggregate">The aggregate.</typeparam>
/// <typeparam name="TId">Its id.</typeparam>
public interface IRepository<TAggregate, TId>
    where TAggregate : Aggregate
    where TId : struct, IEntityId<TId>
{
    /// <summary>Reads an aggregate with the version it has in storage; null where there is none. Each call gives an object of its own.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<TAggregate?> FindAsync(TId id, CancellationToken cancellationToken = default);

    /// <summary>Which of these external keys are known, and to which aggregate each belongs. Keys that are not known are absent from the answer.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<IReadOnlyDictionary<ExternalKey, TId>> FindByExternalKeysAsync(IReadOnlyCollection<ExternalKey> keys, CancellationToken cancellationToken = default);

    /// <summary>Stages a new aggregate. The commit conflicts where its id or external key exists.</summary>
    void Add(TAggregate aggregate);

    /// <summary>Stages a changed aggregate. The commit conflicts where storage does not have the version that was read.</summary>
    void Update(TAggregate aggregate);
}
