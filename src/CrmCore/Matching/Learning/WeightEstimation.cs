using CrmCore.Matching.Indexing;
using CrmCore.Matching.Rules;

namespace CrmCore.Matching.Learning;

/// <summary>
/// Estimates weights from records without labels, by the model of Fellegi and Sunter (1969) and expectation maximisation (Dempster, Laird, Rubin 1977;
/// Winkler 1988). Candidates that share a key are split into same and different with all shares free; then the shares among the different, which the
/// keys make too high, are replaced by those of random pairs. Pure: the same records in the same order and the same seed give the same weights.
/// </summary>
public static class WeightEstimation
{
    private const int FewestCandidates = 50;
    private const int FewestMatches = 20;
    private const int MostCandidates = 2_000_000;
    private const int RandomPairs = 300_000;
    private const int MostRounds = 200;
    private const double Settled = 1e-7;

    /// <summary>Learns weights for the rules of an index from its records.</summary>
    /// <param name="index">The index; it is only read.</param>
    /// <param name="seed">Chooses the random pairs.</param>
    /// <param name="mayBeSame">Which pairs count, such as those of two different files; null for all.</param>
    /// <returns>Rules of the same fields, keys and ceilings with new weights and thresholds, and a report; refused where there are too few candidates to learn from.</returns>
    public static LearnedWeights Estimate(DuplicateIndex index, int seed = 1, Func<Guid, Guid, bool>? mayBeSame = null)
    {
        Guard.Against.Null(index);
        MatchRules rules = index.Rules;
        if (rules.Comparisons.Count > PatternCounts.MostFields || rules.Comparisons.Any(c => c.Levels.Count > 13))
        {
            return new([new Refusal("matching.too-many-fields", ("most", PatternCounts.MostFields), ("fields", rules.Comparisons.Count))]);
        }

        PatternCounts candidates = CountCandidates(index, mayBeSame, out long possiblePairs);
        if (candidates.Total < FewestCandidates)
        {
            return new([new Refusal("matching.too-few-candidates", ("candidates", candidates.Total), ("fewest", FewestCandidates))]);
        }

        (LevelShares same, int rounds, bool settled) = Maximise(index, candidates);
        if (same.Total < FewestMatches)
        {
            return new([new Refusal("matching.too-few-matches", ("matches", Math.Round(same.Total)), ("fewest", FewestMatches))]);
        }

        LevelShares different = CountRandom(index, seed, mayBeSame);
        return Learned(rules, candidates, same, different, possiblePairs) with { Rounds = rounds, Settled = settled };
    }

    private static PatternCounts CountCandidates(DuplicateIndex index, Func<Guid, Guid, bool>? mayBeSame, out long possiblePairs)
    {
        PatternCounts counts = new(index.Comparer);
        Span<double> similarities = stackalloc double[index.Comparer.Count];
        int step = 1 + (index.Slots / 400_000);
        for (int right = 0; right < index.Slots && counts.Total < MostCandidates; right += step)
        {
            if (index.IdOf(right) == Guid.Empty)
            {
                continue;
            }

            Profile profile = index.ProfileOf(right);
            foreach (int left in index.Candidates(profile, right, right))
            {
                if (mayBeSame?.Invoke(index.IdOf(left), index.IdOf(right)) ?? true)
                {
                    uint swapped = index.Comparer.Compare(index.ProfileOf(left), profile, similarities);
                    counts.Add(similarities, swapped);
                }
            }
        }

        possiblePairs = (long)index.Count * (index.Count - 1) / 2 / step;
        return counts;
    }

    private static (LevelShares Same, int Rounds, bool Settled) Maximise(DuplicateIndex index, PatternCounts candidates)
    {
        MatchRules rules = index.Rules;
        KeyValuePair<UInt128, long>[] patterns = [.. candidates.Counts];
        double[] posterior = [.. patterns.Select(p => Start(rules, p.Key))];
        LevelShares same = new([.. rules.Comparisons.Select(c => c.Levels.Count + 1)]);
        LevelShares different = same.Empty();
        int round = 0;
        for (double change = 1; change > Settled && round < MostRounds; round++)
        {
            (same, different) = (same.Empty(), different.Empty());
            for (int p = 0; p < patterns.Length; p++)
            {
                same.Add(patterns[p].Key, posterior[p] * patterns[p].Value);
                different.Add(patterns[p].Key, (1 - posterior[p]) * patterns[p].Value);
            }

            double prior = Math.Log2((same.Total + 0.5) / (different.Total + 0.5));
            change = 0;
            for (int p = 0; p < patterns.Length; p++)
            {
                double now = 1 / (1 + Math.Pow(2, -(prior + Evidence(rules, patterns[p].Key, same, different))));
                change += Math.Abs(now - posterior[p]) * patterns[p].Value;
                posterior[p] = now;
            }

            change /= candidates.Total;
        }

        return (same, round, round < MostRounds);
    }

