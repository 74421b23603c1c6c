using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class FunnelTests
{
    private static readonly DateTimeOffset End = Some.Day(100_000);

    [Fact]
    public void A_skipped_stage_counts_as_passed_and_a_won_deal_reached_all()
    {
        Funnel funnel = Of(
            Some.Deal(1),
            Some.ClosedDeal(2, StageKind.Won, furthest: "quotation"),
            Some.ClosedDeal(3, StageKind.Lost, furthest: "evaluation"),
            Some.ClosedDeal(4, StageKind.Lost, furthest: "quotation"),
            Some.ClosedDeal(5, StageKind.Invalid));
        Assert.Equal([("inquiry", 4), ("quotation", 3), ("evaluation", 2), ("won", 1)], funnel.Steps.Select(s => (s.Stage.Key, s.Reached)));
        Assert.Equal([(3, 0, 1, 0), (2, 1, 0, 1), (1, 1, 0, 1), (0, 0, 0, 0)], funnel.Steps.Select(s => (s.Passed, s.Lost, s.Pending, s.Skipped)));
        Assert.Equal([1, 2 / 3.0, 0.5, null], funnel.Steps.Select(s => s.Conversion));
        Assert.Equal((4, 1, 2, 1), (funnel.Entered, funnel.Won, funnel.Lost, funnel.Invalid));
    }

    [Fact]
    public void Going_back_takes_nothing_away_and_is_counted()
    {
        Opportunity deal = Opportunity.TakeOver(
            new(OpportunityId.From(Some.Guid(1)), "D"), Some.Sale, Some.Start,
            new PastMove("evaluation", Some.Day(4)), new PastMove("quotation", Some.Day(6)), new PastMove("evaluation", Some.Day(9)));
        Funnel funnel = Funnel.Of([deal.ToSnapshot()], Some.Sale, Some.Day(20));
        Assert.Equal([1, 1, 1, 0], funnel.Steps.Select(s => s.Reached));
        Assert.Equal((1, 0), (funnel.Steps[2].Backward, funnel.Steps[1].Backward));
        Assert.Equal(4, funnel.Steps[0].ToNext.DaysUntil(1));

        // It had passed the quotation over before it stood there: that tells nothing of how long a quotation takes.
        Assert.Equal(0, funnel.Steps[1].ToNext.Count);
        Assert.Equal((3.0, 13.0), (funnel.Steps[1].TimeHere.Mean, funnel.Steps[2].TimeHere.Mean));
        Assert.Equal((1, 1), (funnel.Steps[2].ToNext.Open, funnel.Steps[2].Pending));
    }

    [Fact]
    public void A_cohort_follows_its_deals_and_a_period_its_events()
    {
        OpportunitySnapshot[] deals = [Some.ClosedDeal(1, StageKind.Won, day: 40).ToSnapshot(), Some.Deal(2).ToSnapshot()];
        ForecastPeriod january = ForecastPeriod.MonthOf(new(2026, 1, 1));
        ForecastPeriod february = ForecastPeriod.MonthOf(new(2026, 2, 1));
        Assert.Equal([2, 1, 1, 1], Funnel.Of(deals, Some.Sale, End, FunnelBasis.Cohort, january).Steps.Select(s => s.Reached));
        Assert.Equal([0, 0, 0, 0], Funnel.Of(deals, Some.Sale, End, FunnelBasis.Cohort, february).Steps.Select(s => s.Reached));
        Assert.Equal([2, 0, 0, 0], Funnel.Of(deals, Some.Sale, End, FunnelBasis.Period, january).Steps.Select(s => s.Reached));
        Assert.Equal([0, 1, 1, 1], Funnel.Of(deals, Some.Sale, End, FunnelBasis.Period, february).Steps.Select(s => s.Reached));
    }

    [Fact]
    public void The_share_is_of_those_that_entered()
    {
        Funnel funnel = Of(Some.Deal(1), Some.ClosedDeal(2, StageKind.Won), Some.ClosedDeal(3, StageKind.Lost), Some.ClosedDeal(4, StageKind.Lost, furthest: "quotation"));
        Assert.Equal([1, 0.75, 0.5, 0.25], funnel.Steps.Select(s => s.Share));
        Assert.All(Of().Steps, s => Assert.Null(s.Share));
    }

    [Fact]
    public void A_stage_is_skipped_in_the_period_in_which_it_was_passed_over()
    {
        OpportunitySnapshot[] deals = [Some.ClosedDeal(1, StageKind.Lost, day: 10).ToSnapshot()];
        Assert.Equal(1, Funnel.Of(deals, Some.Sale, End, FunnelBasis.Period, ForecastPeriod.MonthOf(new(2026, 1, 1))).Steps[1].Skipped);
        Assert.Equal(0, Funnel.Of(deals, Some.Sale, End, FunnelBasis.Period, ForecastPeriod.MonthOf(new(2026, 2, 1))).Steps[1].Skipped);
    }

    [Fact]
    public void Twenty_deals_whose_fate_is_settled_are_enough()
    {
        Opportunity[] deals = [.. Enumerable.Range(1, 20).Select(i => Some.ClosedDeal(i, StageKind.Lost, furthest: i <= 15 ? "quotation" : "inquiry"))];
        FunnelStep first = Of(deals).Steps[0];
        Assert.Equal((15, 5, false), (first.Passed, first.Lost, first.IsSmall));
        Assert.Equal(0.75, first.ConversionInterval()!.Value.Value);
        Assert.True(Of(deals[1..]).Steps[0].IsSmall);
    }

    [Fact]
    public void Going_back_to_the_first_stage_counts_and_closing_or_staying_under_a_new_key_does_not()
    {
        OpportunitySnapshot deal = Opportunity.TakeOver(
            new(OpportunityId.From(Some.Guid(1)), "D"), Some.Sale, Some.Start,
            new PastMove("evaluation", Some.Day(4)), new PastMove("inquiry", Some.Day(6)), new PastMove("lost", Some.Day(9), "price")).ToSnapshot();
        HistoryEntry migrated = deal.History[1] with { Kind = HistoryKind.Migrated, At = Some.Day(5), From = "evaluation", Move = null, Skipped = null };
        Funnel funnel = Funnel.Of([deal with { History = [.. deal.History.Take(2), migrated, .. deal.History.Skip(2)] }], Some.Sale, End);
        Assert.Equal([0, 0, 1, 0], funnel.Steps.Select(s => s.Backward));
    }

    [Fact]
    public void A_deal_was_lost_when_it_first_came_to_an_end_of_that_kind()
    {
        Pipeline pipeline = Pipeline.Define("two-ends", new("Two ends")).Open("talk", new("Talk"), 20).Won("won", new("Won")).Lost("lost", new("Lost")).Lost("dropped", new("Dropped")).Build();
        Assert.Equal(5, WaitOf(new PastMove("lost", Some.Day(5)), new PastMove("dropped", Some.Day(9))));
        Assert.Equal(9, WaitOf(new PastMove("lost", Some.Day(5)), new PastMove("talk", Some.Day(7)), new PastMove("lost", Some.Day(9))));

        double WaitOf(params PastMove[] moves) => Funnel.Of([Past(pipeline, moves)], pipeline, End).Steps[0].ToNext.Steps.Single().Days;
    }

    [Fact]
    public void A_deal_that_is_open_again_is_not_closed()
    {
        OpportunitySnapshot deal = Past(Some.Sale, new PastMove("lost", Some.Day(5)), new PastMove("quotation", Some.Day(7)));
        Assert.Equal(Some.Day(5), DealPath.Of(deal, Some.Sale, 4, Some.Day(6))!.ClosedAt);
        Assert.Null(DealPath.Of(deal, Some.Sale, 4, Some.Day(7))!.ClosedAt);
    }

    [Law]
    public void A_cohort_never_widens_and_its_parts_add_up(Opportunity[] deals)
    {
        Funnel funnel = Of(deals);
        int[] reached = [.. funnel.Steps.Select(s => s.Reached)];
        Assert.Equal(reached.OrderDescending(), reached);
        Assert.Equal(deals.Count(d => d.StageKind != StageKind.Invalid), funnel.Entered);
        Assert.Equal(deals.Count(d => d.StageKind == StageKind.Won), funnel.Won);
        Assert.Equal(deals.Count(d => d.StageKind == StageKind.Lost), funnel.Lost);
        Assert.Equal(deals.Count(d => d.StageKind == StageKind.Invalid), funnel.Invalid);
        for (int i = 0; i < funnel.Steps.Count - 1; i++)
        {
            FunnelStep step = funnel.Steps[i];
            Assert.Equal(step.Reached, step.Passed + step.Lost + step.Pending);
            Assert.Equal(funnel.Steps[i + 1].Reached, step.Passed);
            Assert.InRange(step.ToNext.Count, 0, step.Reached - step.Skipped);
            Assert.Equal(step.Passed + step.Lost < SmallGroups.Threshold, step.IsSmall);
        }
    }

    [Law]
    public void The_time_here_is_that_of_the_history(Opportunity[] deals)
    {
        DateTimeOffset at = Some.Day(400);
        foreach (FunnelStep step in Funnel.Of(deals.Select(d => d.ToSnapshot()), Some.Sale, at).Steps.SkipLast(1))
        {
            double[] days = [.. deals.Where(d => d.StageKind != StageKind.Invalid).Select(d => d.TimeInStages(at)).Where(t => t.ContainsKey(step.Stage.Key)).Select(t => t[step.Stage.Key].TotalDays)];
            Assert.Equal(days.Length, step.TimeHere.Count);
            Assert.Equal(days.Length == 0 ? 0 : days.Average(), step.TimeHere.Mean ?? 0, 1e-6);
        }
    }

    [Law]
    public void Periods_that_follow_each_other_add_up_and_order_changes_nothing(Opportunity[] deals, int seed)
    {
        OpportunitySnapshot[] snapshots = [.. deals.Select(d => d.ToSnapshot())];
        DateOnly first = new(2026, 1, 1);
        int[] all = [.. Funnel.Of(snapshots, Some.Sale, End, FunnelBasis.Period).Steps.Select(s => s.Reached)];
        new Random(seed).Shuffle(snapshots);
        int[] early = [.. Funnel.Of(snapshots, Some.Sale, End, FunnelBasis.Period, new ForecastPeriod(first, first.AddDays(9))).Steps.Select(s => s.Reached)];
        int[] late = [.. Funnel.Of(snapshots, Some.Sale, End, FunnelBasis.Period, new ForecastPeriod(first.AddDays(10), DateOnly.MaxValue)).Steps.Select(s => s.Reached)];
        Assert.Equal(all, early.Zip(late, (a, b) => a + b));
        Assert.Equal(all, Funnel.Of(snapshots, Some.Sale, End).Steps.Select(s => s.Reached));
    }

    [Law]
    public void As_of_an_instant_only_what_was_known_then_counts(Opportunity[] deals, byte days)
    {
        DateTimeOffset at = Some.Day(days / 8.0);
        OpportunityState[] then = [.. deals.Select(d => d.AsOf(at)).OfType<OpportunityState>()];
        Funnel funnel = Funnel.Of(deals.Select(d => d.ToSnapshot()), Some.Sale, at);
        Assert.Equal(then.Count(s => s.Stage == "won"), funnel.Won);
        Assert.Equal(then.Count(s => s.Stage == "lost"), funnel.Lost);
        Assert.Equal(then.Count(s => s.Stage == "invalid"), funnel.Invalid);
        Assert.Equal(then.Length - funnel.Invalid, funnel.Entered);
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

    [Fact]
    public void Wilsons_interval_is_as_published()
    {
        // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        Assert.Equal(
            [(0.2553, 0.3662), (0.0624, 0.1605), (0.0, 0.1611), (0.0061, 0.1718)],
            ((WinRate[])[new(81, 182), new(15, 133), new(0, 20), new(1, 28)]).Select(r => r.Interval()!.Value).Select(i => (Math.Round(i.Low, 4), Math.Round(i.High, 4))));
        Assert.Throws<ArgumentException>(() => new WinRate(-1, 2));
        Assert.Throws<ArgumentException>(() => new WinRate(1, -2));
        Assert.Null(new WinRate(0, 0).Interval());
        Assert.Equal((true, false), (new WinRate(10, 9).IsSmall, new WinRate(10, 10).IsSmall));
        Assert.Equal(0.5, new WinRate(2, 2).Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => new WinRate(1, 1).Interval(1));
    }

    [Law]
    public void Wilsons_interval_holds_the_share_and_narrows_with_more(ushort won, ushort lost)
    {
        if (won + lost > 0)
        {
            WinRate rate = new(won, lost);
            var (value, low, high) = rate.Interval()!.Value;
            Assert.True(low >= 0 && low <= value && value <= high && high <= 1);
            var more = new WinRate(4 * won, 4 * lost).Interval()!.Value;
            Assert.True(more.High - more.Low < high - low);
            var surer = rate.Interval(0.99)!.Value;
            Assert.True(surer.Low <= low && surer.High >= high);
        }
    }

    private static OpportunitySnapshot Past(Pipeline pipeline, params PastMove[] moves) => Opportunity.TakeOver(new(OpportunityId.From(Some.Guid(1)), "D"), pipeline, Some.Start, moves).ToSnapshot();

    private static Funnel Of(params Opportunity[] deals) => Funnel.Of(deals.Select(d => d.ToSnapshot()), Some.Sale, End);
}
