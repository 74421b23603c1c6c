using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Opportunities;

/// <content>Changes of its data; each leaves a row in the history.</content>
public sealed partial class Opportunity
{
    /// <summary>Sets the amount; null clears it. No change leaves no row. Refused while there are line items, because they make the amount.</summary>
    /// <param name="amount">The amount, not negative.</param>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets it; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, a negative amount, or an instant before the last change.</returns>
    public OpportunityChange SetAmount(Money? amount, Pipeline pipeline, DateTimeOffset at, UserId? by = null)
    {
        List<Refusal> own = [.. NegativeAmount(amount)];
        if (LineItems.Count > 0)
        {
            own.Add(new Refusal("opportunity.amount-from-line-items", ("items", LineItems.Count)));
        }

        return Change(HistoryKind.AmountChanged, amount != Amount, () => Amount = amount, pipeline, at, by, own);
    }

    /// <summary>Sets the expected close date; null clears it. No change leaves no row.</summary>
    /// <param name="date">The date.</param>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets it; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, or an instant before the last change.</returns>
    public OpportunityChange SetCloseDate(DateOnly? date, Pipeline pipeline, DateTimeOffset at, UserId? by = null) =>
        Change(HistoryKind.CloseDateChanged, date != CloseDate, () => CloseDate = date, pipeline, at, by);

    /// <summary>Sets the probability by hand; it holds until the next move. Null goes back to the stage's default.</summary>
    /// <param name="probability">The probability.</param>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets it; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, or an instant before the last change.</returns>
    public OpportunityChange SetProbability(Probability? probability, Pipeline pipeline, DateTimeOffset at, UserId? by = null)
    {
        CheckPipeline(pipeline);
        Probability next = probability ?? pipeline.Get(Stage).Probability;
        bool manual = probability is not null;
        return Change(
            HistoryKind.ProbabilityChanged,
            next != Probability || manual != IsProbabilityManual,
            () => (Probability, IsProbabilityManual) = (next, manual),
            pipeline,
            at,
            by);
    }

    /// <summary>Gives it to another owner. No change leaves no row.</summary>
    /// <param name="owner">The new owner.</param>
    /// <param name="pipeline">The pipeline and version that it runs through.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who decides it; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, or an instant before the last change.</returns>
    public OpportunityChange AssignTo(UserId owner, Pipeline pipeline, DateTimeOffset at, UserId? by = null)
    {
        Guard.Against.Default(owner);
        return Change(HistoryKind.OwnerChanged, owner != Owner, () => Owner = owner, pipeline, at, by);
    }

    /// <summary>Notes what was found out: a need, an answer, a question, a SPIN or FABE note, a role, a call, or a correction of such a note. A closed opportunity takes notes too.</summary>
    /// <param name="note">The note; it may be recorded long after it was found out.</param>
    /// <param name="recordedAt">The present instant: it changed then, and a note dated after it is refused. Null takes the note as recorded when it is dated.</param>
    /// <returns>Refused for a note from before it was created or after <paramref name="recordedAt"/>, and for what <see cref="Discovery.Check"/> refuses.</returns>
    public OpportunityChange Discover(DiscoveryNote note, DateTimeOffset? recordedAt = null)
    {
        List<Refusal> refusals = [.. Discovery.Check(Guard.Against.Null(note))];
        if (note.At < CreatedAt)
        {
            refusals.Add(new Refusal("opportunity.before-created", ("at", note.At), ("created", CreatedAt)));
        }

        if (note.At > recordedAt)
        {
            refusals.Add(new Refusal("opportunity.in-the-future", ("at", note.At), ("now", recordedAt)));
        }

        if (refusals.Count > 0)
        {
            return OpportunityChange.Refused(refusals);
        }

        Discovery = Discovery.With(note);
        DateTimeOffset recorded = recordedAt ?? note.At;
        ChangedAt = recorded > ChangedAt ? recorded : ChangedAt;
        Raise(new OpportunityDetailsChanged(Id, "discovery") { Sequence = NextSequence(), At = note.At, By = note.NotedBy });
        return OpportunityChange.Done;
    }

    private OpportunityChange Change(HistoryKind kind, bool differs, Action apply, Pipeline pipeline, DateTimeOffset at, UserId? by, IReadOnlyList<Refusal>? own = null)
    {
        CheckPipeline(pipeline);
        List<Refusal> refusals = [.. own ?? [], .. RefusalsOfChange(at)];
        if (refusals.Count > 0)
        {
            return OpportunityChange.Refused(refusals);
        }

        if (differs)
        {
            apply();
            RecordChange(kind, at, by);
            Raise(new OpportunityChanged(Id, kind) { Sequence = NextSequence(), At = at, By = by });
        }

        return OpportunityChange.Done;
    }

    private List<Refusal> RefusalsOfChange(DateTimeOffset at)
    {
        List<Refusal> refusals = [];
        if (!IsOpen)
        {
            refusals.Add(new Refusal("opportunity.closed", ("stage", Stage)));
        }

        if (at < ChangedAt)
        {
            refusals.Add(BeforeLastChange(at));
        }

        return refusals;
    }

    private void RecordChange(HistoryKind kind, DateTimeOffset at, UserId? by) => Record(new()
    {
        Kind = kind,
        At = at,
        By = by,
        From = Stage,
        To = Stage,
        Amount = Amount,
        Probability = Probability,
        CloseDate = CloseDate,
        Owner = Owner,
        Category = _history[^1].Category,
    });

    private void Record(HistoryEntry entry)
    {
        _history.Add(entry);
        ChangedAt = entry.At;
    }

    private Refusal BeforeLastChange(DateTimeOffset at) => new("opportunity.before-last-change", ("at", at), ("last", ChangedAt));
}
