namespace CrmCore.Persistence;

/// <summary>
/// Keeps the definitions that records refer to: pipelines, policies, pools and whatever else a host defines as data. A version, once put, stays as it is,
/// so that what was decided by it can be explained for ever. Outside any unit of work, each tenant with its own. Thread-safe.
/// </summary>
public interface IDefinitionStore
{
    /// <summary>Stores a version of a definition. Putting the same text again changes nothing and succeeds.</summary>
    /// <exception cref="ConcurrencyConflictException">That version is there with another text; it is as it was.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the version may or may not be stored.</exception>
    Task PutAsync(StoredDefinition definition, CancellationToken cancellationToken = default);

    /// <summary>One version of a definition; null where it was never put.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<StoredDefinition?> GetAsync(string kind, string key, int version, CancellationToken cancellationToken = default);

    /// <summary>The highest version of a definition; null where none was ever put.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<StoredDefinition?> LatestAsync(string kind, string key, CancellationToken cancellationToken = default);

    /// <summary>Every version of every definition of a kind, by key letter by letter (ordinal) and then by version.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IAsyncEnumerable<StoredDefinition> ListAsync(string kind, CancellationToken cancellationToken = default);
}
