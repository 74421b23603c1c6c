using CrmCore.Forecasting;
using CrmCore.Forecasting.Accounting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Tests.Forecasting.Distributions;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting.Accounting;

public class ReplayTests
{
    private static readonly PipelineCatalog Pipelines = new(Some.Sale);

    [Fact]
    public void A_snapshot_comes_back_from_its_json()
    {
        PeriodOutlook outlook = Outlooks.Many(20, 1) with { WonByOwner = new Dictionary<UserId, Money> { [Some.Anna] = Some.Eur(1000) } };
        ForecastSnapshot snapshot = ForecastSnapshot.Of(outlook, quota: Some.Eur(50_000));
        ForecastSnapshot read = ForecastSnapshot.FromJson(snapshot.ToJson());
        Assert.Equal(snapshot.ToJson(), read.ToJson());
        Assert.Equal((snapshot.Total, snapshot.ChanceToReach, 1), (read.Total, read.ChanceToReach, read.SchemaVersion));
        Assert.Equal(Some.Anna, read.Owners.Single().Owner);
        Assert.Throws<System.Text.Json.JsonException>(() => ForecastSnapshot.FromJson("""{"schemaVersion":1}"""));
    }

    [Fact]
    public void Accuracy_is_counted_as_defined()
    {
        ForecastAccuracy accuracy = ForecastAccuracy.Of(
            Outcome(weeksBefore: 10, mean: 100, p10: 80, p90: 120, actual: 120),
            Outcome(weeksBefore: 5, mean: 100, p10: 80, p90: 120, actual: 130),
            Outcome(weeksBefore: 1, mean: 100, p10: 80, p90: 120, actual: 50));
        Assert.Equal(new AccuracyLine("all", 3, 1, Some.Eur(0), Some.Eur(33.33m), Some.Eur(100), 1 / 3.0), accuracy.Total);
        Assert.Equal(["0-3", "4-7", "8-11"], accuracy.ByHorizon.Select(h => h.Key));
        Assert.Equal((Some.Eur(50), 1.0), (accuracy.ByHorizon[0].Bias, accuracy.ByHorizon[0].RelativeBias));
        Assert.Equal(("anna", Some.Eur(-10)), (accuracy.ByOwner.Single().Key, accuracy.ByOwner.Single().Bias));
        Assert.False(accuracy.Total.IsTrustworthy);
    }

    [Law]
    public void A_past_deal_is_what_a_deal_was_then(Opportunity deal, byte days)
    {
        DateTimeOffset at = Some.Day(days / 4.0);
        OpportunitySnapshot now = deal.ToSnapshot();
        OpportunitySnapshot? then = PastDeals.AsOf(now, at, Pipelines);
        Assert.Equal(now.CreatedAt <= at, then is not null);
        if (then is not null)
        {
            Assert.Equal(deal.AsOf(at), Opportunity.FromSnapshot(then).AsOf(now.ChangedAt.AddYears(1)));
            Assert.Equal(then.StageKind == StageKind.Open, then.Closing is null);
            Assert.Equal(Some.Sale.Get(then.Stage).Kind, then.StageKind);
            Assert.True(then.Closing is null || then.Closing.At <= at);
            Assert.Equal(then, PastDeals.AsOf(then, at, Pipelines), SameState);
        }

        OpportunitySnapshot latest = PastDeals.AsOf(now, now.ChangedAt.AddYears(1), Pipelines)!;
        Assert.Equal((now.Stage, now.StageKind, now.Closing?.At, now.Amount, now.Owner), (latest.Stage, latest.StageKind, latest.Closing?.At, latest.Amount, latest.Owner));
    }

