using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <content>Moves through the pipeline.</content>
public sealed partial class Opportunity
{
    /// <summary>Moves it to a stage: on, over stages, or to an end.</summary>
    /// <param name="stage">The key of the stage to enter.</param>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who moves it.</param>
    public MoveResult MoveTo(string stage, Pipeline pipeline, DateTimeOffset at, UserId by) => Move(new(stage, at, by), pipeline);

    /// <summary>Moves it to the open stage that follows the one it stands in.</summary>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who moves it.</param>
    /// <returns>Refused where no open stage follows.</returns>
    public MoveResult MoveNext(Pipeline pipeline, DateTimeOffset at, UserId by)
    {
        CheckPipeline(pipeline);
        return pipeline.MovesFrom(Stage).FirstOrDefault(m => m.Kind == MoveKind.Next) is { } next
            ? MoveTo(next.To.Key, pipeline, at, by)
            : new(null, [new Refusal("opportunity.no-next-stage", ("stage", Stage))]);
    }

    /// <summary>Moves it back to an earlier open stage.</summary>
    /// <param name="stage">The key of the stage to enter again.</param>
    /// <param name="reason">Why.</param>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who moves it.</param>
    public MoveResult MoveBack(string stage, string? reason, Pipeline pipeline, DateTimeOffset at, UserId by) => Move(new(stage, at, by) { Reason = reason }, pipeline);

    /// <summary>Closes it as no real deal, in the pipeline's first stage for that.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who closes it.</param>
    /// <returns>Refused where the pipeline has no such stage.</returns>
    public MoveResult Invalidate(string reason, Pipeline pipeline, DateTimeOffset at, UserId by) =>
        Guard.Against.Null(pipeline).OfKind(StageKind.Invalid).FirstOrDefault() is { } end
            ? Move(new(end.Key, at, by) { Reason = reason }, pipeline)
            : new(null, [new Refusal("opportunity.no-invalid-stage", ("pipeline", pipeline.Reference))]);

    /// <summary>Closes it as lost, in the pipeline's first lost stage.</summary>
    /// <param name="reason">Why; a key of <see cref="CloseReasons"/> or the host's own.</param>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who closes it.</param>
    /// <param name="competitor">Who won it instead, where known.</param>
    public MoveResult Lose(string reason, Pipeline pipeline, DateTimeOffset at, UserId by, string? competitor = null) =>
        Move(new(First(pipeline, StageKind.Lost), at, by) { Reason = reason, Competitor = competitor }, pipeline);

    /// <summary>Closes it as won, in the pipeline's first won stage.</summary>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who closes it.</param>
    public MoveResult Win(Pipeline pipeline, DateTimeOffset at, UserId by) => Move(new(First(pipeline, StageKind.Won), at, by), pipeline);

    /// <summary>Takes up an ended opportunity again, in the open stage that it was closed from.</summary>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who reopens it.</param>
    /// <param name="reason">Why, where there is something to say.</param>
    /// <returns>Refused where it is open.</returns>
    public MoveResult Reopen(Pipeline pipeline, DateTimeOffset at, UserId by, string? reason = null) =>
        Closing is null
            ? new(null, [new Refusal("opportunity.not-closed", ("stage", Stage))])
            : Move(new(Closing.LastOpenStage, at, by) { Reason = reason }, pipeline);

    /// <summary>Makes a move if the pipeline, its gates and the history permit it.</summary>
    /// <returns>The move that was made, or every reason against it; a refused move changes nothing.</returns>
    /// <exception cref="ArgumentException">The request is <c>default</c>, or the pipeline is not the one this opportunity runs through.</exception>
    public MoveResult Move(MoveRequest request, Pipeline pipeline)
    {
        Guard.Against.Default(request.By, nameof(request));
        CheckPipeline(pipeline);
        MoveDecision decision = pipeline.Decide(Stage, request.Target, new MoveFacts(this, request.Reason, request.Competitor, request.Facts));
        if (RefusalsBesides(request, decision) is { } refusals)
        {
            return new(decision.Move, refusals);
        }

        Apply(decision.Move!, request, pipeline);
        return new(decision.Move!);
    }

    private void Apply(Move move, MoveRequest request, Pipeline pipeline)
    {
        TimeSpan duration = request.At - StageEnteredAt;
        Stage = move.To.Key;
        StageKind = move.To.Kind;
        StageEnteredAt = request.At;
        Probability = move.To.IsOpen ? request.Probability ?? move.To.Probability : move.To.Probability;
        IsProbabilityManual = false;
        Closing = ClosingAfter(move, request);
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
            Skipped = move.Kind == MoveKind.Skip ? [.. pipeline.Between(move.From.Key, move.To.Key).Select(s => s.Key)] : null,
        });
        long sequence = NextSequence();
        Raise(move.Kind switch
        {
            MoveKind.Close => new OpportunityClosed(Id, move.From.Key, move.To.Key, Closing!, Amount) { Sequence = sequence, At = request.At, By = request.By },
            MoveKind.Reopen => new OpportunityReopened(Id, move.From.Key, move.To.Key) { Sequence = sequence, At = request.At, By = request.By },
            _ => new OpportunityMoved(Id, move.From.Key, move.To.Key, move.Kind) { Sequence = sequence, At = request.At, By = request.By },
        });
    }

    /// <summary>Between two ends of one kind the instant and the reasons stay, unless the move gives new reasons.</summary>
    private OpportunityClosing? ClosingAfter(Move move, MoveRequest request)
    {
        if (move.To.IsOpen)
        {
            return null;
        }

        OpportunityClosing? same = Closing?.Kind == move.To.Kind ? Closing : null;
        return new(
            move.To.Kind, same?.At ?? request.At, Closing?.LastOpenStage ?? move.From.Key, request.Reason ?? same?.Reason, request.Competitor ?? same?.Competitor);
    }

    private List<Refusal>? RefusalsBesides(MoveRequest request, MoveDecision decision)
    {
        List<Refusal>? refusals = decision.Refusals.Count > 0 ? [.. decision.Refusals] : null;
        Refuse(request.At < ChangedAt, this, request, static (o, r) => o.BeforeLastChange(r.At));
        Refuse(request.At > request.Now, this, request, static (_, r) => new("opportunity.in-the-future", ("at", r.At), ("now", r.Now)));
        Refuse(request.Reason is { Length: > MaximumReason }, this, request, static (_, r) => TooLong(r.Reason, MaximumReason).Single());
        Refuse(request.Competitor is { Length: > MaximumCompetitor }, this, request, static (_, r) => TooLong(r.Competitor, MaximumCompetitor).Single());
        Refuse(
            decision.Move?.Kind == MoveKind.Back && string.IsNullOrWhiteSpace(request.Reason),
            this,
            request,
            static (o, r) => new("opportunity.back-needs-reason", ("from", o.Stage), ("to", r.Target)));
        Refuse(
            decision.Move?.Kind == MoveKind.Reopen && Closing!.LastOpenStage != request.Target,
            this,
            request,
            static (o, r) => new("opportunity.reopen-elsewhere", ("to", r.Target), ("left", o.Closing!.LastOpenStage)));
        return refusals;

        void Refuse(bool wrong, Opportunity opportunity, MoveRequest move, Func<Opportunity, MoveRequest, Refusal> refusal)
        {
            if (wrong)
            {
                (refusals ??= []).Add(refusal(opportunity, move));
            }
        }
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
