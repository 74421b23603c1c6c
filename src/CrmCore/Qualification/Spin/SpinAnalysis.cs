namespace CrmCore.Qualification.Spin;

/// <summary>How the questions of the SPIN method are balanced, and what the calls ended with.</summary>
/// <param name="Situation">How many situation questions.</param>
/// <param name="Problem">How many problem questions.</param>
/// <param name="Implication">How many implication questions.</param>
/// <param name="NeedPayoff">How many need-payoff questions.</param>
/// <param name="Findings">
/// What is missing: <c>spin.too-many-situation</c> (more than four, and more than all others together), <c>spin.implication-missing</c> (problems, but no
/// implication), <c>spin.payoff-missing</c> (implications, but no need-payoff), <c>spin.need-not-explicit</c> (an implied need that no explicit one was promoted from).
/// </param>
public sealed record SpinAnalysis(int Situation, int Problem, int Implication, int NeedPayoff, IReadOnlyList<DiscoveryFinding> Findings)
{
    /// <summary>The analysis of a discovery.</summary>
    public static SpinAnalysis Of(Discovery discovery)
    {
        Guard.Against.Null(discovery);
        int situation = CountOf(SpinType.Situation);
        int problem = CountOf(SpinType.Problem);
        int implication = CountOf(SpinType.Implication);
        int payoff = CountOf(SpinType.NeedPayoff);
        List<DiscoveryFinding> findings = [];
        if (situation > 4 && situation > problem + implication + payoff)
        {
            findings.Add(new("spin.too-many-situation", "situation", ("count", situation), ("others", problem + implication + payoff)));
        }

        if (problem > 0 && implication == 0)
        {
            findings.Add(new("spin.implication-missing", "implication", ("count", problem)));
        }

        if (implication > 0 && payoff == 0)
        {
            findings.Add(new("spin.payoff-missing", "need-payoff", ("count", implication)));
        }

        foreach (Need need in Icebergs.Iceberg.Of(discovery).Unspoken.Where(n => n.Layer == NeedLayer.Implied))
        {
            findings.Add(new("spin.need-not-explicit", need.Id, ("need", need.Statement)));
        }

        return new(situation, problem, implication, payoff, findings);

        int CountOf(SpinType kind) => discovery.Spin.Count(s => s.Kind == kind);
    }
}
