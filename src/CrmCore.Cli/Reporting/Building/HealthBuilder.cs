using CrmCore.Health;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>What the report says about the health of deals.</summary>
internal sealed class HealthBuilder(IReadOnlyList<OpportunitySnapshot> opportunities, IReadOnlyDictionary<AccountId, string> accounts, PipelineCatalog pipelines, HealthPolicy policy, DateTimeOffset asOf)
{
    private static readonly DealMark NoAmount = new("no-amount", new("No amount", "没有金额"), Severity.Info);

    private readonly HealthList _list = HealthList.Of(opportunities, pipelines, policy, asOf);

    public HealthFigures? Figures() => _list.Deals.Count == 0 ? null : new(
        _list.CheckedCount,
        [.. policy.Definition.Checks.Where(c => _list.Counts.ContainsKey(c.Key)).OrderByDescending(c => c.Severity).Select(c => new HealthCheckCount(c.Key, c.Name, SeverityOf(c.Severity), _list.Counts[c.Key]))],
        [.. _list.ByOwner.Select(owner => new OwnerToDo(owner.Owner?.Value, [.. owner.Deals.Select(ToDo)]))]);

    /// <summary>What cards warn of: what is to be put right, and that an amount is missing.</summary>
    public IReadOnlyDictionary<OpportunityId, IReadOnlyList<DealMark>> Marks()
    {
        Dictionary<OpportunityId, IReadOnlyList<DealMark>> marks = _list.Deals.ToDictionary(
            d => d.Deal.Id,
            d => (IReadOnlyList<DealMark>)[.. d.Findings.Where(f => f.Severity > HealthSeverity.Info).Select(f => new DealMark(f.Code, f.Check.Name, SeverityOf(f.Severity)))]);
        foreach (OpportunitySnapshot deal in opportunities.Where(o => o is { StageKind: StageKind.Open, Amount: null }))
        {
            marks[deal.Id] = [.. marks.GetValueOrDefault(deal.Id, []), NoAmount];
        }

        return marks;
    }

    private static Severity SeverityOf(HealthSeverity severity) => severity switch
    {
        HealthSeverity.Alarm => Severity.Alarm,
        HealthSeverity.Warning => Severity.Warning,
        _ => Severity.Info,
    };

    private DealToDo ToDo(DealHealth health) => new(
        health.Deal.Name,
        health.Deal.Account is { } account ? accounts.GetValueOrDefault(account) : null,
        health.Deal.Amount?.Amount,
        pipelines.TryGet(health.Deal.Pipeline, out Pipeline? pipeline) && pipeline.Find(health.Deal.Stage) is { } stage ? stage.Name : health.Deal.Stage,
        [.. health.Findings.Select(f => new DealFinding(f.Code, f.Check.Name, f.Text, f.Advice, SeverityOf(f.Severity)))]);
}
