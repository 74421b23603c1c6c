using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Pools;

namespace CrmCore.Cli.Reporting.Building;

/// <summary>What the report says about pools, owners' load, and leads that fall back soon.</summary>
internal sealed class PoolFigures(IReadOnlyList<LeadSnapshot> leads, IReadOnlyList<OpportunitySnapshot> opportunities, PoolCatalog pools, DateTimeOffset asOf)
{
    /// <summary>How many days ahead the leads that fall back are shown.</summary>
    private const int Ahead = 14;

    private const int Lately = 7;

    /// <summary>The pools in which leads lie or from which somebody holds one, the fullest first.</summary>
    public IReadOnlyList<PoolLoad> Pools()
    {
        ILookup<PoolId, LeadSnapshot> waiting = leads.Where(l => l.Custody.Pool is not null && IsOpen(l.Status)).ToLookup(l => l.Custody.Pool!.Value);
        ILookup<PoolId, LeadSnapshot> held = leads.Where(l => l.Custody.Owner is not null && l.Protection is not null).ToLookup(l => l.Protection!.Pool);
        return
        [
            .. waiting.Select(w => w.Key).Union(held.Select(h => h.Key)).Select(id => new PoolLoad(
                id.Value,
                NameOf(id),
                waiting[id].Count(),
                waiting[id].Max(l => (int?)(asOf - l.CustodySince).TotalDays),
                pools.Find(id)?.Definition.Members?.Count,
                held[id].Count(l => l.CustodySince <= asOf && (asOf - l.CustodySince).TotalDays <= Lately))).OrderByDescending(p => p.Leads).ThenBy(p => p.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>What everybody carries who owns a lead or a deal; of the pools' capacities the smallest.</summary>
    public IReadOnlyList<OwnerLoad> Owners()
    {
        ILookup<UserId, LeadSnapshot> ownedLeads = leads.Where(l => l.Custody.Owner is not null && IsOpen(l.Status)).ToLookup(l => l.Custody.Owner!.Value);
        ILookup<UserId, OpportunitySnapshot> deals = opportunities.Where(o => o.Owner is not null && o.StageKind == StageKind.Open).ToLookup(o => o.Owner!.Value);
        IEnumerable<UserId> owners = leads.Select(l => l.Custody.Owner).Concat(opportunities.Select(o => o.Owner)).OfType<UserId>().Distinct();
        return
        [
            .. owners.Select(owner => new OwnerLoad(
                owner.Value,
                owner.Value,
                ownedLeads[owner].Count(),
                pools.All.Min(p => p.CapacityOf(owner)),
                deals[owner].Count(),
                deals[owner].Sum(o => o.Amount?.Amount ?? 0),
                ownedLeads[owner].Count(l => LeadDue.Of(l).NextStep < asOf))),
        ];
    }

    /// <summary>The leads that fall back within the next days or are due to, the first first.</summary>
    public IReadOnlyList<RecyclingLead> Recycling()
    {
        HashSet<LeadId> selling = [.. opportunities.Where(o => o.StageKind == StageKind.Open && o.SourceLead is not null).Select(o => o.SourceLead!.Value)];
        return
        [
            .. leads.Select(l => (Lead: l, At: LeadDue.Of(l).Recycle))
                .Where(l => l.At <= asOf.AddDays(Ahead) && !selling.Contains(l.Lead.Id) && pools.Find(l.Lead.Protection!.Pool)?.Definition.Recycle.Off != true)
                .OrderBy(l => l.At).ThenBy(l => l.Lead.Id)
                .Select(l => new RecyclingLead(
                    l.Lead.Details.DisplayName,
                    l.Lead.Details.Company,
                    l.Lead.Custody.Owner!.Value.Value,
                    NameOf(l.Lead.Protection!.Pool),
                    DateOnly.FromDateTime(l.At!.Value.ToOffset(asOf.Offset).DateTime),
                    l.Lead.Protection.DaysLeft(asOf) ?? 0)),
        ];
    }

    private LocalizedText NameOf(PoolId id) => pools.Find(id)?.Name ?? LocalizedText.FromString(id.Value);

    private static bool IsOpen(LeadStatus status) => status is not (LeadStatus.Converted or LeadStatus.Disqualified or LeadStatus.Merged);
}
