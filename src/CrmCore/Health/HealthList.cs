using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Health;

/// <summary>
/// What to do today: the open deals that are marked, the gravest first, of those the larger amounts, then by id. Amounts of different currencies are compared as
/// if they were of one, for the order only. Immutable.
/// </summary>
public sealed class HealthList
{
    private HealthList(int checkedCount, IReadOnlyList<DealHealth> deals)
    {
        CheckedCount = checkedCount;
        Deals = deals;
        ByOwner =
        [
            .. deals.GroupBy(d => d.Deal.Owner).Select(g => new OwnerHealth(g.Key, [.. g]))
                .OrderBy(o => o.Owner is null).ThenBy(o => o.Owner),
        ];
        Counts = deals.SelectMany(d => d.Findings).GroupBy(f => f.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
    }

    /// <summary>How many open deals were looked at.</summary>
    public int CheckedCount { get; }

    /// <summary>Those that are marked, what matters most first.</summary>
    public IReadOnlyList<DealHealth> Deals { get; }

    /// <summary>The same by owner: the owners in order, deals of nobody last.</summary>
    public IReadOnlyList<OwnerHealth> ByOwner { get; }

    /// <summary>How many deals each check marks, by its key; a check that marks none is not in it.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; }

    /// <summary>Judges the open deals among some.</summary>
    /// <param name="opportunities">The deals; their order does not matter.</param>
    /// <param name="pipelines">The pipelines that they run through; a deal of another is judged without its stage's rule.</param>
    /// <param name="policy">How they are judged.</param>
    /// <param name="at">The present instant.</param>
    public static HealthList Of(IEnumerable<OpportunitySnapshot> opportunities, PipelineCatalog pipelines, HealthPolicy policy, DateTimeOffset at)
    {
        Guard.Against.Null(pipelines);
        Guard.Against.Null(policy);
        int count = 0;
        List<DealHealth> marked = [];
        foreach (OpportunitySnapshot deal in Guard.Against.Null(opportunities).Where(o => o.StageKind == StageKind.Open && o.CreatedAt <= at))
        {
            count++;
            IReadOnlyList<HealthFinding> findings = policy.Judge(deal, pipelines.TryGet(deal.Pipeline, out Pipeline? pipeline) ? pipeline : null, at);
            if (findings.Count > 0)
            {
                marked.Add(new(deal, findings));
            }
        }

        return new(count, [.. marked.OrderByDescending(d => d.Worst).ThenByDescending(d => d.Deal.Amount?.Amount ?? 0).ThenBy(d => d.Deal.Id)]);
    }
}
