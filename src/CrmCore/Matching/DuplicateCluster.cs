using System.Collections;

namespace CrmCore.Matching;

/// <summary>
/// Records that are the same, in the order they were added. Two groups are joined by their surest pair first, and only while the members of both are
/// on average a possible match and none contradicts another, so that a chain (A like B, B like C, A not like C) does not drift.
/// </summary>
public sealed class DuplicateCluster : IReadOnlyList<Guid>
{
    private readonly IReadOnlyList<Guid> _records;

    internal DuplicateCluster(IReadOnlyList<Guid> records, MatchClass weakest, int refusedLinks)
    {
        _records = records;
        Weakest = weakest;
        RefusedLinks = refusedLinks;
    }

    /// <summary>The class of the weakest pair that joined it: a cluster of class <see cref="MatchClass.Same"/> is fit to be merged without asking.</summary>
    public MatchClass Weakest { get; }

    /// <summary>How many pairs would have joined it with other records and were refused, because the others do not match the group as a whole.</summary>
    public int RefusedLinks { get; }

    /// <inheritdoc/>
    public int Count => _records.Count;

    /// <inheritdoc/>
    public Guid this[int index] => _records[index];

    /// <inheritdoc/>
    public IEnumerator<Guid> GetEnumerator() => _records.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
