using CrmCore.Pipelines;

namespace CrmCore.Opportunities;

/// <content>What its history and its stage tell.</content>
public sealed partial class Opportunity
{
    /// <summary>When it was closed; null while it is open. Set once on closing, unchanged by a move between two ends of one kind.</summary>
    public DateTimeOffset? ClosedAt => Closing?.At;

    /// <summary>The open stage that it stands in, or was closed from.</summary>
    public string LastOpenStage => Closing?.LastOpenStage ?? Stage;

    /// <summary>How often the expected close date was put off.</summary>
    public int CloseDatePushes => OpportunityHistory.CloseDatePushes(_history);

    /// <summary>The stages that were passed over and never entered.</summary>
    public IReadOnlyList<string> SkippedStages => OpportunityHistory.SkippedStages(_history);

    /// <summary>How long it stood in each stage up to an instant, over all visits.</summary>
    public IReadOnlyDictionary<string, TimeSpan> TimeInStages(DateTimeOffset at) => OpportunityHistory.TimeInStages(_history, at);

    /// <summary>How it stood at an instant; null before its creation.</summary>
    public OpportunityState? AsOf(DateTimeOffset instant) => OpportunityHistory.AsOf(_history, instant);

    /// <summary>
    /// Every move from its stage, each with the gates that it does not meet yet: what may this card do? What a move itself says (a reason, a competitor)
    /// counts as not said. Of the reopening moves only the one to the stage it left is listed.
    /// </summary>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="host">What the host knows besides; see <see cref="MoveRequest.Facts"/>.</param>
    public IReadOnlyList<MoveDecision> PossibleMoves(Pipeline pipeline, IFacts? host = null)
    {
        CheckPipeline(pipeline);
        IReadOnlyList<MoveDecision> moves = pipeline.PreviewAll(Stage, host is null ? this : new MoveFacts(this, null, null, host));
        return IsOpen ? moves : [.. moves.Where(m => m.Move!.Kind != MoveKind.Reopen || m.Move.To.Key == Closing!.LastOpenStage)];
    }

    /// <summary>What speaks for looking at it now. Dates are compared in the offset of the instant.</summary>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">The present instant.</param>
    public OpportunityMarks Marks(Pipeline pipeline, DateTimeOffset at)
    {
        CheckPipeline(pipeline);
        if (!IsOpen)
        {
            return new(null, false, false, false, CloseDatePushes);
        }

        DateOnly today = DateOnly.FromDateTime(at.DateTime);
        return new(RottingDays(pipeline.Get(Stage).Rot, at, today), NextStep is null, NextStep?.Due < today, CloseDate < today, CloseDatePushes);
    }

    private int? RottingDays(RotRule? rule, DateTimeOffset at, DateOnly today)
    {
        if (rule is null || (rule.SuspendedByNextStep && NextStep?.Due >= today))
        {
            return null;
        }

        DateTimeOffset since = rule.Clock switch
        {
            RotClock.Created => CreatedAt,
            RotClock.LastTouch when LastTouch is { } touch && touch > StageEnteredAt => touch,
            _ => StageEnteredAt,
        };
        int days = (int)Math.Floor((at - since).TotalDays) - rule.Days;
        return days >= 0 ? days : null;
    }
}
