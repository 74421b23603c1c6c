using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <content>Moves through the pipeline.</content>
public sealed partial class Opportunity
{
    /// <summary>Moves it to a stage: on, over stages, or to an end.</summary>
    /// <param name="stage">The key of the stage to enter.</param>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="by">Who moves it.</param>
    /// <param name="at">When; not before the last change.</param>
    public MoveResult MoveTo(string stage, Pipeline pipeline, UserId by, DateTimeOffset at) => Move(new(stage, by, at), pipeline);

    /// <summary>Closes it as lost, in the pipeline's first lost stage.</summary>
    /// <param name="reason">Why; a key of <see cref="CloseReasons"/> or the host's own.</param>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="by">Who closes it.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="competitor">Who won it instead, where known.</param>
    public MoveResult Lose(string reason, Pipeline pipeline, UserId by, DateTimeOffset at, string? competitor = null) =>
        Move(new(First(pipeline, StageKind.Lost), by, at) { Reason = reason, Competitor = competitor }, pipeline);

    /// <summary>Closes it as won, in the pipeline's first won stage.</summary>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="by">Who closes it.</param>
    /// <param name="at">When; not before the last change.</param>
    public MoveResult Win(Pipeline pipeline, UserId by, DateTimeOffset at) => Move(new(First(pipeline, StageKind.Won), by, at), pipeline);

    /// <summary>Takes up an ended opportunity again, in the open stage that it was closed from.</summary>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="by">Who reopens it.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="reason">Why, where there is something to say.</param>
    /// <returns>Refused where it is open.</returns>
    public MoveResult Reopen(Pipeline pipeline, UserId by, DateTimeOffset at, string? reason = null) =>
        Closing is null
            ? new(null, [new Refusal("opportunity.not-closed", ("stage", Stage))])
            : Move(new(Closing.LastOpenStage, by, at) { Reason = reason }, pipeline);

    /// <summary>Makes a move if the pipeline, its gates and the history permit it.</summary>
    /// <returns>The move that was made, or every reason against it; a refused move changes nothing.</returns>
    /// <exception cref="ArgumentException">The request is <c>default</c>, or the pipeline is not the one this opportunity runs through.</exception>
    public MoveResult Move(MoveRequest request, Pipeline pipeline)
    {
        Guard.Against.Default(request.By, nameof(request));
        CheckPipeline(pipeline);
        MoveDecision decision = pipeline.Decide(Stage, request.Target, new MoveFacts(this, request.Reason, request.Competitor));
        if (RefusalsBesides(request, decision) is { } refusals)
        {
            return new(decision.Move, refusals);
        }

        Apply(decision.Move!, request);
        return new(decision.Move!);
    }

    private void Apply(Move move, MoveRequest request)
    {
        TimeSpan duration = request.At - StageEnteredAt;
        Stage = move.To.Key;
        StageKind = move.To.Kind;
        StageEnteredAt = request.At;
        Probability = move.To.Probability;
        IsProbabilityManual = false;
        Closing = move.To.IsOpen ? null : new(move.To.Kind, request.At, move.From.Key, request.Reason, request.Competitor);
        Record(new()
        {
            Kind = HistoryKind.Moved,
            At = request.At,
            By = request.By,
            From = move.From.Key,
            To = move.To.Key,
            Move = move.Kind,
            Reason = request.Reason,
            Duration = duration,
            Amount = Amount,
            Probability = Probability,
            CloseDate = CloseDate,
            Owner = Owner,
            Category = move.To.Category,
        });
        long sequence = NextSequence();
        Raise(move.Kind switch
        {
            MoveKind.Close => new OpportunityClosed(Id, move.From.Key, move.To.Key, Closing!, Amount) { Sequence = sequence, At = request.At, By = request.By },
            MoveKind.Reopen => new OpportunityReopened(Id, move.From.Key, move.To.Key) { Sequence = sequence, At = request.At, By = request.By },
            _ => new OpportunityMoved(Id, move.From.Key, move.To.Key, move.Kind) { Sequence = sequence, At = request.At, By = request.By },
        });
    }

    private List<Refusal>? RefusalsBesides(MoveRequest request, MoveDecision decision)
    {
        List<Refusal>? refusals = decision.Refusals.Count > 0 ? [.. decision.Refusals] : null;
        if (request.At < ChangedAt)
        {
            (refusals ??= []).Add(BeforeLastChange(request.At));
        }

        if (decision.Move?.Kind == MoveKind.Back && string.IsNullOrWhiteSpace(request.Reason))
        {
            (refusals ??= []).Add(new Refusal("opportunity.back-needs-reason", ("from", Stage), ("to", request.Target)));
        }

        if (decision.Move?.Kind == MoveKind.Reopen && Closing!.LastOpenStage != request.Target)
        {
            (refusals ??= []).Add(new Refusal("opportunity.reopen-elsewhere", ("to", request.Target), ("left", Closing.LastOpenStage)));
        }

        return refusals;
    }

    private void CheckPipeline(Pipeline pipeline)
    {
        if (Guard.Against.Null(pipeline).Key != Pipeline.Key || pipeline.Version != Pipeline.Version)
        {
            throw new ArgumentException($"This opportunity runs through pipeline {Pipeline}, not {pipeline.Reference}.", nameof(pipeline));
        }
    }

    private static string First(Pipeline pipeline, StageKind kind) => Guard.Against.Null(pipeline).OfKind(kind).First().Key;
}
