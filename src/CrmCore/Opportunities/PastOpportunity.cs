using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <summary>A move of a deal whose past is known from elsewhere.</summary>
/// <param name="Stage">The key of the stage that was entered.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, where known; at most 4,000 characters.</param>
/// <param name="Competitor">Who won it instead, where known; at most 400 characters.</param>
public sealed record PastMove(string Stage, DateTimeOffset At, string? Reason = null, string? Competitor = null);

/// <content>Taking over deals from another system.</content>
public sealed partial class Opportunity
{
    /// <summary>
    /// Takes over a deal with the past it had elsewhere. Gates are not judged and moves need not be allowed, because they happened; the order in time and
    /// the stages are checked. Raises one event, its creation.
    /// </summary>
    /// <param name="details">Its data as it is now.</param>
    /// <param name="pipeline">The pipeline that it is put into.</param>
    /// <param name="createdAt">When it was created.</param>
    /// <param name="moves">The stages it entered, oldest first; it starts in the first one where that was entered when it was created, else in the initial stage.</param>
    /// <exception cref="ArgumentException">
    /// A stage is not the pipeline's, a move is earlier than the one before it or has a reason of more than 4,000 characters or a competitor of more than 400, the
    /// amount is negative, or there are more than 1,000 activities.
    /// </exception>
    public static Opportunity TakeOver(NewOpportunity details, Pipeline pipeline, DateTimeOffset createdAt, params IReadOnlyList<PastMove> moves)
    {
        Guard.Against.Null(pipeline);
        Guard.Against.Null(moves);
        bool startsLater = moves.Count > 0 && moves[0].At == createdAt && pipeline.Get(moves[0].Stage).IsOpen;
        Opportunity opportunity = CreateIn(startsLater ? pipeline.Get(moves[0].Stage) : pipeline.Initial, details, pipeline, createdAt, by: null);
        foreach (PastMove past in moves.Skip(startsLater ? 1 : 0))
        {
            opportunity.TakeOver(past, pipeline);
        }

        return opportunity;
    }

    private void TakeOver(PastMove past, Pipeline pipeline)
    {
        EnsureBounds(past);
        Stage from = pipeline.Get(Stage);
        Stage to = pipeline.Get(past.Stage);
        if (past.At < ChangedAt)
        {
            throw new ArgumentException($"The move to '{past.Stage}' at {past.At:O} is earlier than the change before it, at {ChangedAt:O}.", nameof(past));
        }

        if (to == from)
        {
            return;
        }

        MoveKind kind = KindOfPast(from, to, pipeline);
        TimeSpan duration = past.At - StageEnteredAt;
        string lastOpen = from.IsOpen ? from.Key : Closing!.LastOpenStage;
        DateTimeOffset closedAt = Closing?.Kind == to.Kind ? Closing.At : past.At;
        Stage = to.Key;
        StageKind = to.Kind;
        StageEnteredAt = past.At;
        Probability = to.Probability;
        Closing = to.IsOpen ? null : new(to.Kind, closedAt, lastOpen, past.Reason, past.Competitor);
        Record(new()
        {
            Kind = HistoryKind.Moved,
            At = past.At,
            From = from.Key,
            To = to.Key,
            Move = kind,
            Reason = past.Reason,
            Duration = duration,
            Amount = Amount,
            Probability = Probability,
            CloseDate = CloseDate,
            Owner = Owner,
            Category = to.Category,
            Skipped = kind == MoveKind.Skip ? [.. pipeline.Between(from.Key, to.Key).Select(s => s.Key)] : null,
        });
    }

    private static MoveKind KindOfPast(Stage from, Stage to, Pipeline pipeline) => (from.IsOpen, to.IsOpen) switch
    {
        (_, false) => MoveKind.Close,
        (false, true) => MoveKind.Reopen,
        _ => (pipeline.IndexOf(to.Key) - pipeline.IndexOf(from.Key)) switch
        {
            1 => MoveKind.Next,
            > 1 => MoveKind.Skip,
            _ => MoveKind.Back,
        },
    };
}
