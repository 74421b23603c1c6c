using CrmCore.Matching.Rules;

namespace CrmCore.Matching.Indexing;

/// <summary>Compares two profiles by rules. Safe to share between threads.</summary>
internal sealed class PairComparer
{
    /// <summary>Reading two fields swapped must find them more alike by this much in sum.</summary>
    private const double SwapMargin = 0.3;

    private readonly Column[] _columns;
    private readonly MatchRules _rules;

    public PairComparer(MatchRules rules)
    {
        _rules = rules;
        List<string> fields = [.. rules.Fields.Keys];
        List<string> compared = [.. rules.Comparisons.Select(c => c.Field)];
        _columns = [.. rules.Comparisons.Select(c => new Column(
            fields.IndexOf(c.Field), [.. c.Measures], [.. c.Levels], c.Otherwise, c.Blank, c.SwapWith is null ? -1 : compared.IndexOf(c.SwapWith), c.Swapped))];
    }

    public int Count => _columns.Length;

    /// <summary>
    /// Writes how alike each compared field is (NaN where a side is blank) and returns the set of columns, a bit each, that were read swapped.
    /// Swapped values have no side of their own, so the less alike of the two is written first: comparing stays symmetric.
    /// </summary>
    public uint Compare(Profile left, Profile right, Span<double> similarities)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            Column column = _columns[i];
            similarities[i] = Similarity(column, left[column.Field], right[column.Field]);
        }

        uint swapped = 0;
        for (int i = 0; i < _columns.Length; i++)
        {
            int j = _columns[i].Partner;
            if (j < 0)
            {
                continue;
            }

            double straight = OrZero(similarities[i]) + OrZero(similarities[j]);
            if (straight >= 2 - SwapMargin)
            {
                continue;
            }

            double crossed = Similarity(_columns[i], left[_columns[i].Field], right[_columns[j].Field]);
            double crossedBack = Similarity(_columns[i], left[_columns[j].Field], right[_columns[i].Field]);
            if (OrZero(crossed) + OrZero(crossedBack) > straight + SwapMargin)
            {
                bool first = double.IsNaN(crossed) || crossed <= crossedBack;
                similarities[i] = first ? crossed : crossedBack;
                similarities[j] = first ? crossedBack : crossed;
                swapped |= (1u << i) | (1u << j);
            }
        }

        return swapped;
    }

    /// <summary>The level that a similarity reaches: 0 the highest, the number of levels for none, one more for a blank.</summary>
    public int Level(int column, double similarity)
    {
        MatchLevel[] levels = _columns[column].Levels;
        if (double.IsNaN(similarity))
        {
            return levels.Length + 1;
        }

        int level = 0;
        while (level < levels.Length && similarity < levels[level].AtLeast)
        {
            level++;
        }

        return level;
    }

    public double Weight(int column, double similarity)
    {
        Column c = _columns[column];
        int level = Level(column, similarity);
        return level < c.Levels.Length ? c.Levels[level].Weight : level == c.Levels.Length ? c.Otherwise : c.Blank;
    }

    public double Score(ReadOnlySpan<double> similarities, uint swapped)
    {
        double score = 0;
        for (int i = 0; i < similarities.Length; i++)
        {
            score += Weight(i, similarities[i]);
            score += _columns[i].Partner >= 0 && (swapped >> i & 1) != 0 ? _columns[i].Swapped : 0;
        }

        return score;
    }

    public MatchClass Classify(double score, ReadOnlySpan<double> similarities, Profile left, Profile right)
    {
        MatchThresholds thresholds = _rules.Thresholds;
        MatchClass reached = score >= thresholds.Same ? MatchClass.Same
            : score >= thresholds.Likely ? MatchClass.Likely
            : score >= thresholds.Possible ? MatchClass.Possible
            : MatchClass.Different;
        if (reached > MatchClass.Different && _rules.Ceilings.Count > 0)
        {
            PairFacts facts = new(_rules, similarities, Filled(left, right));
            foreach (MatchCeiling ceiling in _rules.Ceilings)
            {
                reached = reached > ceiling.AtMost && ceiling.When.IsMet(facts) ? ceiling.AtMost : reached;
            }
        }

        return reached;
    }

    public MatchCandidate Explain(Guid id, Profile left, Profile right)
    {
        Span<double> similarities = stackalloc double[_columns.Length];
        uint swapped = Compare(left, right, similarities);
        double score = Score(similarities, swapped);
        return Explain(id, left, right, similarities, swapped, score, Classify(score, similarities, left, right));
    }

    /// <summary>What was compared, in words.</summary>
    public MatchCandidate Explain(Guid id, Profile left, Profile right, ReadOnlySpan<double> similarities, uint swapped, double score, MatchClass reached)
    {
        MatchReason[] reasons = new MatchReason[_columns.Length];
        for (int i = 0; i < _columns.Length; i++)
        {
            bool crossed = (swapped >> i & 1) != 0;
            double weight = Weight(i, similarities[i]) + (crossed && _columns[i].Partner >= 0 ? _columns[i].Swapped : 0);
            reasons[i] = new(_rules.Comparisons[i].Field, double.IsNaN(similarities[i]) ? null : similarities[i], weight, crossed);
        }

        PairFacts facts = new(_rules, similarities, Filled(left, right));
        return new(id, reached, score, reasons)
        {
            Ceilings = [.. _rules.Ceilings.Where(c => c.AtMost == reached && c.When.IsMet(facts)).Select(c => c.Key)],
        };
    }

    private byte[] Filled(Profile left, Profile right)
    {
        byte[] filled = new byte[_columns.Length];
        for (int i = 0; i < _columns.Length; i++)
        {
            filled[i] = (byte)((left[_columns[i].Field].IsEmpty ? 0 : 1) + (right[_columns[i].Field].IsEmpty ? 0 : 1));
        }

        return filled;
    }

    private static double Similarity(Column column, ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.IsEmpty || right.IsEmpty ? double.NaN : Measures.Best(column.Measures, left, right);

    private static double OrZero(double similarity) => double.IsNaN(similarity) ? 0 : similarity;

    private sealed record Column(int Field, SimilarityMeasure[] Measures, MatchLevel[] Levels, double Otherwise, double Blank, int Partner, double Swapped);
}
