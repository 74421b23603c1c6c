using CrmCore.Leads;
using CrmCore.Qualification;

namespace CrmCore.Conversion.Policies;

/// <summary>
/// What the conditions of a conversion policy look at: <c>by</c> and <c>by.teams</c> (who converts or reverts), <c>owner</c> and <c>owner.teams</c> (who will
/// own the result), <c>owner.same-team</c> (whether they share a team), <c>verdict.qualified</c>, <c>verdict.score</c> (0 to 100), <c>verdict.findings</c> and
/// <c>verdict.blockers</c> (codes), <c>request.account</c>, <c>request.contact</c>, <c>request.opportunity</c> (create, link or none), and every other fact of the
/// lead. Thread-safe as long as the lead does not change.
/// </summary>
public sealed class ConversionFacts : IFacts
{
    private readonly ConversionPolicy _policy;
    private readonly Lead _lead;
    private readonly UserId _by;
    private readonly UserId? _owner;
    private readonly QualificationVerdict? _verdict;
    private readonly ConversionRequest? _request;

    internal ConversionFacts(ConversionPolicy policy, Lead lead, UserId by, UserId? owner, QualificationVerdict? verdict, ConversionRequest? request)
    {
        _policy = policy;
        _lead = lead;
        _by = by;
        _owner = owner;
        _verdict = verdict;
        _request = request;
    }

    /// <summary>The facts besides those of the lead.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "by", "by.teams", "owner", "owner.teams", "owner.same-team", "verdict.qualified", "verdict.score", "verdict.findings", "verdict.blockers",
        "request.account", "request.contact", "request.opportunity",
    ];

    /// <inheritdoc/>
    public FieldValue Get(string fact) => fact switch
    {
        "by" => FieldValue.Of(_by.Value),
        "by.teams" => FieldValue.Of(_policy.TeamsOf(_by)),
        "owner" => FieldValue.Of(_owner?.Value),
        "owner.teams" => _owner is { } owner ? FieldValue.Of(_policy.TeamsOf(owner)) : FieldValue.None,
        "owner.same-team" => FieldValue.Of(_owner is { } other && (other == _by || _policy.TeamsOf(other).Intersect(_policy.TeamsOf(_by)).Any())),
        "verdict.qualified" => _verdict is null ? FieldValue.None : FieldValue.Of(_verdict.IsQualified),
        "verdict.score" => _verdict is null ? FieldValue.None : FieldValue.Of(_verdict.Score),
        "verdict.findings" => _verdict is null ? FieldValue.None : FieldValue.Of(_verdict.Findings.Select(f => f.Code)),
        "verdict.blockers" => _verdict is null ? FieldValue.None : FieldValue.Of(_verdict.Blockers.Select(f => f.Code)),
        "request.account" => FieldValue.Of(_request?.Account.Word),
        "request.contact" => FieldValue.Of(_request?.Contact.Word),
        "request.opportunity" => FieldValue.Of(_request?.Opportunity.Word),
        _ => _lead.Get(fact),
    };

    /// <summary>Whether there may be such a fact; those of the lead can't all be told.</summary>
    internal static bool Knows(string fact) =>
        Names.Contains(fact)
        || !(fact.StartsWith("by.", StringComparison.Ordinal) || fact.StartsWith("owner.", StringComparison.Ordinal) || fact.StartsWith("verdict.", StringComparison.Ordinal) || fact.StartsWith("request.", StringComparison.Ordinal)
            || (Discovery.Owns(fact) && !Discovery.Knows(fact)));
}