    /// <summary>What comes after an instant must not change what was said at it.</summary>
    [Fact]
    public void A_replay_knows_nothing_of_later()
    {
        OpportunitySnapshot[] deals = [.. Enumerable.Range(0, 400).Select(Made)];
        ReplayPlan plan = new(Currency.Eur, Pipelines, [ForecastPeriod.QuarterOf(new(2026, 11, 1))], Some.Day(400)) { StepDays = 28 };
        ReplayedForecast[] all = [.. ForecastReplay.Run(deals, plan, ForecastReplay.TimeAware(Pipelines))];
        Assert.Equal(4, all.Length);
        DateTimeOffset cut = all[1].Forecast.TakenAt;
        OpportunitySnapshot[] known = [.. deals.Where(d => d.CreatedAt <= cut).Select(d => PastDeals.AsOf(d, cut, Pipelines)!)];
        ReplayedForecast[] early = [.. ForecastReplay.Run(known, plan with { Until = cut }, ForecastReplay.TimeAware(Pipelines))];
        Assert.Equal(all.Take(2).Select(f => f.Forecast.ToJson()), early.Select(f => f.Forecast.ToJson()));
        Assert.Equal(all.Take(2).Select(f => f.BaseRate.ToJson()), early.Select(f => f.BaseRate.ToJson()));
        Assert.All(early, f => Assert.Null(f.Actual));
        Assert.All(all, f => Assert.True(f.Forecast.Total.Mean.Amount > 0 && f.Forecast.Total.P10 <= f.Forecast.Total.P90));
    }

    [Fact]
    public void The_outcome_is_of_the_deals_that_were_there_or_of_all()
    {
        OpportunitySnapshot[] deals = [.. Enumerable.Range(0, 400).Select(Made)];
        ForecastPeriod quarter = ForecastPeriod.QuarterOf(new(2026, 11, 1));
        ReplayPlan plan = new(Currency.Eur, Pipelines, [quarter], Some.Day(400)) { StepDays = 28, ByOwner = false };
        Money won = Money.Sum(deals.Where(d => d.StageKind == StageKind.Won && quarter.Contains(DateOnly.FromDateTime(d.Closing!.At.UtcDateTime))).Select(d => d.Amount!.Value), Currency.Eur);
        Assert.All(ForecastReplay.Run(deals, plan, ForecastReplay.TimeAware(Pipelines)), f => Assert.Equal(won, f.Actual + f.NotYetThere!.Value));
        Assert.All(ForecastReplay.Run(deals, plan with { ExpectsBusiness = true }, ForecastReplay.TimeAware(Pipelines)), f =>
        {
            Assert.Equal(won, f.Actual);
            Assert.True(f.Forecast.HasExpectedBusiness || f.NotYetThere!.Value.Amount == 0);
        });
    }

    [Fact]
    public void A_forecast_says_how_many_weeks_before_the_end_it_was_made()
    {
        Assert.Equal(2, Outcome(weeksBefore: 2, 1, 1, 1, 1).HorizonWeeks);
        Assert.Equal(1, Later(Outcome(weeksBefore: 2, 1, 1, 1, 1), days: 1).HorizonWeeks);
        Assert.Equal(0, Later(Outcome(weeksBefore: 0, 1, 1, 1, 1), days: 30).HorizonWeeks);

        static ForecastOutcome Later(ForecastOutcome outcome, int days) => outcome with { Forecast = outcome.Forecast with { TakenAt = outcome.Forecast.TakenAt.AddDays(days) } };
    }

    [Fact]
    public void The_ends_of_a_band_are_in_it_and_shares_of_nothing_are_not_told()
    {
        ForecastAccuracy accuracy = ForecastAccuracy.Of(Outcome(1, 100, 80, 120, 80), Outcome(1, 100, 80, 120, 120), Outcome(1, 100, 80, 120, 79.98m), Outcome(1, 100, 80, 120, 120.02m));
        Assert.Equal(0.5, accuracy.Total.Coverage);
        Assert.Equal((Some.Eur(0), Some.Eur(20.01m), 0.0, 0.2001), (accuracy.Total.Bias, accuracy.Total.AbsoluteError, accuracy.Total.RelativeBias, Math.Round(accuracy.Total.RelativeError!.Value, 12)));
        AccuracyLine nothing = ForecastAccuracy.Of(Outcome(1, 100, 80, 120, 0)).Total;
        Assert.Equal((null, null, 0.0), (nothing.RelativeBias, nothing.RelativeError, nothing.Coverage));
        Assert.Throws<ArgumentException>(() => ForecastAccuracy.Of());
    }

