namespace CrmCore.Matching.Rules;

/// <summary>The scores, in bits, from which each class holds; below <see cref="Possible"/> two records are different.</summary>
/// <param name="Possible">From which a match is possible.</param>
/// <param name="Likely">From which it is likely.</param>
/// <param name="Same">From which it is the same.</param>
public sealed record MatchThresholds(double Possible, double Likely, double Same);
