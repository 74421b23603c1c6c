namespace CrmCore.Pools;

/// <summary>What a condition of recycling asks.</summary>
public enum RecycleRule
{
    /// <summary>No counted follow-up since the clock started; by the clock <see cref="LeadClock.LastFollowUp"/>, none since the last one.</summary>
    NoFollowUp = 0,

    /// <summary>No opportunity names the lead.</summary>
    NoOpportunity = 1,

    /// <summary>No deal was won since the clock started; by the clock <see cref="LeadClock.LastWonDeal"/>, none since the last one.</summary>
    NotWon = 2,

    /// <summary>No deal was ever won.</summary>
    NeverDealt = 3,
}

/// <summary>The instant that a condition counts its days from. A clock that never started stands at the claim.</summary>
public enum LeadClock
{
    /// <summary>When the protection began: the claim, or what restarted it.</summary>
    Claimed = 0,

    /// <summary>When it came to its present owner, in whatever way.</summary>
    Assigned = 1,

    /// <summary>The last counted follow-up.</summary>
    LastFollowUp = 2,

    /// <summary>When the lead was captured.</summary>
    Created = 3,

    /// <summary>When it last came into a pool.</summary>
    EnteredPool = 4,

    /// <summary>When the last deal was won.</summary>
    LastWonDeal = 5,
}

/// <summary>A condition of recycling: exactly one of <see cref="All"/>, <see cref="Any"/> and <see cref="Rule"/> is given.</summary>
public sealed record RecycleCondition
{
    /// <summary>All of these hold.</summary>
    public IReadOnlyList<RecycleCondition>? All { get; init => field = Copied.Of(value); }

    /// <summary>At least one of these holds.</summary>
    public IReadOnlyList<RecycleCondition>? Any { get; init => field = Copied.Of(value); }

    /// <summary>What is asked.</summary>
    public RecycleRule? Rule { get; init; }

    /// <summary>For how many days it must have been so.</summary>
    public int Days { get; init; }

    /// <summary>From when the days count.</summary>
    public LeadClock Clock { get; init; }

    /// <summary>One rule with its days and its clock.</summary>
    public static RecycleCondition Of(RecycleRule rule, int days, LeadClock clock) => new() { Rule = rule, Days = days, Clock = clock };

    /// <summary>All of some conditions.</summary>
    public static RecycleCondition AllOf(params IReadOnlyList<RecycleCondition> conditions) => new() { All = conditions };

    /// <summary>At least one of some conditions.</summary>
    public static RecycleCondition AnyOf(params IReadOnlyList<RecycleCondition> conditions) => new() { Any = conditions };

    /// <summary>When it begins to hold, and by which rule; null where it can't as things stand. Of all, the last of them; of any, the first.</summary>
    public RecycleMoment? MomentFor(RecycleFacts facts)
    {
        Guard.Against.Null(facts);
        if (All is not null)
        {
            List<RecycleMoment?> moments = [.. All.Select(c => c.MomentFor(facts))];
            return moments.Contains(null) ? null : moments.MaxBy(m => m!.At);
        }

        if (Any is not null)
        {
            return Any.Select(c => c.MomentFor(facts)).Where(m => m is not null).MinBy(m => m!.At);
        }

        DateTimeOffset start = facts.At(Clock);
        return Holds(facts, start) ? new(Rule!.Value, Clock, start, Days) : null;
    }

    private bool Holds(RecycleFacts facts, DateTimeOffset start) => Rule switch
    {
        RecycleRule.NoFollowUp => Clock == LeadClock.LastFollowUp || !(facts.LastFollowUp >= start),
        RecycleRule.NoOpportunity => !facts.HasOpportunity,
        RecycleRule.NotWon => Clock == LeadClock.LastWonDeal || !(facts.LastWonAt >= start),
        _ => facts.LastWonAt is null,
    };
}
