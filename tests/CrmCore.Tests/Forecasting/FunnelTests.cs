using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class FunnelTests
{
    [Fact]
    public void A_skipped_stage_counts_as_passed_and_a_won_deal_reached_all()
    {
        Opportunity[] deals =
        [
            Some.Deal(1),
            Some.ClosedDeal(2, StageKind.Won, furthest: "quotation"),
            Some.ClosedDeal(3, StageKind.Lost, furthest: "evaluation"),
            Some.ClosedDeal(4, StageKind.Lost, furthest: "quotation"),
            Some.ClosedDeal(5, StageKind.Invalid),
        ];
        IReadOnlyList<FunnelStep> funnel = Funnel.Of(deals.Select(d => d.ToSnapshot()), Some.Sale);
        Assert.Equal([("inquiry", 4), ("quotation", 3), ("evaluation", 2), ("won", 1)], funnel.Select(s => (s.Stage.Key, s.Reached)));
    }

    [Law]
    public void It_never_widens_and_starts_with_all_that_are_real(Opportunity[] deals)
    {
        int[] reached = [.. Funnel.Of(deals.Select(d => d.ToSnapshot()), Some.Sale).Select(s => s.Reached)];
        Assert.Equal(reached.OrderDescending(), reached);
        Assert.Equal(deals.Count(d => d.StageKind != StageKind.Invalid), reached[0]);
        Assert.Equal(deals.Count(d => d.StageKind == StageKind.Won), reached[^1]);
    }

    [Law]
    public void The_win_rate_knows_won_and_lost_only(Opportunity[] deals)
    {
        WinRate rate = WinRate.Of(deals.Select(d => d.ToSnapshot()));
        int won = deals.Count(d => d.StageKind == StageKind.Won);
        int lost = deals.Count(d => d.StageKind == StageKind.Lost);
        Assert.Equal(won + lost == 0 ? null : (double)won / (won + lost), rate.Value);
        Assert.Equal(rate, WinRate.Of(deals.Where(d => d.StageKind is StageKind.Won or StageKind.Lost).Select(d => d.ToSnapshot())));
    }
}
