using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Testing;

/// <summary>A choice of a walk: which of the moves that can be made, after how many minutes, and what else is changed before. Any list of choices is a legal walk.</summary>
/// <param name="Pick">Which move, counted round and round those that can be made; not negative.</param>
/// <param name="Minutes">How many minutes later, from 0.</param>
/// <param name="Change">What is changed before the move: 1 amount, 2 close date, 3 probability, 4 owner, anything else nothing.</param>
public sealed record WalkChoice(int Pick, int Minutes, int Change);

/// <summary>A step of a walk as it was made.</summary>
/// <param name="Before">The opportunity before, with the facts that the move's gates ask for.</param>
/// <param name="Request">The move.</param>
/// <param name="Move">The move as the pipeline defines it.</param>
/// <param name="After">The opportunity after, by CrmCore itself.</param>
public sealed record WalkStep(OpportunitySnapshot Before, MoveRequest Request, Move Move, OpportunitySnapshot After)
{
    /// <summary>From, to and when.</summary>
    public override string ToString() => $"{Move} at {Request.At:yyyy-MM-dd HH:mm zzz}";
}

/// <summary>A legal walk of an opportunity through a pipeline. Immutable; it follows from its choices, so that every shorter list of them is legal too.</summary>
public sealed class Walk
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(1));

    private Walk(Pipeline pipeline, IReadOnlyList<WalkChoice> choices, OpportunitySnapshot begin, IReadOnlyList<WalkStep> steps)
    {
        Pipeline = pipeline;
        Choices = choices;
        Begin = begin;
        Steps = steps;
    }

    /// <summary>The pipeline.</summary>
    public Pipeline Pipeline { get; }

    /// <summary>What it follows from.</summary>
    public IReadOnlyList<WalkChoice> Choices { get; }

    /// <summary>The opportunity when it was created.</summary>
    public OpportunitySnapshot Begin { get; }

    /// <summary>The steps; a choice for which no move could be made has none.</summary>
    public IReadOnlyList<WalkStep> Steps { get; }

    /// <summary>The opportunity after the last step.</summary>
    public OpportunitySnapshot End => Steps.Count == 0 ? Begin : Steps[^1].After;

    /// <summary>Makes the walk of some choices.</summary>
    public static Walk Of(Pipeline pipeline, IReadOnlyList<WalkChoice> choices)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(choices);
        OpportunitySnapshot begin = Opportunity.Create(
            new(OpportunityId.From(new Guid("018f2f6e-7c00-7000-8000-000000000001")), "Walk") { Account = AccountId.From(new Guid("018f2f6e-7c00-7000-8000-000000000002")), Owner = FactShaper.By },
            pipeline,
            Start).ToSnapshot();
        List<WalkStep> steps = [];
        OpportunitySnapshot present = begin;
        DateTimeOffset at = Start;
        foreach (WalkChoice choice in choices)
        {
            at = at.AddMinutes(choice.Minutes).ToOffset(TimeSpan.FromHours(choice.Minutes % 3));
            if (Step(pipeline, present, choice, at) is { } step)
            {
                steps.Add(step);
                present = step.After;
            }
        }

        return new(pipeline, choices, begin, steps);
    }

    /// <summary>The steps, one a line.</summary>
    public override string ToString() => $"{Pipeline}: {(Steps.Count == 0 ? "no step" : "")}{string.Concat(Steps.Select(s => $"{Environment.NewLine}  {s}"))}";

    internal static IEnumerable<IReadOnlyList<WalkChoice>> Shorter(IReadOnlyList<WalkChoice> choices)
    {
        if (choices.Count > 1)
        {
            yield return [.. choices.Take(choices.Count / 2)];
        }

        for (int i = 0; i < choices.Count; i++)
        {
            yield return [.. choices.Where((_, n) => n != i)];
        }

        for (int i = 0; i < choices.Count; i++)
        {
            if (choices[i] is not { Pick: 0, Minutes: 0, Change: 0 })
            {
                yield return [.. choices.Select((c, n) => n == i ? new WalkChoice(c.Pick / 2, c.Minutes / 2, 0) : c)];
            }
        }
    }

    private static WalkStep? Step(Pipeline pipeline, OpportunitySnapshot present, WalkChoice choice, DateTimeOffset at)
    {
        Move[] moves = [.. pipeline.MovesFrom(present.Stage).Where(m => m.Kind != MoveKind.Reopen || m.To.Key == present.Closing?.LastOpenStage)];
        for (int i = 0; i < moves.Length; i++)
        {
            Move move = moves[(choice.Pick + i) % moves.Length];
            if (TryMove(pipeline, present, move, choice.Change, at) is { } step)
            {
                return step;
            }
        }

        return null;
    }

    private static WalkStep? TryMove(Pipeline pipeline, OpportunitySnapshot present, Move move, int change, DateTimeOffset at)
    {
        if (FactSolver.Solve(move.Gates.Select(g => g.Condition), null) is not { } facts)
        {
            return null;
        }

        Opportunity opportunity = Opportunity.FromSnapshot(present);
        ChangeSomething(opportunity, pipeline, change, at);
        FactShaper.Apply(opportunity, pipeline, facts, at);
        OpportunitySnapshot before = opportunity.ToSnapshot();
        MoveRequest request = FactShaper.Request(move.To.Key, facts, at);
        request = move.Kind == MoveKind.Back && string.IsNullOrWhiteSpace(request.Reason) ? request with { Reason = "back" } : request;
        return opportunity.Move(request, pipeline).Succeeded ? new(before, request, move, opportunity.ToSnapshot()) : null;
    }

    private static void ChangeSomething(Opportunity opportunity, Pipeline pipeline, int change, DateTimeOffset at) => _ = change switch
    {
        1 => opportunity.SetAmount(new Money(opportunity.History.Count, Currency.Eur), pipeline, at),
        2 => opportunity.SetCloseDate(new DateOnly(2026, 6, 1).AddDays(opportunity.History.Count), pipeline, at),
        3 => opportunity.SetProbability(new Probability(1d / (1 + opportunity.History.Count)), pipeline, at, FactShaper.By),
        4 => opportunity.AssignTo(new UserId($"u-{opportunity.History.Count}"), pipeline, at),
        _ => null,
    };
}

