namespace CrmCore.Persistence;

/// <summary>Somebody else wrote first: storage holds another version than was read, or the id or external key is taken. Read again and decide again.</summary>
public sealed class ConcurrencyConflictException : Exception
{
    /// <summary>A conflict over some aggregates.</summary>
    /// <param name="conflicts">Which aggregates, as kind and id such as <c>Lead 018f...</c>.</param>
    /// <param name="innerException">What storage said.</param>
    public ConcurrencyConflictException(IReadOnlyList<string> conflicts, Exception? innerException = null)
        : base($"Somebody else wrote first: {string.Join(", ", Guard.Against.Null(conflicts))}. Nothing was written; read again and decide again.", innerException) => Conflicts = conflicts;

    /// <summary>Which aggregates are in conflict, as far as storage tells.</summary>
    public IReadOnlyList<string> Conflicts { get; }
}
