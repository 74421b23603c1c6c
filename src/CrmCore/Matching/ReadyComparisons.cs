using CrmCore.Matching.Rules;
using static CrmCore.Matching.Rules.SimilarityMeasure;

namespace CrmCore.Matching;

/// <summary>The comparisons of the ready rules.</summary>
internal static class ReadyComparisons
{
    private static readonly MatchComparison[] Known =
    [
        new(MatchFields.Given, [JaroWinkler, TokenSet, Nickname, Initial], [new(1, 6), new(0.92, 4.5), new(0.83, 2.5)], -6) { SwapWith = MatchFields.Family, Swapped = -3 },
        new(MatchFields.Family, [JaroWinkler, TokenSet], [new(1, 7.5), new(0.92, 5.5), new(0.83, 3)], -5),
        new(MatchFields.Company, [JaroWinkler, TokenSet, Containment], [new(1, 8), new(0.93, 6), new(0.86, 4), new(0.72, 1)], -6),
        new(MatchFields.Email, [JaroWinkler], [new(1, 12), new(0.96, 7)], -3),
        new(MatchFields.Phone, [Phone], [new(1, 11), new(0.96, 10), new(0.85, 3)], -3),
        new(MatchFields.HouseNumber, [Edit], [new(1, 5), new(0.6, 2)], -3),
        new(MatchFields.Street, [JaroWinkler, TokenSet], [new(1, 7), new(0.92, 6), new(0.83, 3)], -4) { SwapWith = MatchFields.Street2, Swapped = -2 },
        new(MatchFields.Street2, [JaroWinkler, TokenSet], [new(1, 7), new(0.92, 6), new(0.83, 3)], -3),
        new(MatchFields.City, [JaroWinkler, TokenSet, Containment], [new(1, 5), new(0.92, 4), new(0.83, 2)], -2),
        new(MatchFields.Postcode, [Edit], [new(1, 6), new(0.7, 3)], -3),
        new(MatchFields.State, [Exact], [new(1, 1.5)], -1.5),
        new(MatchFields.Country, [Exact], [new(1, 0.5)], -2),
        new(MatchFields.BirthDate, [Edit], [new(1, 9), new(0.75, 4)], -4),
        new(MatchFields.Identifier, [Edit], [new(1, 12), new(0.8, 4)], -3),
    ];

    public static IEnumerable<MatchComparison> For(IReadOnlySet<string> fields)
    {
        foreach (MatchComparison comparison in Known.Where(c => fields.Contains(c.Field)))
        {
            yield return comparison.SwapWith is { } partner && !fields.Contains(partner) ? comparison with { SwapWith = null, Swapped = 0 } : comparison;
        }

        foreach (string other in fields.Except(MatchFields.All).Order(StringComparer.Ordinal))
        {
            yield return new(other, [JaroWinkler, TokenSet], [new(1, 2), new(0.9, 1)], -1);
        }
    }
}
