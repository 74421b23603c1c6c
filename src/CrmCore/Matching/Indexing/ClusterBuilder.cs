using CrmCore.Matching.Rules;

namespace CrmCore.Matching.Indexing;

/// <summary>Joins pairs into clusters, the surest first, refusing those that would let a chain drift.</summary>
internal static class ClusterBuilder
{
    /// <summary>Of a large group no more members than this are held against those of the other.</summary>
    private const int Sample = 8;

    public static IReadOnlyList<DuplicateCluster> Build(DuplicateIndex index, MatchPair[] pairs)
    {
        Array.Sort(pairs, (a, b) => a.Class != b.Class ? b.Class.CompareTo(a.Class) : a.Score != b.Score ? b.Score.CompareTo(a.Score) : Order(index, a).CompareTo(Order(index, b)));
        Dictionary<int, Group> groups = [];
        foreach (MatchPair pair in pairs)
        {
            Group left = Of(groups, index.NumberOf(pair.Left));
            Group right = Of(groups, index.NumberOf(pair.Right));
            if (left == right)
            {
                continue;
            }

            if (!BelongTogether(index, left, right))
            {
                left.Refused++;
                right.Refused++;
                continue;
            }

            (Group into, Group from) = left.Members.Count >= right.Members.Count ? (left, right) : (right, left);
            into.Members.AddRange(from.Members);
            into.Refused += from.Refused;
            into.Weakest = (MatchClass)Math.Min((int)pair.Class, Math.Min((int)into.Weakest, (int)from.Weakest));
            foreach (int member in from.Members)
            {
                groups[member] = into;
            }
        }

        return [.. groups.Values.Distinct().Where(g => g.Members.Count > 1)
            .OrderByDescending(g => g.Members.Count).ThenBy(g => g.Members.Min())
            .Select(g => new DuplicateCluster([.. g.Members.Order().Select(index.IdOf)], g.Weakest, g.Refused))];
    }

    private static (int Left, int Right) Order(DuplicateIndex index, MatchPair pair) => (index.NumberOf(pair.Left), index.NumberOf(pair.Right));

    private static Group Of(Dictionary<int, Group> groups, int number) =>
        groups.TryGetValue(number, out Group? group) ? group : groups[number] = new Group(number);

    private static bool BelongTogether(DuplicateIndex index, Group left, Group right)
    {
        if (left.Members.Count == 1 && right.Members.Count == 1)
        {
            return true;
        }

        MatchThresholds thresholds = index.Rules.Thresholds;
        Span<double> similarities = stackalloc double[index.Comparer.Count];
        double sum = 0;
        int compared = 0;
        foreach (int a in left.Members.Take(Sample))
        {
            foreach (int b in right.Members.Take(Sample))
            {
                Profile one = index.ProfileOf(a);
                Profile other = index.ProfileOf(b);
                uint swapped = index.Comparer.Compare(one, other, similarities);
                double score = index.Comparer.Score(similarities, swapped);
                bool heldDown = score >= thresholds.Likely && index.Comparer.Classify(score, similarities, one, other) < MatchClass.Likely;
                if (heldDown || score < thresholds.Possible - (thresholds.Likely - thresholds.Possible))
                {
                    return false;
                }

                sum += Math.Min(score, thresholds.Same);
                compared++;
            }
        }

        return sum / compared >= thresholds.Possible;
    }

    private sealed class Group(int first)
    {
        public List<int> Members { get; } = [first];

        public MatchClass Weakest { get; set; } = MatchClass.Same;

        public int Refused { get; set; }
    }
}