    [Fact]
    public void Eight_periods_are_enough_to_judge_by()
    {
        Assert.False(Periods(7).IsTrustworthy);
        Assert.True(Periods(8).IsTrustworthy);

        static AccuracyLine Periods(int count) => ForecastAccuracy.Of([.. Enumerable.Range(0, count).Select(i =>
        {
            ForecastOutcome outcome = Outcome(1, 100, 80, 120, 100);
            return outcome with { Forecast = outcome.Forecast with { Period = ForecastPeriod.QuarterOf(new DateOnly(2026, 1, 1).AddMonths(3 * i)) } };
        })]).Total;
    }

    [Fact]
    public void An_owner_who_is_not_in_what_was_won_won_nothing()
    {
        ForecastOutcome outcome = Outcome(1, 100, 80, 120, 100) with { ActualByOwner = new Dictionary<UserId, Money>() };
        Assert.Equal((Some.Eur(100), Some.Eur(0)), ForecastAccuracy.Of(outcome).ByOwner.Single() is var line ? (line.Bias, line.Actual) : default);
    }

    [Fact]
    public void A_snapshot_tells_owners_quotas_and_expected_business_where_there_are_such()
    {
        PeriodOutlook outlook = Outlooks.Of(50, (100, 0.5)) with { Calculator = "by hand" };
        ForecastSnapshot snapshot = ForecastSnapshot.Of(outlook, new() { Correlation = 0.2 }, byOwner: false);
        Assert.Equal(("by hand", 0.2, false, (Money?)null, (double?)null), (snapshot.Calculator, snapshot.Correlation, snapshot.HasExpectedBusiness, snapshot.Quota, snapshot.ChanceToReach));
        Assert.Equal((outlook.At, outlook.Period), (snapshot.TakenAt, snapshot.Period));
        Assert.Equal(new SnapshotLine(null, Some.Eur(50), Some.Eur(100), Some.Eur(50), Some.Eur(50), Some.Eur(150), 1), snapshot.Total);
        PeriodOutlook owned = outlook with { Deals = [outlook.Deals[0] with { IsExpected = true, Owners = [new(Some.Bo, Some.Eur(60)), new(null, Some.Eur(40))] }] };
        ForecastSnapshot two = ForecastSnapshot.Of(owned, quota: Some.Eur(150));
        Assert.Equal((true, Some.Eur(150), 0.5), (two.HasExpectedBusiness, two.Quota, Math.Round(two.ChanceToReach!.Value, 12)));
        Assert.Equal(new SnapshotLine(Some.Bo, Some.Eur(0), Some.Eur(30), Some.Eur(0), Some.Eur(0), Some.Eur(60), 1), two.Owners.Single());
        Assert.Empty(ForecastSnapshot.Of(owned, byOwner: false).Owners);
    }

    [Fact]
    public void A_past_deal_leaves_out_what_has_no_history()
    {
        Opportunity deal = Opportunity.TakeOver(
            new(OpportunityId.From(Some.Guid(1)), "D") { Amount = Some.Eur(100), Owner = Some.Anna }, Some.Sale, Some.Start, new PastMove("evaluation", Some.Day(5)), new PastMove("lost", Some.Day(9), "price"));
        OpportunitySnapshot now = deal.ToSnapshot() with
        {
            Recurring = new(Some.Eur(1), 12),
            Splits = [new(Some.Anna, 100)],
            NextStep = new("call", new(2026, 3, 1)),
            LineItems = [new("desk", 1, Some.Eur(100))],
            CustomFields = new Dictionary<string, FieldValue> { ["a"] = FieldValue.Of("b") },
        };
        OpportunitySnapshot then = PastDeals.AsOf(now, Some.Day(9), Pipelines)!;
        Assert.Equal((null, null, null, null, null), (then.Recurring, then.Splits, then.NextStep, then.LineItems, then.CustomFields));
        Assert.Equal(new OpportunityClosing(StageKind.Lost, Some.Day(9), "evaluation", null, null), then.Closing);
        OpportunitySnapshot before = PastDeals.AsOf(now, Some.Day(9).AddTicks(-1), Pipelines)!;
        Assert.Equal(("evaluation", StageKind.Open, (OpportunityClosing?)null, Some.Day(5), 2), (before.Stage, before.StageKind, before.Closing, before.StageEnteredAt, before.History.Count));
        Assert.Null(PastDeals.AsOf(now, Some.Start.AddTicks(-1), Pipelines));
    }

