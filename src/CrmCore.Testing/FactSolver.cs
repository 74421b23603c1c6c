namespace CrmCore.Testing;

/// <summary>Finds facts that meet some conditions and do not meet another, by trying the values on both sides of each comparison.</summary>
internal static class FactSolver
{
    private const int MaximumTries = 20_000;

    /// <summary>The facts of <paramref name="unmet"/> vary fastest, because the first candidates of the others mostly meet what is wanted. Facts that meet all of <paramref name="met"/> and not <paramref name="unmet"/>; null where none were found.</summary>
    public static IReadOnlyDictionary<string, FieldValue>? Solve(IEnumerable<Condition> met, Condition? unmet)
    {
        Condition[] wanted = [.. met];
        Condition[] all = unmet is null ? wanted : [.. wanted, unmet];
        string[] facts = [.. (unmet?.Facts ?? new HashSet<string>()).Concat(all.SelectMany(c => c.Facts)).Distinct()];
        FieldValue[][] candidates = [.. facts.Select(f => Candidates(f, all))];
        int[] pick = new int[facts.Length];
        FactTable table = new();
        for (int tries = 0; tries < MaximumTries; tries++)
        {
            for (int i = 0; i < facts.Length; i++)
            {
                table[facts[i]] = candidates[i][pick[i]];
            }

            if (Array.TrueForAll(wanted, c => c.IsMet(table)) && unmet?.IsMet(table) != true)
            {
                return new Dictionary<string, FieldValue>(table);
            }

            if (!Advance(pick, candidates))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The values of a fact that the comparisons tell apart, and none.</summary>
    public static FieldValue[] Candidates(string fact, IEnumerable<Condition> conditions)
    {
        HashSet<FieldValue> values = [];
        foreach (ComparisonCondition comparison in conditions.SelectMany(Comparisons).Where(c => c.Fact == fact))
        {
            values.UnionWith(comparison.Comparison switch
            {
                Comparison.AtLeast or Comparison.AtMost when comparison.Value.AsNumber is { } number => [comparison.Value, FieldValue.Of(number + 1), FieldValue.Of(Math.Max(0, number - 1))],
                Comparison.AtLeast or Comparison.AtMost when comparison.Value.AsDate is { } date => [comparison.Value, FieldValue.Of(date.AddDays(1)), FieldValue.Of(date.AddDays(-1))],
                Comparison.OneOf => comparison.Value.AsChoices!.Select(FieldValue.Of),
                Comparison.Present => [Sample(fact)],
                _ => [comparison.Value],
            });
        }

        return [.. values, FieldValue.None];
    }

    private static FieldValue Sample(string fact) => fact switch
    {
        "amount" or "line-items" or "activities" or "needs" or "close-date-pushes" => FieldValue.Of(1),
        "close-date" or "next-step" or "last-touch" => FieldValue.Of(new DateOnly(2026, 12, 31)),
        _ when fact.StartsWith("roles.", StringComparison.Ordinal) || fact.StartsWith("activities.", StringComparison.Ordinal) || fact.StartsWith("needs.", StringComparison.Ordinal) => FieldValue.Of(1),
        _ when fact.StartsWith("host.", StringComparison.Ordinal) => FieldValue.Of(true),
        _ when fact.StartsWith("answers.", StringComparison.Ordinal) => FieldValue.Of("confirmed"),
        _ => FieldValue.Of("u-1"),
    };

    private static IEnumerable<ComparisonCondition> Comparisons(Condition condition) => condition switch
    {
        ComparisonCondition comparison => [comparison],
        AllCondition all => all.Conditions.SelectMany(Comparisons),
        AnyCondition any => any.Conditions.SelectMany(Comparisons),
        NotCondition not => Comparisons(not.Condition),
        _ => [],
    };

    private static bool Advance(int[] pick, FieldValue[][] candidates)
    {
        for (int i = 0; i < pick.Length; i++)
        {
            if (++pick[i] < candidates[i].Length)
            {
                return true;
            }

            pick[i] = 0;
        }

        return false;
    }
}

/// <summary>Facts in a table; what is not in it has no value.</summary>
internal sealed class FactTable : Dictionary<string, FieldValue>, IFacts
{
    public FactTable()
        : base(StringComparer.Ordinal)
    {
    }

    public FactTable(IReadOnlyDictionary<string, FieldValue> facts)
        : base(facts, StringComparer.Ordinal)
    {
    }

    public FieldValue Get(string fact) => TryGetValue(fact, out FieldValue value) ? value : FieldValue.None;
}
