namespace CrmCore.Leads;

/// <content>Who held it, how long its owner may keep it, and what is due.</content>
public sealed partial class Lead
{
    /// <summary>Who held it and how long each, oldest first.</summary>
    public IReadOnlyList<HoldingPeriod> Holdings => _holdings;

    /// <summary>When it last came into a pool, which no edit changes; null where it never was in one.</summary>
    public DateTimeOffset? EnteredPoolAt { get; private set; }

    /// <summary>How long its owner may keep it; null in a pool, and where no pool's rules were applied.</summary>
    public LeadProtection? Protection { get; private set; }

    /// <summary>What keeps it from being recycled; null for nothing.</summary>
    public LeadLock? Lock { get; private set; }

    /// <summary>When it was first followed up; null for not yet.</summary>
    public DateTimeOffset? FirstResponseAt => _followUps.Count == 0 ? null : _followUps.Min(f => f.At);

    /// <summary>How long it waited from its capture for the first follow-up; null for none yet.</summary>
    public TimeSpan? ResponseTime => FirstResponseAt - CapturedAt;

    /// <summary>When the next step of the follow-up that was recorded last is due. Null where that one names none: each follow-up says what comes next, and one without a next step says that nothing is planned.</summary>
    public DateTimeOffset? NextStepDue => IsOpen && _followUps.Count > 0 ? _followUps[^1].NextStepDue : null;

    /// <summary>Starts, replaces or ends the protection of its owner. What is due and when, the pool's rules say; this records it.</summary>
    /// <returns>Refused for a lead in a pool, and for one that is converted, disqualified or merged.</returns>
    public LeadChange Protect(LeadProtection? protection)
    {
        List<Refusal> refusals = IsOpen ? [] : [NotOpen()];
        if (Owner is null)
        {
            refusals.Add(new Refusal("lead.has-no-owner", ("custody", Custody)));
        }

        if (refusals.Count > 0)
        {
            return LeadChange.Refused(refusals);
        }

        Protection = protection;
        return LeadChange.Done;
    }

    /// <summary>Records that its owner was reminded of the recycle date.</summary>
    /// <returns>Refused where no reminder is due by then.</returns>
    public LeadChange MarkReminded(DateTimeOffset at)
    {
        if (!IsOpen || Lock is not null || !(Protection?.RemindAt <= at))
        {
            return LeadChange.Refused(new Refusal("lead.no-reminder-due", ("at", at)));
        }

        Protection = Protection! with { RemindedAt = at };
        Raise(new LeadRecycleAnnounced(Id, Owner!.Value, Protection.RecycleAt!.Value) { Sequence = NextSequence(), At = at });
        return LeadChange.Done;
    }

    /// <summary>Keeps it from being recycled. How many one person may lock is the pool's rule.</summary>
    /// <returns>Refused for a lead without an owner, that is locked, or is converted, disqualified or merged, and without a reason.</returns>
    public LeadChange LockBy(UserId by, string reason, DateTimeOffset at)
    {
        Guard.Against.Default(by);
        List<Refusal> refusals = RefusalsToWork(at);
        Add(Owner is null, new Refusal("lead.has-no-owner", ("custody", Custody)));
        Add(Lock is not null, new Refusal("lead.locked", ("by", Lock?.By)));
        Add(string.IsNullOrWhiteSpace(reason), ReasonMissing());
        if (refusals.Count > 0)
        {
            return LeadChange.Refused(refusals);
        }

        Lock = new(at, by, reason.Trim());
        Touch(at);
        Raise(new LeadLockChanged(Id, true, Lock.Reason) { Sequence = NextSequence(), At = at, By = by });
        return LeadChange.Done;

        void Add(bool unmet, Refusal refusal)
        {
            if (unmet)
            {
                refusals.Add(refusal);
            }
        }
    }

    /// <summary>Lets it be recycled again; the recycle date is where it was.</summary>
    /// <returns>Refused for a lead that is not locked.</returns>
    public LeadChange Unlock(DateTimeOffset at, UserId by)
    {
        Guard.Against.Default(by);
        List<Refusal> refusals = BeforeCapture(at);
        if (Lock is null)
        {
            refusals.Add(new Refusal("lead.not-locked"));
        }

        if (refusals.Count > 0)
        {
            return LeadChange.Refused(refusals);
        }

        Lock = null;
        Touch(at);
        Raise(new LeadLockChanged(Id, false, null) { Sequence = NextSequence(), At = at, By = by });
        return LeadChange.Done;
    }

    /// <summary>Takes up a nurtured lead whose time has come.</summary>
    /// <returns>Refused for a lead that is not nurtured, or not yet to be woken.</returns>
    public LeadChange WakeUp(DateTimeOffset at) =>
        Status == LeadStatus.Nurturing && WakeAt <= at
            ? ChangeStatus(LeadStatus.Working, at, null)
            : LeadChange.Refused(new Refusal("lead.not-to-wake", ("status", Status), ("wake", WakeAt)));

    private void ChangeHolding(Custody to, string reason, DateTimeOffset at, UserId? by)
    {
        if (_holdings.Count > 0 && _holdings[^1].To is null)
        {
            _holdings[^1] = _holdings[^1] with { To = at, By = by, Reason = reason };
        }

        if (to.Owner is { } owner)
        {
            _holdings.Add(new(owner, at));
        }
        else
        {
            EnteredPoolAt = at;
        }
    }

    internal List<Refusal> BeforeCapture(DateTimeOffset at) =>
        at < CapturedAt ? [new Refusal("lead.before-captured", ("at", at), ("captured", CapturedAt))] : [];
}