    [Fact]
    public void A_probability_set_by_hand_counts_from_when_it_was_set()
    {
        Opportunity deal = Some.Deal(1, Some.Eur(100));
        deal.SetProbability(new(0.7), Some.Sale, Some.Day(3)).EnsureSucceeded();
        OpportunitySnapshot now = deal.ToSnapshot();
        Assert.True(now.IsProbabilityManual);
        Assert.True(PastDeals.AsOf(now, Some.Day(3), Pipelines)!.IsProbabilityManual);
        Assert.False(PastDeals.AsOf(now, Some.Day(2), Pipelines)!.IsProbabilityManual);
    }

    [Fact]
    public void A_stage_of_a_version_that_is_gone_is_looked_up_by_the_key_of_its_pipeline()
    {
        OpportunitySnapshot won = Some.ClosedDeal(1, StageKind.Won).ToSnapshot();
        Assert.Equal(StageKind.Won, PastDeals.AsOf(won with { Pipeline = new(won.Pipeline.Key, 99) }, Some.Day(50), Pipelines)!.StageKind);
        Assert.Equal(StageKind.Open, PastDeals.AsOf(won with { Pipeline = new("other", 1) }, Some.Day(50), Pipelines)!.StageKind);
    }

    /// <summary>A span of ten days: of the three deals that were open at the beginning of the span before it, one was won by its end.</summary>
    [Fact]
    public void The_base_rate_is_of_the_deals_open_at_the_same_point_of_earlier_spans()
    {
        ForecastPeriod span = new(new(2026, 3, 1), new(2026, 3, 10));
        OpportunitySnapshot[] deals =
        [
            From(1, Day(2, 10), Day(2, 25), "won"), From(2, Day(2, 10), Day(2, 26), "lost"), From(3, Day(2, 10), Day(3, 2), "won"),
            From(4, Day(2, 24), Day(2, 26), "won"), From(5, Day(2, 1), Day(2, 9), "won"),
        ];
        ReplayPlan plan = new(Currency.Eur, Pipelines, [span], Day(3, 20)) { StepDays = 20, ByOwner = false };
        ReplayedForecast first = ForecastReplay.Run(deals, plan, AtTheirWord).Single();
        // Ten days before, on 19 February: 1, 2 and 3 were open, 1 was won by the end of February. Twenty and thirty days before: none was open, 5 was closed at that very instant.
        Assert.Equal(Day(3, 1), first.Forecast.TakenAt);
        Assert.Equal("base-rate", first.BaseRate.Calculator);
        Assert.Equal(Some.Eur(33.33m), first.BaseRate.Total.Mean);
        Assert.Equal((Some.Eur(100), Some.Eur(0)), (first.Actual, first.NotYetThere));
        Assert.Equal([true], first.Chances.Select(c => c.Won));
    }

