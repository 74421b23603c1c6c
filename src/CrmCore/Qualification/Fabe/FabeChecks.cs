namespace CrmCore.Qualification.Fabe;

/// <summary>Checks FABE statements by the method: benefits of this buyer's needs, not features.</summary>
public static class FabeChecks
{
    /// <summary>A feature longer than this, in characters, is too much for a complex product.</summary>
    public const int LongFeature = 120;

    /// <summary>
    /// What is wrong with the statements of one discovery: <c>fabe.incomplete</c>, <c>fabe.benefit-without-need</c>, <c>fabe.evidence-without-source</c>,
    /// <c>fabe.long-feature</c> (each about one statement), <c>fabe.features-outnumber-benefits</c>.
    /// </summary>
    public static IReadOnlyList<DiscoveryFinding> Check(Discovery discovery)
    {
        List<DiscoveryFinding> findings = [];
        HashSet<string> needs = [.. Guard.Against.Null(discovery).Needs.Select(n => n.Id)];
        foreach (FabeNote note in discovery.Fabe)
        {
            string about = note.Feature ?? note.Advantage ?? note.Benefit ?? note.Proof!;
            string[] missing = [.. Missing(note)];
            if (missing.Length > 0)
            {
                findings.Add(new("fabe.incomplete", note.Id, ("statement", about), ("missing", string.Join(", ", missing))));
            }

            if (note.Benefit is not null && (note.Need is null || !needs.Contains(note.Need)))
            {
                findings.Add(new("fabe.benefit-without-need", note.Id, ("benefit", note.Benefit)));
            }

            if (note.Proof is not null && (note.ProofKind == EvidenceKind.None || note.ProofSource is null))
            {
                findings.Add(new("fabe.evidence-without-source", note.Id, ("evidence", note.Proof)));
            }

            if (note.Feature?.Length > LongFeature)
            {
                findings.Add(new("fabe.long-feature", note.Id, ("length", note.Feature.Length), ("limit", LongFeature)));
            }
        }

        int features = discovery.Fabe.Count(f => f.Feature is not null);
        int benefits = discovery.Fabe.Count(f => f.Benefit is not null);
        if (features > benefits)
        {
            findings.Add(new("fabe.features-outnumber-benefits", "fabe", ("features", features), ("benefits", benefits)));
        }

        return findings;
    }

    /// <summary>The benefits that several customers were told word for word, apart from case and surrounding white space: <c>fabe.same-benefit</c>.</summary>
    /// <param name="customers">Each customer's name with its discovery.</param>
    public static IReadOnlyList<DiscoveryFinding> SameBenefits(IEnumerable<(string Customer, Discovery Discovery)> customers) =>
        [
            .. Guard.Against.Null(customers)
                .SelectMany(c => c.Discovery.Fabe.Where(f => f.Benefit is not null).Select(f => (c.Customer, Benefit: f.Benefit!.Trim())))
                .GroupBy(c => c.Benefit, StringComparer.OrdinalIgnoreCase)
                .Select(g => (g.Key, Customers: g.Select(c => c.Customer).Distinct(StringComparer.Ordinal).ToList()))
                .Where(g => g.Customers.Count > 1)
                .Select(g => new DiscoveryFinding("fabe.same-benefit", g.Key, ("benefit", g.Key), ("customers", string.Join(", ", g.Customers)))),
        ];

    internal static IEnumerable<string> Missing(FabeNote note)
    {
        if (note.Feature is null)
        {
            yield return "feature";
        }

        if (note.Advantage is null)
        {
            yield return "advantage";
        }

        if (note.Benefit is null)
        {
            yield return "benefit";
        }

        if (note.Proof is null)
        {
            yield return "evidence";
        }
    }
}
