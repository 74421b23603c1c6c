using System.Globalization;
using CrmCore.Forecasting;
using CrmCore.Forecasting.Accounting;
using CrmCore.Forecasting.Distributions;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Tests.PublicData;
using Xunit.Abstractions;

namespace CrmCore.Tests.Forecasting;

public class MavenTests(ITestOutputHelper output)
{
    private static readonly PipelineCatalog Pipelines = new(Maven.Pipeline);

    [SharedDataFact]
    public void Totals_by_quarter_owner_product_and_region_are_those_of_the_file()
    {
        ForecastPeriod[] quarters = [.. Enumerable.Range(0, 5).Select(i => ForecastPeriod.QuarterOf(new DateOnly(2016, 10, 1).AddMonths(3 * i)))];
        ForecastGrouping product = ForecastGrouping.Fact("custom.product");
        ForecastGrouping region = ForecastGrouping.Fact("custom.region");
        ForecastPlan plan = new(Currency.Usd, quarters) { GroupBy = [ForecastGrouping.Owner, product, region] };
        ForecastResult result = Forecast.For(plan, Maven.Deals(), new StageDefaultCalculator(Pipelines));

        Dictionary<string, string> regions = Maven.Rows("sales_teams").ToDictionary(r => r["sales_agent"], r => r["regional_office"]);
        IReadOnlyDictionary<string, string>[] won = [.. Maven.Rows("sales_pipeline").Where(r => r["deal_stage"] == "Won")];
        foreach (Forecast forecast in result.Forecasts)
        {
            IReadOnlyDictionary<string, string>[] rows = [.. won.Where(r => forecast.Period.Contains(DateOnly.Parse(r["close_date"], CultureInfo.InvariantCulture)))];
            Assert.Equal((rows.Length, rows.Sum(r => Maven.Number(r["close_value"]))), (forecast.Total.WonCount, forecast.Total.Won.Amount));
            AssertSame(rows, r => r["sales_agent"], forecast.Groups["owner"]);
            AssertSame(rows, r => r["product"], forecast.Groups[product.Name]);
            AssertSame(rows, r => regions[r["sales_agent"]], forecast.Groups[region.Name]);
        }

        Assert.Equal((4238, 10_005_534m), (result.Forecasts.Sum(f => f.Total.WonCount), result.Forecasts.Sum(f => f.Total.Won.Amount)));
    }

    [SharedDataFact]
    public void A_replay_over_its_weeks_holds_what_it_promises()
    {
        OpportunitySnapshot[] deals = Maven.Deals();
        ForecastPeriod[] quarters = [.. Enumerable.Range(0, 3).Select(i => ForecastPeriod.QuarterOf(new DateOnly(2017, 4, 1).AddMonths(3 * i)))];
        ReplayPlan plan = new(Currency.Usd, Pipelines, quarters, Maven.End) { ByOwner = false, StepDays = 14, Distribution = new() { Cells = 4096 } };
        ReplayedForecast[] open = [.. ForecastReplay.Run(deals, plan, ForecastReplay.TimeAware(Pipelines))];
        ForecastAccuracy model = ForecastAccuracy.Of([.. open.Select(f => f.Outcome!)]);
        ForecastAccuracy flat = ForecastAccuracy.Of([.. open.Select(f => f.BaseRateOutcome!)]);
        Tell("open deals", model, flat);
        foreach (ReplayedForecast f in open)
        {
            output.WriteLine($"{f.Forecast.Period} {f.Forecast.TakenAt:MM-dd} deals {f.Forecast.Total.Deals} won {f.Forecast.Total.Won.Amount:0} p10 {f.Forecast.Total.P10.Amount:0} mean {f.Forecast.Total.Mean.Amount:0} p90 {f.Forecast.Total.P90.Amount:0} base {f.BaseRate.Total.Mean.Amount:0} actual {f.Actual!.Value.Amount:0} later {f.NotYetThere!.Value.Amount:0}");
        }

        CorrelationResult correlation = CorrelationEstimate.From(open.Where((_, i) => i % 7 == 0).Select(f => f.Chances));
        output.WriteLine($"{correlation.Estimate}");
        Assert.Equal(3, model.Total.Periods);
        Assert.False(model.Total.IsTrustworthy);
    }

    private void Tell(string what, ForecastAccuracy model, ForecastAccuracy flat)
    {
        foreach ((AccuracyLine m, AccuracyLine b) in model.ByHorizon.Prepend(model.Total).Zip(flat.ByHorizon.Prepend(flat.Total)))
        {
            output.WriteLine($"{what} {m.Key}: n {m.Forecasts}, actual {m.Actual.Amount:0}; time-aware bias {m.RelativeBias:P1} error {m.RelativeError:P1} coverage {m.Coverage:P0}; base rate bias {b.RelativeBias:P1} error {b.RelativeError:P1} coverage {b.Coverage:P0}");
        }
    }

    private static void AssertSame(IReadOnlyDictionary<string, string>[] rows, Func<IReadOnlyDictionary<string, string>, string> key, IReadOnlyList<ForecastGroup> groups) => Assert.Equal(
        rows.GroupBy(key).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count(), g.Sum(r => Maven.Number(r["close_value"])))),
        groups.Where(g => g.Line.WonCount > 0).Select(g => (g.Key!, g.Line.WonCount, g.Line.Won.Amount)));
}
