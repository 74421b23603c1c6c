namespace CrmCore.Qualification.Fabe;

/// <summary>A FABE statement that fits a need of this buyer.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Need">The explicit need that it meets; the benefit is to be said in its words.</param>
/// <param name="Fit">How many of the feature's topics the need and its quote name.</param>
/// <param name="Missing">What the statement still lacks: <c>advantage</c>, <c>benefit</c> (always, to be said to this buyer), <c>evidence</c>, <c>source</c>.</param>
public sealed record FabeSuggestion(ProductFeature Feature, Need Need, int Fit, IReadOnlyList<string> Missing)
{
    /// <summary>
    /// The statements that fit the explicit needs of a discovery, best first: by fit, then by how little is missing, then in the order of needs and
    /// catalogue.
    /// </summary>
    public static IReadOnlyList<FabeSuggestion> For(Discovery discovery, IEnumerable<ProductFeature> catalogue)
    {
        Guard.Against.Null(catalogue);
        List<ProductFeature> features = [.. catalogue];
        return
        [
            .. Guard.Against.Null(discovery).Needs
                .Where(n => n.Layer == NeedLayer.Explicit)
                .SelectMany(n => features.Select(f => new FabeSuggestion(f, n, FitOf(f, n), [.. MissingOf(f)])))
                .Where(s => s.Fit > 0)
                .OrderByDescending(s => s.Fit)
                .ThenBy(s => s.Missing.Count),
        ];
    }

    private static int FitOf(ProductFeature feature, Need need) => feature.Topics.Count(t =>
        !string.IsNullOrWhiteSpace(t) && (need.Statement.Contains(t, StringComparison.OrdinalIgnoreCase) || (need.Quote?.Contains(t, StringComparison.OrdinalIgnoreCase) ?? false)));

    private static IEnumerable<string> MissingOf(ProductFeature feature)
    {
        if (feature.Advantage is null)
        {
            yield return "advantage";
        }

        yield return "benefit";
        if (feature.Proof is null)
        {
            yield return "evidence";
        }
        else if (feature.ProofSource is null)
        {
            yield return "source";
        }
    }
}
