namespace CrmCore.Matching.Rules;

/// <summary>A step of a comparison: what a similarity is worth.</summary>
/// <param name="AtLeast">The similarity, above 0 up to 1, from which it holds.</param>
/// <param name="Weight">What it adds to the score, in bits.</param>
public sealed record MatchLevel(double AtLeast, double Weight);

/// <summary>How one field of two records is compared, and what that is worth.</summary>
/// <param name="Field">The field.</param>
/// <param name="Measures">The measures; the one that finds them most alike counts.</param>
/// <param name="Levels">The levels, the highest similarity first.</param>
/// <param name="Otherwise">What it adds where no level is reached, in bits; as a rule below 0.</param>
public sealed record MatchComparison(string Field, IReadOnlyList<SimilarityMeasure> Measures, IReadOnlyList<MatchLevel> Levels, double Otherwise)
{
    /// <summary>What a blank on either side adds, in bits. The default 0 says: a blank neither matches nor contradicts.</summary>
    public double Blank { get; init; }

    /// <summary>Another compared field with which this one's value may have been confused, such as the family name for the given name.</summary>
    public string? SwapWith { get; init; }

    /// <summary>What reading the two swapped adds, in bits; as a rule below 0.</summary>
    public double Swapped { get; init; }
}
