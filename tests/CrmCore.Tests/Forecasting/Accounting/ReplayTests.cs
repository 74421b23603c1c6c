using CrmCore.Forecasting;
using CrmCore.Forecasting.Accounting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
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
