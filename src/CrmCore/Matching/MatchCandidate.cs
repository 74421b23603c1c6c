namespace CrmCore.Matching;

/// <summary>What one field says on two records being the same.</summary>
/// <param name="Field">The field.</param>
/// <param name="Similarity">How alike the values are, 0 to 1; null where one is blank.</param>
/// <param name="Weight">What it adds to the score, in bits: above 0 speaks for the same, below 0 against.</param>
/// <param name="Swapped">Whether the value was found in the field's partner, such as a given name in the family name's place.</param>
public sealed record MatchReason(string Field, double? Similarity, double Weight, bool Swapped = false);

/// <summary>A record that may be the same as the one asked about.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Class">How sure it is.</param>
/// <param name="Score">The sum of the reasons' weights, in bits: each one doubles the odds.</param>
/// <param name="Reasons">What each field says, in the order of the rules.</param>
public sealed record MatchCandidate(Guid Id, MatchClass Class, double Score, IReadOnlyList<MatchReason> Reasons)
{
    /// <summary>The keys of the ceilings that kept the class lower than the score alone would; empty where none did.</summary>
    public IReadOnlyList<string> Ceilings { get; init; } = [];
}

/// <summary>Two records of an index that may be the same.</summary>
/// <param name="Left">The one that was added first.</param>
/// <param name="Right">The other.</param>
/// <param name="Class">How sure it is.</param>
/// <param name="Score">In bits, as for <see cref="MatchCandidate"/>.</param>
public readonly record struct MatchPair(Guid Left, Guid Right, MatchClass Class, double Score);
