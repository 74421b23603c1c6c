using CrmCore.Health;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Health;

public class HealthListTests
{
    private static readonly PipelineCatalog Pipelines = new(Some.Sale);

    [Fact]
    public void The_gravest_come_first_then_the_larger_by_owner()
    {
        DateOnly passed = DateOnly.FromDateTime(Some.Start.DateTime).AddDays(1);
        HealthList list = Of(
            Some.Deal(1, Some.Eur(500), owner: Some.Bo),
            Some.Deal(2, Some.Eur(100), passed, Some.Anna),
            Some.Deal(3, Some.Eur(900), passed, Some.Bo),
            Some.Deal(4, Some.Eur(9_000)),
            Some.ClosedDeal(5, StageKind.Won));
        Assert.Equal(4, list.CheckedCount);
        Assert.Equal(["Deal 3", "Deal 2", "Deal 4", "Deal 1"], list.Deals.Select(d => d.Deal.Name));
        Assert.Equal([Some.Anna, Some.Bo, null], list.ByOwner.Select(o => o.Owner));
        Assert.Equal((1, 1, 0), (list.ByOwner[1].CountOf(HealthSeverity.Alarm), list.ByOwner[1].CountOf(HealthSeverity.Warning), list.ByOwner[1].CountOf(HealthSeverity.Info)));
        Assert.Equal((2, 4), (list.Counts["close-date-passed"], list.Counts["no-next-step"]));
        Assert.False(list.Counts.ContainsKey("pushed"));
    }

    [Fact]
    public void A_deal_of_an_unknown_pipeline_is_judged_without_its_stages_rule()
    {
        HealthList list = HealthList.Of([Some.Deal().ToSnapshot()], new(ReadyPipelines.Light), HealthPolicy.Default, Some.Day(99));
        Assert.Equal(["silent", "no-next-step", "single-contact", "no-explicit-need"], list.Deals.Single().Findings.Select(f => f.Code));
    }

    [Law]
    public void Owners_and_counts_add_up_and_order_changes_nothing(Opportunity[] deals, int seed)
    {
        HealthList list = Of(deals);
        Assert.Equal(deals.Count(d => d.IsOpen), list.CheckedCount);
        Assert.Equal(list.Deals.Count, list.ByOwner.Sum(o => o.Deals.Count));
        Assert.All(list.ByOwner, o => Assert.Equal(o.Deals.Count, Enum.GetValues<HealthSeverity>().Sum(o.CountOf)));
        Assert.Equal(list.Deals.Sum(d => d.Findings.Count), list.Counts.Values.Sum());
        Assert.All(list.Deals, d => Assert.Equal(d.Findings.Max(f => f.Severity), d.Worst));
        Opportunity[] shuffled = [.. deals];
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(list.Deals.Select(d => d.Deal.Id), Of(shuffled).Deals.Select(d => d.Deal.Id));
    }

    private static HealthList Of(params Opportunity[] deals) => HealthList.Of(deals.Select(d => d.ToSnapshot()), Pipelines, HealthPolicy.Default, Some.Day(90));
}
