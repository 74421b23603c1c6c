namespace CrmCore.Conversion.Policies;

/// <summary>What happens to what a lead has, when it becomes an opportunity.</summary>
public enum CarryOver
{
    /// <summary>The opportunity gets a copy; the lead keeps it.</summary>
    Copy = 0,

    /// <summary>The opportunity gets it; the lead keeps it only for a revert and no longer shows it.</summary>
    Move = 1,

    /// <summary>It stays with the lead.</summary>
    Leave = 2,
}

/// <summary>What an opportunity gets from its lead besides fields.</summary>
public sealed record CarryRules
{
    /// <summary>The follow-ups, which become activities; the agreed next step goes along where the opportunity has none.</summary>
    public CarryOver FollowUps { get; init; }

    /// <summary>What was found out about the buyer.</summary>
    public CarryOver Discovery { get; init; }
}
