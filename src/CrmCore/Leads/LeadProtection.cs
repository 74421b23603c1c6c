using System.Text.Json.Serialization;

namespace CrmCore.Leads;

/// <summary>
/// How long an owner may keep a lead (保护期): the stored date on which it falls back into its pool, and the terms by which follow-ups move that date. The
/// terms are those of the pool at the moment of the claim, so that changing or switching off a rule never erases or moves a date. Immutable.
/// </summary>
public sealed record LeadProtection
{
    /// <summary>The pool that it came from and falls back into.</summary>
    public required PoolId Pool { get; init; }

    /// <summary>When the clock started: at the claim, the assignment, or the change of owner that restarted it.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The date from which it may be recycled; null for never.</summary>
    public DateTimeOffset? RecycleAt { get; init; }

    /// <summary>A counted follow-up at t moves the date to at least t plus so many days; 0 for not at all.</summary>
    public int ExtensionDays { get; init; }

    /// <summary>The date is never later than this; null for no maximum.</summary>
    public DateTimeOffset? Latest { get; init; }

    /// <summary>The owner is reminded so many days before the date; null for no reminder.</summary>
    public int? RemindDays { get; init; }

    /// <summary>The kinds of follow-up that count; null for all.</summary>
    public IReadOnlyList<FollowUpKind>? CountedKinds { get; init => field = Copied.Of(value); }

    /// <summary>The outcomes of follow-ups that count; null for all.</summary>
    public IReadOnlyList<FollowUpOutcome>? CountedOutcomes { get; init => field = Copied.Of(value); }

    /// <summary>When the owner was reminded of the present date; null for not yet.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>When the owner is to be reminded; null where they were, or there is no reminder.</summary>
    [JsonIgnore]
    public DateTimeOffset? RemindAt => RemindedAt is null && RemindDays is { } days && RecycleAt is { } at ? Plus(at, -days) : null;

    /// <summary>The whole days left at an instant, rounded up; 0 once it is due, null where it never is.</summary>
    public int? DaysLeft(DateTimeOffset asOf) => RecycleAt is { } at ? Math.Max(0, (int)Math.Ceiling((at - asOf).TotalDays)) : null;

    /// <summary>Whether a follow-up is of a kind and outcome that counts, and not from before the clock started.</summary>
    public bool Counts(FollowUp followUp)
    {
        Guard.Against.Null(followUp);
        return followUp.At >= Since
            && (CountedKinds is null || CountedKinds.Contains(followUp.Kind))
            && (CountedOutcomes is null || CountedOutcomes.Contains(followUp.Outcome));
    }

    /// <summary>The protection after a follow-up: the date is max(date, t + extension), never beyond <see cref="Latest"/>, and never earlier than before.</summary>
    public LeadProtection After(FollowUp followUp) =>
        ExtensionDays > 0 && Counts(followUp) ? Until(Plus(followUp.At, ExtensionDays)) : this;

    /// <summary>The protection with its date moved to a later one, within the maximum; itself where it is not later. A new date is reminded of anew.</summary>
    public LeadProtection Until(DateTimeOffset date)
    {
        DateTimeOffset within = Latest < date ? Latest.Value : date;
        return RecycleAt is { } at && within > at ? this with { RecycleAt = within, RemindedAt = null } : this;
    }

    internal static DateTimeOffset Plus(DateTimeOffset at, int days)
    {
        TimeSpan span = TimeSpan.FromDays(days);
        return span >= TimeSpan.Zero
            ? at.UtcDateTime > DateTime.MaxValue - span ? DateTimeOffset.MaxValue : at + span
            : at.UtcDateTime < DateTime.MinValue - span ? DateTimeOffset.MinValue : at + span;
    }
}
