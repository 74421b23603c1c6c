namespace CrmCore.Assignment;

/// <summary>
/// Gives to whoever has waited longest: the one who was given something longest ago, or never, and of equals the one named first. Its state is plain
/// data, so that a host can keep it. Not thread-safe.
/// </summary>
public sealed class RoundRobin
{
    private readonly List<UserId> _queue;

    /// <summary>A turn order; who was given something last stands last.</summary>
    /// <param name="members">The people in order of their turn.</param>
    /// <exception cref="ArgumentException">There is nobody, or somebody is named twice.</exception>
    public RoundRobin(params IEnumerable<UserId> members)
    {
        _queue = [.. Guard.Against.NullOrEmpty(members)];
        if (_queue.Distinct().Count() != _queue.Count)
        {
            throw new ArgumentException("Somebody is named twice.", nameof(members));
        }
    }

    /// <summary>The people in order of their next turn.</summary>
    public IReadOnlyList<UserId> Order => _queue;

    /// <summary>The next one, who then stands last.</summary>
    public UserId Next()
    {
        UserId next = _queue[0];
        _queue.RemoveAt(0);
        _queue.Add(next);
        return next;
    }
}
