using CrmCore.Qualification;

namespace CrmCore.Leads;

/// <content>What can happen to a lead.</content>
public sealed partial class Lead
{
    /// <summary>Records a contact with the lead. A new lead is being worked on from then, and a follow-up that counts moves its recycle date.</summary>
    /// <param name="followUp">The contact; it may be recorded long after it was.</param>
    /// <param name="recordedAt">
    /// The present instant: the lead changed then, and a contact dated after it is refused. Give it wherever a person types the date. Null takes the contact as
    /// recorded when it was, unchecked.
    /// </param>
    /// <returns>
    /// Refused for a lead that is converted, disqualified or merged, a follow-up from before the lead was captured or after <paramref name="recordedAt"/>, and a
    /// note that is too long.
    /// </returns>
    public LeadChange FollowUp(FollowUp followUp, DateTimeOffset? recordedAt = null)
    {
        Guard.Against.Null(followUp);
        Guard.Against.Default(followUp.By, nameof(followUp));
        List<Refusal> refusals = RefusalsToRecord(followUp.At, recordedAt);
        if (followUp.Note?.Length > CrmCore.Leads.FollowUp.MaximumNoteLength)
        {
            refusals.Add(new Refusal("lead.note-too-long", ("length", followUp.Note.Length), ("maximum", CrmCore.Leads.FollowUp.MaximumNoteLength)));
        }

        if (refusals.Count > 0)
        {
            return LeadChange.Refused(refusals);
        }

        _followUps.Add(followUp);
        Protection = Protection?.After(followUp);
        Touch(recordedAt ?? followUp.At);
        Raise(new LeadFollowedUp(Id, followUp.Kind, followUp.Outcome) { Sequence = NextSequence(), At = followUp.At, By = followUp.By });
        if (Status == LeadStatus.New)
        {
            SetStatus(LeadStatus.Working, followUp.At, followUp.By, null);
        }

        return LeadChange.Done;
    }

    /// <summary>Notes what was found out: a need, an answer, a question, a SPIN or FABE note, a role, a call, or a correction of such a note.</summary>
    /// <param name="note">The note; it may be recorded long after it was found out.</param>
    /// <param name="recordedAt">The present instant: the lead changed then, and a note dated after it is refused. Null takes the note as recorded when it is dated.</param>
    /// <returns>
    /// Refused for a lead that is converted, disqualified or merged, for a note from before the lead was captured or after <paramref name="recordedAt"/>, and for
    /// what <see cref="Discovery.Check"/> refuses.
    /// </returns>
    public LeadChange Discover(DiscoveryNote note, DateTimeOffset? recordedAt = null)
    {
        Guard.Against.Null(note);
        if ((IReadOnlyList<Refusal>)[.. RefusalsToRecord(note.At, recordedAt), .. Discovery.Check(note)] is { Count: > 0 } refusals)
        {
            return LeadChange.Refused(refusals);
        }

        Discovery = Discovery.With(note);
        Touch(recordedAt ?? note.At);
        Raise(new LeadDiscovered(Id, note.Id) { Sequence = NextSequence(), At = note.At, By = note.NotedBy });
        return LeadChange.Done;
    }

    /// <summary>Records that the person or company came to us once more, by the same or another source. <see cref="Source"/>, the first one, stays.</summary>
    /// <param name="source">Where they came from this time.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who noticed it; null where no person did.</param>
    /// <returns>Refused for a lead that is converted, disqualified or merged, and for an instant before it was captured.</returns>
    public LeadChange TouchedBy(LeadSource source, DateTimeOffset at, UserId? by = null)
    {
        Guard.Against.Null(source);
        if (RefusalsToWork(at) is { Count: > 0 } refusals)
        {
            return LeadChange.Refused(refusals);
        }

        _touches.Add(new(source, at));
        Touch(at);
        Raise(new LeadTouched(Id, source) { Sequence = NextSequence(), At = at, By = by });
        return LeadChange.Done;
    }

    /// <summary>Sets aside a lead until an instant.</summary>
    /// <returns>Refused where its status does not allow it, or the instant to wake it is not later.</returns>
    public LeadChange Nurture(DateTimeOffset wakeAt, DateTimeOffset at, UserId? by = null)
    {
        Refusal? notLater = wakeAt <= at ? new Refusal("lead.wake-not-later", ("wake", wakeAt), ("now", at)) : null;
        LeadChange change = ChangeStatus(LeadStatus.Nurturing, at, by, own: notLater);
        if (change.Succeeded)
        {
            WakeAt = wakeAt;
        }

        return change;
    }

    /// <summary>Takes up a lead that is new, nurtured or qualified.</summary>
    /// <returns>Refused where its status does not allow it.</returns>
    public LeadChange Work(DateTimeOffset at, UserId? by = null) =>
        IsOpen ? ChangeStatus(LeadStatus.Working, at, by) : LeadChange.Refused(NotOpen());

    /// <summary>Marks it as fit to become an opportunity. Whether it is fit, a policy says; this only records it.</summary>
    /// <returns>Refused where its status does not allow it.</returns>
    public LeadChange Qualify(DateTimeOffset at, UserId? by = null) =>
        IsOpen ? ChangeStatus(LeadStatus.Qualified, at, by) : LeadChange.Refused(NotOpen());

    /// <summary>Ends it with a reason.</summary>
    /// <returns>Refused where its status does not allow it, or the reason is blank.</returns>
    public LeadChange Disqualify(string reason, DateTimeOffset at, UserId? by = null)
    {
        LeadChange change = ChangeStatus(LeadStatus.Disqualified, at, by, reason, string.IsNullOrWhiteSpace(reason) ? ReasonMissing() : null);
        if (change.Succeeded)
        {
            DisqualifiedReason = reason.Trim();
        }

        return change;
    }

