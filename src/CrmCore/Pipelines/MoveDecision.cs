namespace CrmCore.Pipelines;

/// <summary>Whether a pipeline permits a move.</summary>
public readonly record struct MoveDecision
{
    internal MoveDecision(Move? move, IReadOnlyList<Refusal> refusals)
    {
        Move = move;
        Refusals = refusals;
    }

    /// <summary>The move, where the pipeline has it; null where the stages are unknown or no such move is defined.</summary>
    public Move? Move { get; }

    /// <summary>Every reason against it.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>Whether it is permitted.</summary>
    public bool IsPermitted => Move is not null && Refusals.Count == 0;
}
