namespace CrmCore.Assignment;

/// <summary>How leads are assigned: people, ordered rules, calendars. Immutable, checked as a whole when made, safe to share between threads.</summary>
public sealed class AssignmentPolicy
{
    /// <summary>The policy of a definition.</summary>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public AssignmentPolicy(AssignmentDefinition definition)
    {
        Definition = Guard.Against.Null(definition);
        List<Defect> defects = AssignmentChecks.Check(definition);
        if (defects.Count > 0)
        {
            throw new DefinitionException($"assignment policy '{definition.Key}'", defects);
        }
    }

    /// <summary>The policy as plain data.</summary>
    public AssignmentDefinition Definition { get; }

    /// <summary>Reads the JSON form and checks it. The text has at most 1,000,000 characters.</summary>
    /// <exception cref="DefinitionException">The text is no JSON, not of this form or schema version, or what it says is wrong; every defect is listed.</exception>
    public static AssignmentPolicy FromJson(string json) => new(AssignmentDefinition.FromJson(json));

    /// <summary>The JSON form.</summary>
    public string ToJson() => Definition.ToJson();

    /// <summary>
    /// Plans who gets which lead, best leads first (score, then oldest, then id), and does nothing. Pure: the same input gives the same plan.
    /// </summary>
    /// <param name="leads">The leads to assign.</param>
    /// <param name="states">What is known of the members; one who is not among them owns nothing and had no turn.</param>
    /// <param name="at">The instant it is planned for.</param>
    /// <param name="seed">The order in which equals stand: 0 is as the members are listed, any other number shuffles them.</param>
    /// <param name="explains">Whether each decision names everybody who was passed over and every rule that did not fit; who gets what is the same.</param>
    public AssignmentPlan Plan(IEnumerable<AssignmentCandidate> leads, IEnumerable<MemberState> states, DateTimeOffset at, long seed = 0, bool explains = false)
    {
        Guard.Against.Null(leads);
        Guard.Against.Null(states);
        AssignmentRun run = new(Definition, states, at, seed, explains);
        List<AssignmentDecision> decisions = [.. leads.OrderByDescending(l => l.Score).ThenBy(l => l.CapturedAt).ThenBy(l => l.Lead).Select(run.Decide)];
        return new(decisions, run.States());
    }
}
