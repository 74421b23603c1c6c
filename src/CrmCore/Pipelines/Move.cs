namespace CrmCore.Pipelines;

/// <summary>What a move from one stage to another is.</summary>
public enum MoveKind
{
    /// <summary>To the open stage that follows.</summary>
    Next = 0,

    /// <summary>Over one or more open stages, which are recorded as skipped.</summary>
    Skip = 1,

    /// <summary>To an earlier open stage; it needs a reason.</summary>
    Back = 2,

    /// <summary>To an end: won, lost or invalid. Also from one end to another.</summary>
    Close = 3,

    /// <summary>From an end to the open stage that was left.</summary>
    Reopen = 4,
}

/// <summary>A move that a pipeline allows.</summary>
/// <param name="From">The stage it starts from.</param>
/// <param name="To">The stage it leads to.</param>
/// <param name="Kind">What it is.</param>
public sealed record Move(Stage From, Stage To, MoveKind Kind)
{
    /// <summary>Everything that guards it: what the stage left asks for, what the move itself asks for, and what the stage entered asks for, each once.</summary>
    public IReadOnlyList<Gate> Gates { get; internal init; } = [];

    /// <summary>The key of the group that allows it; null where the stage itself does.</summary>
    public string? Group { get; internal init; }

    /// <summary>Whether stages, kind, gates and group are the same.</summary>
    public bool Equals(Move? other) => ReferenceEquals(this, other) || (other is not null
        && Kind == other.Kind && Group == other.Group && From.Equals(other.From) && To.Equals(other.To) && Gates.SequenceEqual(other.Gates));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, To, Kind);

    /// <summary>Such as <c>inquiry -> quotation (Next)</c>.</summary>
    public override string ToString() => $"{From} -> {To} ({Kind})";
}
