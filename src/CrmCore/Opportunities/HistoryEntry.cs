using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <summary>What a row of an opportunity's history records.</summary>
public enum HistoryKind
{
    /// <summary>It was created in a stage.</summary>
    Created = 0,

    /// <summary>It moved to another stage.</summary>
    Moved = 1,

    /// <summary>Its amount changed.</summary>
    AmountChanged = 2,

    /// <summary>Its probability was set or released by a person.</summary>
    ProbabilityChanged = 3,

    /// <summary>Its expected close date changed.</summary>
    CloseDateChanged = 4,

    /// <summary>It came to another owner.</summary>
    OwnerChanged = 5,

    /// <summary>It was taken from one version of a pipeline to another; its stay in the stage goes on under the new key.</summary>
    Migrated = 6,
}

/// <summary>
/// One change of an opportunity and how it stood after it. The history replays to the present state, and tells what was known at any instant.
/// </summary>
public sealed record HistoryEntry
{
    /// <summary>What changed.</summary>
    public required HistoryKind Kind { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null if no person did.</summary>
    public UserId? By { get; init; }

    /// <summary>The stage before; null for the row of its creation.</summary>
    public string? From { get; init; }

    /// <summary>The stage after.</summary>
    public required string To { get; init; }

    /// <summary>What the move was; null for rows that are no move.</summary>
    public MoveKind? Move { get; init; }

    /// <summary>Why, if a reason was given.</summary>
    public string? Reason { get; init; }

    /// <summary>How long it had stood in <see cref="From"/> since it last entered it; zero for rows that are no move.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The amount after.</summary>
    public Money? Amount { get; init; }

    /// <summary>The probability after.</summary>
    public Probability Probability { get; init; }

    /// <summary>The expected close date after.</summary>
    public DateOnly? CloseDate { get; init; }

    /// <summary>The owner after.</summary>
    public UserId? Owner { get; init; }

    /// <summary>The forecast category of the stage after.</summary>
    public ForecastCategory Category { get; init; }

    /// <summary>The open stages that the move passed over, in order; null for none.</summary>
    public IReadOnlyList<string>? Skipped { get; init => field = Copied.Of(value); }

    /// <summary>Whether every member is the same.</summary>
    public bool Equals(HistoryEntry? other) => ReferenceEquals(this, other) || (other is not null
        && (Kind, At, At.Offset, By, From, To, Move, Reason) == (other.Kind, other.At, other.At.Offset, other.By, other.From, other.To, other.Move, other.Reason)
        && (Duration, Amount, Probability, CloseDate, Owner, Category)
            == (other.Duration, other.Amount, other.Probability, other.CloseDate, other.Owner, other.Category)
        && (Skipped ?? []).SequenceEqual(other.Skipped ?? []));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, At, From, To);
}
