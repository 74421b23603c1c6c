namespace CrmCore.Probabilities.Learned;

/// <summary>How the frequency naive Bayes counts. The defaults are those of the method as its users know it.</summary>
public sealed record NaiveBayesOptions
{
    /// <summary>The options as the method has them, without stage, team and tags.</summary>
    public static NaiveBayesOptions Default { get; } = new();

    /// <summary>What each count starts at, above 0; 0.1.</summary>
    public double Smoothing { get; init; } = 0.1;

    /// <summary>A tag that fewer deals carried is ignored; 50.</summary>
    public int TagFloor { get; init; } = 50;

    /// <summary>The feature of the stage; null for none.</summary>
    public string? Stage { get; init; }

    /// <summary>The stages in the order of the sale; empty takes the order of the feature's levels.</summary>
    public IReadOnlyList<string> StageOrder { get; init; } = [];

    /// <summary>The feature of the team, whose deals are counted apart; null for none.</summary>
    public string? Team { get; init; }

    /// <summary>The features that say whether a deal carries a tag, one a tag; they share their total.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether estimates are rounded to 0.01% and kept within 0.01% and 99.99%.</summary>
    public bool IsRounded { get; init; } = true;
}
