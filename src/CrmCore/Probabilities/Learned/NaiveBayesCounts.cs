namespace CrmCore.Probabilities.Learned;

/// <summary>How often the values of a feature occurred, by the codes of its levels; none for a numeric feature.</summary>
/// <param name="Won">How many won deals had each value.</param>
/// <param name="Lost">How many lost deals had it.</param>
public sealed record NaiveBayesField(IReadOnlyList<int> Won, IReadOnlyList<int> Lost);

/// <summary>The counts of one team, or of all together.</summary>
/// <param name="Won">How many deals were won.</param>
/// <param name="Lost">How many were lost.</param>
/// <param name="Fields">The counts of each feature, in the order of the schema.</param>
public sealed record NaiveBayesCounts(int Won, int Lost, IReadOnlyList<NaiveBayesField> Fields);
