namespace CrmCore.Pipelines;

/// <summary>Where a deal counts in a forecast.</summary>
public enum ForecastCategory
{
    /// <summary>Nowhere: too early, lost, or invalid.</summary>
    Omitted = 0,

    /// <summary>It is being worked on.</summary>
    Pipeline = 1,

    /// <summary>It may close in the period if all goes well.</summary>
    BestCase = 2,

    /// <summary>It is expected to close in the period.</summary>
    Commit = 3,

    /// <summary>It is won.</summary>
    Closed = 4,
}
