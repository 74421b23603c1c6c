namespace CrmCore.Health;

/// <summary>
/// A named check of open deals, as data: when its condition is met, the deal is marked. The condition looks at the facts of the deal and at those of
/// <see cref="HealthFacts"/>; text and advice may name facts in braces, such as <c>{health.silent-days}</c>. Immutable.
/// </summary>
public sealed record HealthCheck
{
    /// <summary>The stable key, such as <c>no-next-step</c>.</summary>
    public required string Key { get; init; }

    /// <summary>A short name for people, as a card or a table shows it.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>When the deal is marked.</summary>
    public required Condition When { get; init; }

    /// <summary>How much it weighs.</summary>
    public required HealthSeverity Severity { get; init; }

    /// <summary>What is wrong, for people.</summary>
    public required LocalizedText Text { get; init; }

    /// <summary>What to do about it, for people.</summary>
    public required LocalizedText Advice { get; init; }
}
