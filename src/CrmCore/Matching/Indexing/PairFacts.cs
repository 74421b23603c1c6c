using CrmCore.Matching.Rules;

namespace CrmCore.Matching.Indexing;

/// <summary>What ceilings look at in a compared pair.</summary>
internal sealed class PairFacts(MatchRules rules, ReadOnlySpan<double> similarities, byte[] filled) : IFacts
{
    private readonly double[] _similarities = similarities.ToArray();

    public FieldValue Get(string fact)
    {
        bool counts = fact.EndsWith(MatchCeiling.Filled, StringComparison.Ordinal);
        ReadOnlySpan<char> field = counts ? fact.AsSpan(0, fact.Length - MatchCeiling.Filled.Length) : fact;
        for (int i = 0; i < rules.Comparisons.Count; i++)
        {
            if (field.SequenceEqual(rules.Comparisons[i].Field))
            {
                return counts ? FieldValue.Of(filled[i]) : double.IsNaN(_similarities[i]) ? FieldValue.None : FieldValue.Of((decimal)_similarities[i]);
            }
        }

        return FieldValue.None;
    }
}
