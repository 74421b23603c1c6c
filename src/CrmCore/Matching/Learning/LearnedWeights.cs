using CrmCore.Matching.Rules;

namespace CrmCore.Matching.Learning;

/// <summary>What was learned of one level of a field.</summary>
/// <param name="AtLeast">The similarity from which it holds; 0 for no level reached.</param>
/// <param name="AmongSame">The share of the pairs that are the same in which it holds (m), 0 to 1.</param>
/// <param name="AmongDifferent">The share of random pairs in which it holds (u), 0 to 1.</param>
/// <param name="Weight">The binary logarithm of their ratio: what it adds to the score, in bits.</param>
public sealed record LearnedLevel(double AtLeast, double AmongSame, double AmongDifferent, double Weight);

/// <summary>What was learned of one field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Filled">The share of the candidates in which both sides have a value, 0 to 1. Where it is 0, the weights stay as they were.</param>
/// <param name="Levels">The levels, the highest similarity first.</param>
public sealed record LearnedField(string Field, double Filled, IReadOnlyList<LearnedLevel> Levels);

/// <summary>Weights that were estimated from records without any labels, or why they could not be.</summary>
public sealed record LearnedWeights : Outcome
{
    internal LearnedWeights(IReadOnlyList<Refusal> refusals)
        : base(refusals)
    {
    }

    internal LearnedWeights(MatchRules rules)
        : base([]) => Rules = rules;

    /// <summary>The rules with the learned weights and thresholds; null where it was refused.</summary>
    public MatchRules? Rules { get; }

    /// <summary>What was learned of each field, in the order of the comparisons.</summary>
    public IReadOnlyList<LearnedField> Fields { get; init; } = [];

    /// <summary>How many pairs that share a key it learned from.</summary>
    public long Candidates { get; init; }

    /// <summary>How many random pairs it learned from.</summary>
    public long RandomPairs { get; init; }

    /// <summary>How many of the candidates it takes for the same.</summary>
    public double ExpectedMatches { get; init; }

    /// <summary>How many rounds the estimation took.</summary>
    public int Rounds { get; init; }

    /// <summary>Whether it settled before the last round that is allowed.</summary>
    public bool Settled { get; init; }
}
