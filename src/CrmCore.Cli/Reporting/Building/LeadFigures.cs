using CrmCore.Cli.Engine;
using CrmCore.Leads;
using CrmCore.Pools;
using CrmCore.Qualification;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>What the report says about leads.</summary>
internal sealed class LeadFigures
{
    private readonly IReadOnlyList<LeadSnapshot> _leads;
    private readonly LeadGroups _duplicates;
    private readonly PoolCatalog _pools;
    private readonly DateTimeOffset _asOf;
    private readonly List<(Lead Lead, QualificationVerdict Verdict)> _waiting;

    public LeadFigures(IReadOnlyList<LeadSnapshot> leads, LeadGroups duplicates, QualificationPolicy policy, PoolCatalog pools, DateTimeOffset asOf)
    {
        _leads = leads;
        _duplicates = duplicates;
        _pools = pools;
        _asOf = asOf;
        _waiting = [.. leads.Select(Lead.FromSnapshot).Where(l => l.IsOpen).Select(l => (l, policy.Evaluate(l, asOf)))];
    }

    public int WaitingCount => _waiting.Count;

    public int? LongestWaitDays => _waiting.Count == 0 ? null : _waiting.Max(w => Days(w.Lead));

    public IReadOnlyList<LeadCount> BySource() =>
        [.. _leads.GroupBy(l => l.Source.Kind).Select(g => new LeadCount(g.Key.ToString(), LeadNames.NameOf(g.Key), g.Count())).OrderByDescending(c => c.Count)];

    public IReadOnlyList<LeadCount> ByStatus() =>
        [.. _leads.GroupBy(l => l.Status).OrderBy(g => g.Key).Select(g => new LeadCount(g.Key.ToString(), LeadNames.NameOf(g.Key), g.Count()))];

    /// <summary>The open leads, the best scores first; each with its findings, or ready where there is none that blocks.</summary>
    public IReadOnlyList<WaitingLead> Waiting() =>
    [
        .. _waiting.OrderByDescending(w => w.Verdict.Score).ThenByDescending(w => Days(w.Lead)).Select(w => new WaitingLead(
            w.Lead.Details.DisplayName,
            w.Lead.Details.Company,
            LeadNames.NameOf(w.Lead.Source.Kind),
            w.Lead.Owner is { } owner ? LocalizedText.FromString(owner.Value) : PoolName(w.Lead.Pool!.Value),
            Days(w.Lead),
            [.. w.Verdict.Findings.Select(f => new LeadFinding(f.Code, f.Text, f.Question ?? f.Advice, f.Severity == FindingSeverity.Blocker ? Severity.Alarm : Severity.Warning))])),
    ];

    public IReadOnlyList<DuplicateCluster> Duplicates() =>
    [
        .. _duplicates.Groups.Zip(_duplicates.Classes, (group, sure) => new DuplicateCluster(
            sure,
            Reasons(group),
            [.. group.Select((lead, i) => new DuplicateMember(new("Lead", "线索"), lead.Details.DisplayName, lead.Details.Company, lead.Details.Email?.Entered ?? lead.Details.Phone?.Entered, lead.Custody.Owner?.Value, i == 0))])),
    ];

    private static List<LocalizedText> Reasons(IReadOnlyList<LeadSnapshot> group)
    {
        List<LocalizedText> reasons = [];
        if (Shared(group.Select(l => l.Details.Email?.MatchForm)))
        {
            reasons.Add(new("Same e-mail address", "邮箱相同"));
        }

        if (Shared(group.Select(l => l.Details.Phone?.MatchForm)))
        {
            reasons.Add(new("Same phone number", "电话相同"));
        }

        if (Shared(group.Select(l => l.Details.Company is null ? null : $"{CrmCore.Matching.NameForms.Person(l.Details.Name?.Full)}|{CrmCore.Matching.NameForms.Company(l.Details.Company)}")))
        {
            reasons.Add(new("Same person and company", "姓名和公司相同"));
        }

        return reasons;
    }

    private static bool Shared(IEnumerable<string?> keys) => keys.Where(k => k is not null).GroupBy(k => k).Any(g => g.Count() > 1);

    private LocalizedText PoolName(PoolId pool) => _pools.Find(pool)?.Name ?? LocalizedText.FromString(pool.Value);

    private int Days(Lead lead) => Math.Max(0, (int)(_asOf - lead.CapturedAt).TotalDays);
}
