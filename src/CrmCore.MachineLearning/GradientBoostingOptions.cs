namespace CrmCore.MachineLearning;

/// <summary>How trees are grown.</summary>
public sealed record GradientBoostingOptions
{
    /// <summary>The defaults.</summary>
    public static GradientBoostingOptions Default { get; } = new();

    /// <summary>At most so many trees; early stopping mostly ends before. 600.</summary>
    public int MaximumTrees { get; init; } = 600;

    /// <summary>How much of what a tree learned is taken, above 0 to 1; 0.05.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>
    /// The shapes to choose among by rows held back: trees of 7 leaves with at least 100 rows each, which suit faint signals and many rows of one deal, and of 15 with at
    /// least 20. One shape alone leaves no choice.
    /// </summary>
    public IReadOnlyList<TreeShape> Shapes { get; init; } = [new(7, 100), new(15, 20)];

    /// <summary>The L2 penalty on leaves; 5.</summary>
    public double Penalty { get; init; } = 5;

    /// <summary>The share of the features that a tree looks at; 0.7.</summary>
    public double FeatureShare { get; init; } = 0.7;

    /// <summary>Ends when so many trees in a row made rows held back no better; 40.</summary>
    public int Patience { get; init; } = 40;

    /// <summary>A level of a categorical feature that fewer rows have is pooled with the other rare ones; 20.</summary>
    public int LeastRowsOfLevel { get; init; } = 20;

    /// <summary>What drawing starts from.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>How large a tree grows.</summary>
/// <param name="Leaves">The most leaves, from 2.</param>
/// <param name="LeastRowsOfLeaf">The least rows of a leaf, from 1.</param>
public sealed record TreeShape(int Leaves, int LeastRowsOfLeaf);