/// <summary>What is wrong with the last step of an <see cref="IllegalWalk"/>.</summary>
public enum IllegalStepKind
{
    /// <summary>The pipeline has no such move.</summary>
    NoSuchMove = 0,

    /// <summary>The pipeline has no such stage.</summary>
    UnknownStage = 1,

    /// <summary>It stands there already.</summary>
    AlreadyThere = 2,

    /// <summary>The instant lies before the last change.</summary>
    TooEarly = 3,

    /// <summary>It goes back without a reason.</summary>
    NoReason = 4,

    /// <summary>A gate is not met.</summary>
    UnmetGate = 5,
}

/// <summary>A legal walk and a step after it that must be refused.</summary>
/// <param name="Walk">The legal part.</param>
/// <param name="Before">The opportunity before the illegal step.</param>
/// <param name="Request">The illegal step.</param>
/// <param name="Kind">What is wrong with it.</param>
public sealed record IllegalWalk(Walk Walk, OpportunitySnapshot Before, MoveRequest Request, IllegalStepKind Kind)
{
    /// <summary>The legal steps, then the illegal one.</summary>
    public override string ToString() => $"{Walk}{Environment.NewLine}  then {Kind}: {Before.Stage} -> {Request.Target}";
}

/// <summary>An opportunity before a move whose gates are all met, or all but one.</summary>
/// <param name="Move">The move.</param>
/// <param name="Gate">The gate that it is about.</param>
/// <param name="IsMet">On which side of the gate it stands.</param>
/// <param name="Before">The opportunity.</param>
/// <param name="Request">The move, made.</param>
public sealed record GateCase(Move Move, Gate Gate, bool IsMet, OpportunitySnapshot Before, MoveRequest Request)
{
    /// <summary>Move, gate and side.</summary>
    public override string ToString() => $"{Move}, gate {Gate} {(IsMet ? "met" : "not met")}";
}