    /// <summary>Seen on the sixth of ten days, ten, twenty, thirty and forty days before: 4, 3, 1 and 1 deals were open, of which 2, 0, 0 and 1 were won by the end of those spans.</summary>
    [Fact]
    public void What_happens_at_the_very_instant_is_known_and_what_happens_at_the_end_of_a_span_is_not_in_it()
    {
        ForecastPeriod span = new(new(2026, 3, 1), new(2026, 3, 10));
        OpportunitySnapshot[] deals =
        [
            From(1, Day(2, 10), Day(2, 25), "won"), From(2, Day(2, 10), Day(2, 26), "lost"), From(3, Day(2, 10), Day(3, 2), "won"), From(4, Day(2, 24), Day(2, 26), "won"),
            From(5, Day(2, 1), Day(2, 9), "won"), From(6, Day(1, 20), Day(1, 28), "won"), From(7, Day(3, 6), Day(3, 8), "won", owner: null),
        ];
        ReplayPlan plan = new(Currency.Eur, Pipelines, [span], Day(3, 11)) { StepDays = 5 };
        ReplayedForecast[] all = [.. ForecastReplay.Run(deals, plan, AtTheirWord)];
        Assert.Equal([Day(3, 1), Day(3, 6)], all.Select(f => f.Forecast.TakenAt));
        Assert.Equal(Some.Eur(133.33m), all[1].BaseRate.Total.Mean);
        Assert.Equal([(Some.Eur(100), Some.Eur(100)), (Some.Eur(200), Some.Eur(0))], all.Select(f => (f.Actual!.Value, f.NotYetThere!.Value)));
        Assert.All(all, f => Assert.Equal(new(Some.Anna, Some.Eur(100)), f.ActualByOwner.Single()));
        Assert.All(ForecastReplay.Run(deals, plan with { Until = Day(3, 11).AddTicks(-1) }, AtTheirWord), f => Assert.Null(f.Actual));
    }

    [Fact]
    public void Where_nothing_was_open_in_earlier_spans_the_base_rate_is_the_win_rate_so_far()
    {
        OpportunitySnapshot[] deals =
        [
            From(1, Day(1, 1), Day(1, 2), "won"), From(2, Day(1, 1), Day(1, 2), "lost"), From(3, Day(1, 1), Day(1, 2), "lost"), Some.Deal(4, Some.Eur(90), new(2026, 6, 5)).ToSnapshot() with { CreatedAt = Day(6, 1) },
        ];
        ReplayPlan plan = new(Currency.Eur, Pipelines, [new(new(2026, 6, 1), new(2026, 6, 10))], Day(6, 1));
        Assert.Equal(Some.Eur(30), ForecastReplay.Run(deals, plan, AtTheirWord).Single().BaseRate.Total.Mean);
    }

    /// <summary>One deal of 100 came and was won in the same part of the one span before: it is expected again for certain.</summary>
    [Fact]
    public void Both_forecasts_count_on_the_business_expected()
    {
        ReplayPlan plan = new(Currency.Eur, Pipelines, [new(new(2026, 3, 1), new(2026, 3, 10))], Day(3, 1)) { ExpectsBusiness = true };
        OpportunitySnapshot[] deals = [From(1, Day(2, 19), Day(2, 19), "lost"), From(2, Day(2, 20), Day(2, 22), "won")];
        ReplayedForecast forecast = ForecastReplay.Run(deals, plan, AtTheirWord).Single();
        Assert.Equal((true, Some.Eur(100)), (forecast.Forecast.HasExpectedBusiness, forecast.Forecast.Total.Mean));
        Assert.Equal((true, Some.Eur(100)), (forecast.BaseRate.HasExpectedBusiness, forecast.BaseRate.Total.Mean));
    }

    [Fact]
    public void Owners_are_told_in_the_order_of_their_ids()
    {
        ForecastOutcome outcome = Outcome(1, 100, 80, 120, 100);
        SnapshotLine anna = outcome.Forecast.Owners.Single();
        ForecastOutcome both = outcome with { Forecast = outcome.Forecast with { Owners = [anna with { Owner = Some.Bo }, anna] } };
        Assert.Equal(["anna", "bo"], ForecastAccuracy.Of(both).ByOwner.Select(l => l.Key));
    }

