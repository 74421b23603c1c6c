using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <summary>What came of a move: the move that was made, or every reason against it.</summary>
public sealed record MoveResult : Outcome
{
    internal MoveResult(Move move)
        : base([]) => Move = move;

    internal MoveResult(Move? move, IReadOnlyList<Refusal> refusals)
        : base(refusals) => Move = move;

    /// <summary>The move; null where the pipeline has no such move.</summary>
    public Move? Move { get; }
}

/// <summary>What came of a change of an opportunity's data.</summary>
public sealed record OpportunityChange : Outcome
{
    internal static readonly OpportunityChange Done = new([]);

    private OpportunityChange(IReadOnlyList<Refusal> refusals)
        : base(refusals)
    {
    }

    internal static OpportunityChange Refused(params IReadOnlyList<Refusal> refusals) => new(refusals);
}
