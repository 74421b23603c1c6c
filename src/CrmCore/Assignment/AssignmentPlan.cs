namespace CrmCore.Assignment;

/// <summary>A lead to assign.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Facts">What rules look at: the lead itself, or facts of a host's.</param>
/// <param name="Score">How good it is; the best are assigned first.</param>
/// <param name="CapturedAt">When it was captured; of equally good ones the oldest is assigned first.</param>
public sealed record AssignmentCandidate(LeadId Lead, IFacts Facts, decimal Score, DateTimeOffset CapturedAt);

/// <summary>What is known of a member when a plan is made.</summary>
/// <param name="User">The member.</param>
public sealed record MemberState(UserId User)
{
    /// <summary>How many open leads they own.</summary>
    public int Owned { get; init; }

    /// <summary>How many leads they were given in the last 30 days before this period.</summary>
    public int AssignedLately { get; init; }

    /// <summary>How many of their quota they were given already in this period; they are not among <see cref="AssignedLately"/>.</summary>
    public int GivenInPeriod { get; init; }

    /// <summary>The number of their last turn by each rule.</summary>
    public IReadOnlyDictionary<string, long> Turns { get; init; } = new Dictionary<string, long>();

    /// <summary>How far they are served by each weighted rule: the more weight, the less each turn adds.</summary>
    public IReadOnlyDictionary<string, long> Shares { get; init; } = new Dictionary<string, long>();
}

/// <summary>Why a member was not chosen.</summary>
public enum PassOverReason
{
    /// <summary>They are away that day.</summary>
    Absent = 0,

    /// <summary>It is not one of their working hours.</summary>
    NotAtWork = 1,

    /// <summary>They lack a skill that the lead asks for.</summary>
    LacksSkill = 2,

    /// <summary>Their capacity is used up.</summary>
    Full = 3,

    /// <summary>Their quota of the period is used up.</summary>
    QuotaReached = 4,

    /// <summary>They are free, but had a turn by the rule more recently than whoever was chosen.</summary>
    WaitsTurn = 5,

    /// <summary>They are free, but have less free capacity than whoever was chosen.</summary>
    LessFree = 6,

    /// <summary>They are free, but are further ahead of their share by weight than whoever was chosen.</summary>
    AheadOfShare = 7,

    /// <summary>The rule is for others.</summary>
    NotOfRule = 8,
}

/// <summary>A member who was not chosen.</summary>
/// <param name="User">The member.</param>
/// <param name="Reason">Why not.</param>
public sealed record PassedOver(UserId User, PassOverReason Reason);

/// <summary>What was decided about a lead, and why.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="To">Who gets it; null where it stays where it is.</param>
/// <param name="Rule">The rule that decided; null where none fits the lead.</param>
/// <param name="PassedOver">
/// Who could not be chosen, and why. Where the plan explains, everybody else too: those who were free but had to wait, whose turn is next first, and those whom
/// the rule is not for.
/// </param>
public sealed record AssignmentDecision(LeadId Lead, UserId? To, string? Rule, IReadOnlyList<PassedOver> PassedOver)
{
    /// <summary>How the rule chose; null where none fits the lead, or it was held back.</summary>
    public AssignmentStrategy? Strategy { get; init; }

    /// <summary>The rules before it that do not fit the lead, in order; empty unless the plan explains.</summary>
    public IReadOnlyList<string> RulesUnmet { get; init; } = [];

    /// <summary>Why it was held back before any rule was asked, such as duplicates that are not settled; null where it was not.</summary>
    public Refusal? Held { get; init; }

    /// <summary>Why it stays where it is: it was held back, no rule fits it, or nobody was free; null where somebody gets it.</summary>
    public Refusal? Reason => To is not null ? null
        : Held ?? (Rule is null ? new("assignment.no-rule", ("lead", Lead)) : new("assignment.nobody-free", ("lead", Lead), ("rule", Rule)));
}

/// <summary>Who gets which lead.</summary>
/// <param name="Decisions">One for each lead, best leads first.</param>
/// <param name="States">What is known of each member after it, in the order of the policy's members.</param>
public sealed record AssignmentPlan(IReadOnlyList<AssignmentDecision> Decisions, IReadOnlyList<MemberState> States);
