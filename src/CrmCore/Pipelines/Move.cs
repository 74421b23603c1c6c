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

    /// <summary>To an end: won, lost or invalid.</summary>
    Close = 3,

    /// <summary>From an end to the open stage that was left.</summary>
    Reopen = 4,
}

/// <summary>A move that a pipeline allows.</summary>
/// <param name="From">The stage it starts from.</param>
/// <param name="To">The stage it leads to.</param>
/// <param name="Kind">What it is.</param>
public sealed record Move(Stage From, Stage To, MoveKind Kind);