    /// <summary>Takes up a disqualified lead again; the reason stays in its events.</summary>
    /// <returns>Refused unless it is disqualified.</returns>
    public LeadChange Reopen(DateTimeOffset at, UserId? by = null)
    {
        if (Status != LeadStatus.Disqualified)
        {
            return LeadChange.Refused(new Refusal("lead.not-disqualified", ("status", Status)));
        }

        LeadChange change = ChangeStatus(LeadStatus.Working, at, by);
        if (change.Succeeded)
        {
            DisqualifiedReason = null;
        }

        return change;
    }

    /// <summary>Gives it to an owner. The rules of pools and capacity are the services'; this records what they decided.</summary>
    /// <param name="owner">The new owner.</param>
    /// <param name="reason">Why, such as <c>claimed</c> or <c>assigned</c>.</param>
    /// <param name="at">When; not before it came to its present owner or pool.</param>
    /// <param name="by">Who decided it; null where no person did.</param>
    /// <param name="protection">How long they may keep it; null where no pool's rules apply.</param>
    /// <returns>Refused for a lead that is converted, disqualified or merged, or theirs already, without a reason, and for an instant before <see cref="CustodySince"/>.</returns>
    public LeadChange AssignTo(UserId owner, string reason, DateTimeOffset at, UserId? by = null, LeadProtection? protection = null) =>
        ChangeCustody(Custody.OwnedBy(Guard.Against.Default(owner)), reason, at, by, protection);

    /// <summary>Puts it into a pool.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When; not before it came to its present owner or pool.</param>
    /// <param name="by">Who decided it; null where no person did.</param>
    /// <returns>Refused for a lead that is converted, disqualified or merged, or in that pool already, without a reason, and for an instant before <see cref="CustodySince"/>.</returns>
    public LeadChange ReleaseTo(PoolId pool, string reason, DateTimeOffset at, UserId? by = null) =>
        ChangeCustody(Custody.InPool(Guard.Against.Default(pool)), reason, at, by);

    /// <summary>Records what it became. The conversion service calls it last, in the same commit as what it created.</summary>
    /// <returns>Refused where it is converted already, or its status does not allow it.</returns>
    public LeadChange MarkConverted(LeadConversion conversion)
    {
        Guard.Against.Null(conversion);
        LeadChange change = ChangeStatus(LeadStatus.Converted, conversion.At, conversion.By);
        if (change.Succeeded)
        {
            Conversion = conversion;
            Raise(new LeadConverted(Id, conversion) { Sequence = NextSequence(), At = conversion.At, By = conversion.By });
        }

        return change;
    }

    private LeadChange ChangeCustody(Custody custody, string reason, DateTimeOffset at, UserId? by, LeadProtection? protection = null)
    {
        List<Refusal> refusals = RefusalsToWork(at);
        if (at < CustodySince && at >= CapturedAt)
        {
            refusals.Add(new Refusal("lead.before-custody", ("at", at), ("custody", Custody), ("since", CustodySince)));
        }

        if (custody == Custody)
        {
            refusals.Add(new Refusal("lead.already-there", ("custody", custody)));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(ReasonMissing());
        }

        if (refusals.Count > 0)
        {
            return LeadChange.Refused(refusals);
        }

        Custody before = Custody;
        Custody = custody;
        CustodySince = at;
        Protection = protection;
        Lock = null;
        ChangeHolding(custody, reason, at, by);
        Touch(at);
        Raise(new LeadCustodyChanged(Id, before, custody, reason) { Sequence = NextSequence(), At = at, By = by });
        return LeadChange.Done;
    }

    private LeadChange ChangeStatus(LeadStatus to, DateTimeOffset at, UserId? by, string? reason = null, Refusal? own = null)
    {
        List<Refusal> refusals = BeforeCapture(at);
        if (own is not null)
        {
            refusals.Add(own);
        }

        if (!LeadLifecycle.Allows(Status, to) || Status is LeadStatus.Converted or LeadStatus.Merged)
        {
            refusals.Add(new Refusal("lead.status-not-allowed", ("from", Status), ("to", to)));
        }

        if (refusals.Count > 0)
        {
            return LeadChange.Refused(refusals);
        }

        SetStatus(to, at, by, reason);
        return LeadChange.Done;
    }

    private void SetStatus(LeadStatus to, DateTimeOffset at, UserId? by, string? reason)
    {
        LeadStatus from = Status;
        Status = to;
        WakeAt = null;
        Touch(at);
        Raise(new LeadStatusChanged(Id, from, to, reason) { Sequence = NextSequence(), At = at, By = by });
    }

    private List<Refusal> RefusalsToWork(DateTimeOffset at)
    {
        List<Refusal> refusals = BeforeCapture(at);
        if (!IsOpen)
        {
            refusals.Add(NotOpen());
        }

        return refusals;
    }

    private List<Refusal> RefusalsToRecord(DateTimeOffset at, DateTimeOffset? recordedAt)
    {
        List<Refusal> refusals = RefusalsToWork(at);
        if (at > recordedAt)
        {
            refusals.Add(new Refusal("lead.in-the-future", ("at", at), ("now", recordedAt)));
        }

        return refusals;
    }

    private static Refusal ReasonMissing() => new("lead.reason-missing");

    private Refusal NotOpen() => new("lead.not-open", ("status", Status));

    private void Touch(DateTimeOffset at) => ChangedAt = at > ChangedAt ? at : ChangedAt;
}
