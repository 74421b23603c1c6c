namespace CrmCore.Leads;

/// <summary>What kind of contact a follow-up was.</summary>
public enum FollowUpKind
{
    /// <summary>Something else.</summary>
    Other = 0,

    /// <summary>A phone call.</summary>
    Call = 1,

    /// <summary>A visit.</summary>
    Visit = 2,

    /// <summary>An e-mail.</summary>
    Email = 3,

    /// <summary>A message.</summary>
    Message = 4,

    /// <summary>A meeting.</summary>
    Meeting = 5,

    /// <summary>A demonstration.</summary>
    Demo = 6,
}

/// <summary>What came of a follow-up.</summary>
public enum FollowUpOutcome
{
    /// <summary>Nothing was noted.</summary>
    None = 0,

    /// <summary>Nobody answered.</summary>
    NoAnswer = 1,

    /// <summary>They were reached.</summary>
    Reached = 2,

    /// <summary>They are interested.</summary>
    Interested = 3,

    /// <summary>They are not interested.</summary>
    NotInterested = 4,

    /// <summary>A meeting was agreed.</summary>
    MeetingAgreed = 5,

    /// <summary>An action that moves the sale on was agreed.</summary>
    Advance = 6,

    /// <summary>It goes on, with no action agreed.</summary>
    Continuation = 7,
}

/// <summary>A contact with a lead (跟进): what was done, what came of it, and what comes next.</summary>
/// <param name="At">When it was.</param>
/// <param name="By">Who did it.</param>
/// <param name="Kind">What kind of contact.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Note">What was noted, at most <see cref="MaximumNoteLength"/> characters; a lead refuses a longer one.</param>
/// <param name="NextStep">What comes next; null where nothing is planned, whatever an earlier follow-up had planned.</param>
/// <param name="NextStepDue">When that is due.</param>
public sealed record FollowUp(
    DateTimeOffset At, UserId By, FollowUpKind Kind, FollowUpOutcome Outcome, string? Note = null, string? NextStep = null, DateTimeOffset? NextStepDue = null)
{
    /// <summary>The longest note that a lead takes, in characters.</summary>
    public const int MaximumNoteLength = 4000;
}