    /// <summary>Where the estimation starts: what the rules say as they are.</summary>
    private static double Start(MatchRules rules, UInt128 pattern)
    {
        double score = 0;
        for (int i = 0; i < rules.Comparisons.Count; i++)
        {
            MatchComparison comparison = rules.Comparisons[i];
            int level = PatternCounts.Level(pattern, i);
            score += level < comparison.Levels.Count ? comparison.Levels[level].Weight : level == comparison.Levels.Count ? comparison.Otherwise : comparison.Blank;
        }

        return score >= rules.Thresholds.Likely ? 0.9 : 0.1;
    }

    private static double Evidence(MatchRules rules, UInt128 pattern, LevelShares same, LevelShares different)
    {
        double bits = 0;
        for (int i = 0; i < rules.Comparisons.Count; i++)
        {
            int level = PatternCounts.Level(pattern, i);
            bits += level <= rules.Comparisons[i].Levels.Count ? Math.Log2(same.Share(i, level) / different.Share(i, level)) : 0;
            if (rules.Comparisons[i].SwapWith is not null)
            {
                bits += PatternCounts.IsSwapped(pattern, i) ? Math.Log2(same.Swapped(i) / different.Swapped(i)) : Math.Log2((1 - same.Swapped(i)) / (1 - different.Swapped(i)));
            }
        }

        return bits;
    }

    /// <summary>The levels of random pairs, those left out that the rules take for likely: among many duplicates even random pairs have some.</summary>
    private static LevelShares CountRandom(DuplicateIndex index, int seed, Func<Guid, Guid, bool>? mayBeSame)
    {
        int[] records = [.. Enumerable.Range(0, index.Slots).Where(i => index.IdOf(i) != Guid.Empty)];
        PatternCounts counts = new(index.Comparer);
        Random random = new(seed);
        Span<double> similarities = stackalloc double[index.Comparer.Count];
        long pairs = Math.Min(RandomPairs, (long)records.Length * (records.Length - 1) / 2);
        for (long i = 0; i < pairs; i++)
        {
            (int left, int right) = (records[random.Next(records.Length)], records[random.Next(records.Length)]);
            if (left == right || mayBeSame?.Invoke(index.IdOf(left), index.IdOf(right)) == false)
            {
                continue;
            }

            uint swapped = index.Comparer.Compare(index.ProfileOf(left), index.ProfileOf(right), similarities);
            if (index.Comparer.Score(similarities, swapped) < index.Rules.Thresholds.Likely)
            {
                counts.Add(similarities, swapped);
            }
        }

        LevelShares shares = new([.. index.Rules.Comparisons.Select(c => c.Levels.Count + 1)]);
        foreach ((UInt128 pattern, long count) in counts.Counts)
        {
            shares.Add(pattern, count);
        }

        return shares;
    }

    private static LearnedWeights Learned(MatchRules rules, PatternCounts candidates, LevelShares same, LevelShares different, long possiblePairs)
    {
        List<MatchComparison> comparisons = [];
        List<LearnedField> fields = [];
        for (int i = 0; i < rules.Comparisons.Count; i++)
        {
            MatchComparison before = rules.Comparisons[i];
            double[] weights = [.. Enumerable.Range(0, before.Levels.Count + 1).Select(l => Bits(same.Share(i, l), different.Share(i, l)))];
            bool learned = same.Filled(i) >= FewestMatches && different.Filled(i) >= FewestMatches;
            double filled = candidates.Counts.Where(p => PatternCounts.Level(p.Key, i) <= before.Levels.Count).Sum(p => p.Value) / (double)candidates.Total;
            fields.Add(new(before.Field, learned ? filled : 0, [.. weights.Select((w, l) => new LearnedLevel(
                l < before.Levels.Count ? before.Levels[l].AtLeast : 0, same.Share(i, l), different.Share(i, l), learned ? w : l < before.Levels.Count ? before.Levels[l].Weight : before.Otherwise))]));
            comparisons.Add(!learned ? before : before with
            {
                Levels = [.. before.Levels.Select((l, n) => l with { Weight = weights[n] })],
                Otherwise = weights[^1],
                Swapped = before.SwapWith is null ? 0 : Bits(same.Swapped(i), different.Swapped(i)),
            });
        }

        double likely = Bits(Math.Max(1, possiblePairs - same.Total), same.Total);
        MatchRules rulesNow = new(
            rules.Key + "-learned", rules.Version, rules.Fields, comparisons, rules.Blocks, new(likely - 7, likely, likely + 10), rules.Ceilings, rules.MaximumKeyUses);
        return new(rulesNow) { Fields = fields, Candidates = candidates.Total, RandomPairs = (long)different.Total, ExpectedMatches = same.Total };
    }

    private static double Bits(double numerator, double denominator) => Math.Round(Math.Log2(numerator / denominator), 2);
}
