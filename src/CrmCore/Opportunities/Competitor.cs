namespace CrmCore.Opportunities;

/// <summary>What has become of a competitor in a deal.</summary>
public enum CompetitorStatus
{
    /// <summary>In the race.</summary>
    Active = 0,

    /// <summary>Out of it.</summary>
    Out = 1,

    /// <summary>Won the deal.</summary>
    Winner = 2,
}

/// <summary>Where a competitor stands against us.</summary>
public enum CompetitorPosition
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>Behind.</summary>
    Behind = 1,

    /// <summary>Level.</summary>
    Level = 2,

    /// <summary>Ahead.</summary>
    Ahead = 3,
}

/// <summary>Somebody else who wants the deal. Immutable.</summary>
/// <param name="Name">Who, 1 to 400 characters.</param>
/// <param name="Status">What has become of them.</param>
/// <param name="Position">Where they stand against us.</param>
public sealed record Competitor(string Name, CompetitorStatus Status = CompetitorStatus.Active, CompetitorPosition Position = CompetitorPosition.Unknown)
{
    /// <summary>Who.</summary>
    public string Name { get; } = DetailTexts.Checked(Name, 400, nameof(Name));

    /// <summary>What has become of them.</summary>
    public CompetitorStatus Status { get; } = Guard.Against.EnumOutOfRange(Status, nameof(Status));

    /// <summary>What speaks for them; null if nothing is known.</summary>
    public string? Strengths { get; init; }

    /// <summary>What speaks against them; null if nothing is known.</summary>
    public string? Weaknesses { get; init; }
}
