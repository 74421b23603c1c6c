using CrmCore.Cli.Engine;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>What the report says about leads.</summary>
internal sealed class LeadFigures
{
    private readonly IReadOnlyList<LeadSnapshot> _leads;
    private readonly IReadOnlyList<OpportunitySnapshot> _opportunities;
    private readonly LeadGroups _duplicates;
    private readonly DateTimeOffset _asOf;
    private readonly IReadOnlyList<UserId> _owners;
    private readonly List<(Lead Lead, QualificationVerdict Verdict)> _waiting;

    public LeadFigures(IReadOnlyList<LeadSnapshot> leads, IReadOnlyList<OpportunitySnapshot> opportunities, LeadGroups duplicates, QualificationPolicy policy, DateTimeOffset asOf)
    {
        _leads = leads;
        _opportunities = opportunities;
        _duplicates = duplicates;
        _asOf = asOf;
        _owners = [.. leads.Select(l => l.Custody.Owner).Concat(opportunities.Select(o => o.Owner)).OfType<UserId>().Distinct()];
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

    public IReadOnlyList<PoolLoad> Pools() =>
    [
        .. _leads.Where(l => l.Custody.Pool is not null && IsOpen(l.Status)).GroupBy(l => l.Custody.Pool!.Value)
            .Select(g => new PoolLoad(g.Key.Value, PoolName(g.Key), g.Count(), g.Max(l => (int)(_asOf - l.CustodySince).TotalDays), _owners.Count, ClaimedLastWeek())),
    ];

    public IReadOnlyList<OwnerLoad> Owners()
    {
        return
        [
            .. _owners.Select(owner => new OwnerLoad(
                owner.Value,
                owner.Value,
                _leads.Count(l => l.Custody.Owner == owner && IsOpen(l.Status)),
                null,
                _opportunities.Count(o => o.Owner == owner && o.StageKind == StageKind.Open),
                _opportunities.Where(o => o.Owner == owner && o.StageKind == StageKind.Open).Sum(o => o.Amount?.Amount ?? 0),
                _leads.Count(l => l.Custody.Owner == owner && IsOpen(l.Status) && l.FollowUps is { Count: > 0 } f && f[^1].NextStepDue < _asOf))),
        ];
    }

    public IReadOnlyList<DuplicateCluster> Duplicates() =>
    [
        .. _duplicates.Groups.Select(group => new DuplicateCluster(
            1,
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

    private static bool IsOpen(LeadStatus status) => status is not (LeadStatus.Converted or LeadStatus.Disqualified or LeadStatus.Merged);

    private static LocalizedText PoolName(PoolId pool) => pool == CrmCore.Pools.Pool.Default.Id ? CrmCore.Pools.Pool.Default.Name : LocalizedText.FromString(pool.Value);

    private int ClaimedLastWeek() => _leads.Count(l => l.Custody.Owner is not null && l.CustodySince > l.CapturedAt && (_asOf - l.CustodySince).TotalDays <= 7);

    private int Days(Lead lead) => Math.Max(0, (int)(_asOf - lead.CapturedAt).TotalDays);
}
