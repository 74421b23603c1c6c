namespace CrmCore.Opportunities;

/// <summary>A move that somebody wants to make.</summary>
public readonly record struct MoveRequest
{
    /// <summary>A move to a stage.</summary>
    /// <param name="target">The key of the stage to enter.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who moves it.</param>
    /// <exception cref="ArgumentException"><paramref name="target"/> is blank or <paramref name="by"/> is <c>default</c>.</exception>
    public MoveRequest(string target, DateTimeOffset at, UserId by)
    {
        Target = Guard.Against.NullOrWhiteSpace(target);
        By = Guard.Against.Default(by);
        At = at;
    }

    /// <summary>The key of the stage to enter.</summary>
    public string Target { get; }

    /// <summary>Who moves it.</summary>
    public UserId By { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Why, at most 4,000 characters; needed to go back, and to close as lost or invalid.</summary>
    public string? Reason { get; init; }

    /// <summary>Who won it instead, where it is lost to somebody; at most 400 characters.</summary>
    public string? Competitor { get; init; }

    /// <summary>What the host knows besides, for gates on facts that begin with <c>host.</c>, such as <c>host.credit-checked</c>.</summary>
    public IFacts? Facts { get; init; }

    /// <summary>The chance to win in an open target stage as a calculator estimates it; null takes the stage's default.</summary>
    public Probability? Probability { get; init; }

    /// <summary>The present instant; where it is given, a move dated after it is refused.</summary>
    public DateTimeOffset? Now { get; init; }
}
