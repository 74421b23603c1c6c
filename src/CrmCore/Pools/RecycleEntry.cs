namespace CrmCore.Pools;

/// <summary>What recycling did with a lead that was due.</summary>
public enum RecycleAction
{
    /// <summary>It fell back into its pool.</summary>
    Recycled = 0,

    /// <summary>Its conditions do not hold yet; its date was moved to when they do, or to the maximum of its protection where that comes first.</summary>
    Postponed = 1,

    /// <summary>It stays with its owner for now.</summary>
    Kept = 2,
}

/// <summary>What recycling decided about a lead that was due, and why.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Owner">Who held it.</param>
/// <param name="Pool">Its pool.</param>
/// <param name="Action">What was done.</param>
/// <param name="Rule">The rule that fired or that keeps it: <c>protection-over</c>, <c>protection-maximum</c>, <c>no-follow-up</c>, <c>no-opportunity</c>, <c>not-won</c>,
/// <c>never-dealt</c>; <c>open-opportunity</c>, <c>conditions-unmet</c>, <c>recycling-off</c>, <c>unknown-pool</c>.</param>
/// <param name="Date">The date from which the rule held; of a postponed lead the recycle date that it has now; of one that is kept the date that had come.</param>
/// <param name="Clock">The clock that it counts from; null where the stored date itself decided.</param>
/// <param name="ClockStart">Where that clock stands.</param>
/// <param name="Days">How many days it counts.</param>
public sealed record RecycleEntry(
    LeadId Lead, UserId Owner, PoolId Pool, RecycleAction Action, string Rule, DateTimeOffset? Date, LeadClock? Clock = null, DateTimeOffset? ClockStart = null, int? Days = null);