    [Fact]
    public void Without_a_past_the_base_rate_is_a_half_and_periods_that_are_not_over_have_no_outcome()
    {
        OpportunitySnapshot open = Some.Deal(1, Some.Eur(100), new(2026, 3, 1), Some.Anna).ToSnapshot();
        OpportunitySnapshot dollars = Some.Deal(2, new Money(100, Currency.Usd), new(2026, 3, 1), Some.Anna).ToSnapshot();
        ReplayPlan plan = new(Currency.Eur, Pipelines, [Outlooks.Quarter], Some.Day(20)) { StepDays = 10 };
        ReplayedForecast[] all = [.. ForecastReplay.Run([open, dollars], plan, ForecastReplay.TimeAware(Pipelines))];
        Assert.Equal([new(2026, 1, 1), new(2026, 1, 11), new(2026, 1, 21)], all.Select(f => DateOnly.FromDateTime(f.Forecast.TakenAt.UtcDateTime)));
        Assert.All(all, f => Assert.Equal((null, null, null, null), (f.Actual, f.NotYetThere, f.Outcome, f.BaseRateOutcome)));
        Assert.All(all, f => Assert.Empty(f.Chances));
        Assert.Equal([0m, 50, 50], all.Select(f => f.BaseRate.Total.Mean.Amount));
        Assert.Equal([0, 1, 1], all.Select(f => f.Forecast.Owners.Count));
        Assert.Throws<ArgumentException>(() => plan with { StepDays = 0 });
    }

    [Fact]
    public void Replays_are_checked_when_they_are_asked_for()
    {
        ReplayPlan plan = new(Currency.Eur, Pipelines, [], Some.Day(20));
        Assert.Throws<ArgumentNullException>(() => ForecastReplay.Run(null!, plan, ForecastReplay.TimeAware(Pipelines)));
        Assert.Throws<ArgumentNullException>(() => ForecastReplay.Run([], null!, ForecastReplay.TimeAware(Pipelines)));
        Assert.Throws<ArgumentNullException>(() => ForecastReplay.Run([], plan, null!));
        Assert.Throws<ArgumentNullException>(() => ForecastReplay.TimeAware(null!));
    }

    private static PeriodChances AtTheirWord(IReadOnlyList<OpportunitySnapshot> known, DateTimeOffset at) => new(new StageDefaultCalculator(Pipelines), SlippingModel.Pushed(0));

    private static DateTimeOffset Day(int month, int day) => new(2026, month, day, 0, 0, 0, TimeSpan.Zero);

    private static OpportunitySnapshot From(int number, DateTimeOffset created, DateTimeOffset closed, string end) => From(number, created, closed, end, Some.Anna);

    private static OpportunitySnapshot From(int number, DateTimeOffset created, DateTimeOffset closed, string end, UserId? owner) => Opportunity.TakeOver(
        new(OpportunityId.From(Some.Guid(number)), "D") { Amount = Some.Eur(100), Owner = owner }, Some.Sale, created, new PastMove(end, closed, "price")).ToSnapshot();

    private static bool SameState(OpportunitySnapshot? a, OpportunitySnapshot? b) => a?.Stage == b?.Stage && a?.StageKind == b?.StageKind && a?.Closing == b?.Closing && a?.History.Count == b?.History.Count;

    private static OpportunitySnapshot Made(int i) => Opportunity.TakeOver(
        new(OpportunityId.From(Some.Guid(i + 1)), "D") { Amount = Some.Eur(100 + (i % 7)), Owner = i % 2 == 0 ? Some.Anna : Some.Bo },
        Some.Sale,
        Some.Day(i),
        new PastMove(i % 5 == 0 ? "lost" : "won", Some.Day(i + 10 + (i * 13 % 50)))).ToSnapshot();

    private static ForecastOutcome Outcome(int weeksBefore, decimal mean, decimal p10, decimal p90, decimal actual)
    {
        SnapshotLine line = new(null, Some.Eur(0), Some.Eur(mean), Some.Eur(p10), Some.Eur(mean), Some.Eur(p90), 5);
        ForecastPeriod period = Outlooks.Quarter;
        return new(
            new() { TakenAt = new(period.Last.AddDays(-7 * weeksBefore).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), Period = period, Calculator = "test", Total = line, Owners = [line with { Owner = Some.Anna }] },
            Some.Eur(actual),
            new Dictionary<UserId, Money> { [Some.Anna] = Some.Eur(110) });
    }
}
