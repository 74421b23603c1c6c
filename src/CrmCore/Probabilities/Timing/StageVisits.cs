using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Probabilities.Timing;

/// <summary>The stays of opportunities in stages, from their histories.</summary>
public static class StageVisits
{
    /// <summary>The stays of an opportunity as they were known at an instant; the one it is in is censored. An invalid end counts as lost.</summary>
    /// <param name="opportunity">The opportunity.</param>
    /// <param name="pipeline">Its pipeline, which tells what a stage means.</param>
    /// <param name="at">The instant; what happened later is not looked at.</param>
    public static IEnumerable<StageVisit> Of(OpportunitySnapshot opportunity, Pipeline pipeline, DateTimeOffset at)
    {
        Guard.Against.Null(opportunity);
        Guard.Against.Null(pipeline);
        (string Stage, DateTimeOffset At)? entered = null;
        foreach (HistoryEntry entry in opportunity.History.Where(e => e.At <= at && e.Kind is HistoryKind.Created or HistoryKind.Moved))
        {
            StageKind kind = pipeline.Find(entry.To)?.Kind ?? StageKind.Open;
            if (entered is { } from)
            {
                VisitEnd end = kind switch { StageKind.Open => VisitEnd.Moved, StageKind.Won => VisitEnd.Won, _ => VisitEnd.Lost };
                yield return new(from.Stage, (entry.At - from.At).TotalDays, end, end == VisitEnd.Moved ? entry.To : null);
            }

            entered = kind == StageKind.Open ? (entry.To, entry.At) : null;
        }

        if (entered is { } open)
        {
            yield return new(open.Stage, Math.Max(0, (at - open.At).TotalDays), VisitEnd.Open);
        }
    }
}
