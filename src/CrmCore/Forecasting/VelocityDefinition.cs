namespace CrmCore.Forecasting;

/// <summary>Which deals are the opportunities of a velocity.</summary>
public enum VelocityCount
{
    /// <summary>Those that are open at the instant, whatever the period.</summary>
    Open = 0,

    /// <summary>Those that were created in the period; invalid ones are left out.</summary>
    Created = 1,

    /// <summary>Those that were won or lost in the period.</summary>
    Closed = 2,

    /// <summary>Those that were open on any day of the period; invalid ones are left out.</summary>
    Worked = 3,
}

/// <summary>On which closed deals a velocity's value, win rate and cycle rest.</summary>
public enum VelocityBasis
{
    /// <summary>Those that were won or lost in the period: what is happening now.</summary>
    ClosedInPeriod = 0,

    /// <summary>Those that were created in the period and closed since: what became of a cohort. A young cohort shows its quick deals only.</summary>
    CreatedInPeriod = 1,
}

/// <summary>How many values become one.</summary>
public enum Averaging
{
    /// <summary>The arithmetic mean: it adds up, and one large deal moves it.</summary>
    Mean = 0,

    /// <summary>The median: half of them are less; one large deal does not move it.</summary>
    Median = 1,
}

/// <summary>What the four parts of a velocity mean. Immutable.</summary>
public sealed record VelocityDefinition
{
    /// <summary>Open deals; mean amount, win rate and mean cycle from creation of all deals won or lost.</summary>
    public static VelocityDefinition Default { get; } = new();

    /// <summary>The days that created and closed deals are of, as days in UTC; null means all days.</summary>
    public ForecastPeriod? Period { get; init; }

    /// <summary>Which deals are counted.</summary>
    public VelocityCount Count { get; init; }

    /// <summary>On which closed deals the other three parts rest.</summary>
    public VelocityBasis Basis { get; init; }

    /// <summary>What becomes of the amounts of won deals.</summary>
    public Averaging Value { get; init; }

    /// <summary>What becomes of the lengths of cycles.</summary>
    public Averaging Cycle { get; init; }

    /// <summary>The key of the stage from which a cycle is counted; null counts from creation. See <see cref="SalesCycle"/>.</summary>
    public string? CycleFrom { get; init; }

    /// <summary>Whether the cycles of lost deals count as well as those of won ones.</summary>
    public bool CountsLostCycles { get; init; }
}
