namespace CrmCore.Matching.Rules;

/// <summary>
/// A bar that no score passes: where the condition holds, the class is at most the one given. It keeps apart what shares much by nature, such as the
/// people of one household or the colleagues in one company.
/// </summary>
/// <param name="Key">The stable key, which results name.</param>
/// <param name="AtMost">The highest class.</param>
/// <param name="When">
/// The condition. Its facts are the compared fields: <c>given</c> is the similarity, 0 to 1, or nothing if a side is blank; <c>given.filled</c> says on
/// how many sides it is not blank, 0 to 2.
/// </param>
public sealed record MatchCeiling(string Key, MatchClass AtMost, Condition When)
{
    internal const string Filled = ".filled";
}
