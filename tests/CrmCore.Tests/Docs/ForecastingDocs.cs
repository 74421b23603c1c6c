using CrmCore.Forecasting;
using CrmCore.Forecasting.Accounting;
using CrmCore.Forecasting.Distributions;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Tests.Probabilities;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs;

/// <summary>The code of <c>docs/forecasting.md</c>.</summary>
public class ForecastingDocs
{
    private static readonly PipelineCatalog Pipelines = new(Some.Sale);

    private static readonly IReadOnlyList<OpportunitySnapshot> Opportunities =
        [.. CalculatorTests.Deals(120, 1), .. Enumerable.Range(900, 8).Select(i => Some.Deal(i, Some.Eur(1000 * (i - 899)), new(2026, 3, 15), i % 2 == 0 ? Some.Anna : Some.Bo).ToSnapshot())];

    [Fact]
    public void Weighted()
    {
        IReadOnlyList<OpportunitySnapshot> opportunities = Opportunities;
        PipelineCatalog pipelines = Pipelines;
        DateTimeOffset now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);
        IExchangeRates rates = new RatesTable([]);

        // docs:begin forecasting-weighted
        ForecastPeriod quarter = FiscalCalendar.Gregorian.Parse("2026-Q1");
        StageDefaultCalculator calculator = new(pipelines);
        Forecast simple = Forecast.For(quarter, opportunities, calculator, Currency.Eur);

        ForecastPlan plan = new(Currency.Eur, quarter)
        {
            At = now,
            GroupBy = [ForecastGrouping.Owner, ForecastGrouping.Product, ForecastGrouping.Fact("custom.region")],
            Rates = new(rates, On: new(2026, 1, 2)),
        };
        ForecastResult result = Forecast.For(plan, opportunities, calculator);
        result.EnsureSucceeded();   // else every missing exchange rate is listed, with its day
        Forecast forecast = result.Forecasts[0];
        ForecastLine commit = forecast.Of(ForecastCategory.Commit, CategoryRollUp.Cumulative);
        // docs:end forecasting-weighted

        Assert.Equal(simple.Total, forecast.Total);
        Assert.True(commit.Expected <= forecast.Total.Expected);
    }

    [Fact]
    public void Range()
    {
        IReadOnlyList<OpportunitySnapshot> opportunities = Opportunities;
        StageDefaultCalculator calculator = new(Pipelines);
        ForecastPeriod quarter = ForecastPeriod.QuarterOf(new(2026, 3, 1));
        ForecastPlan plan = new(Currency.Eur, quarter) { At = Some.Day(30) };
        DateTimeOffset now = Some.Day(30);

        // docs:begin forecasting-range
        PeriodChances chances = new(calculator, SlippingModel.Train(opportunities, now));
        PeriodOutlook outlook = PeriodOutlook.Of(plan, opportunities, chances).Outlook!;
        ForecastDistribution range = ForecastDistribution.Of(outlook, new() { Correlation = 0.1 });
        Money quota = new(15_000, Currency.Eur);
        Console.WriteLine($"{range.P10} .. {range.P90}, mean {range.Mean}; quota reached with {range.ChanceToReach(quota):P0}");
        foreach (DealLeverage deal in range.Leverage(quota, most: 3))
        {
            Console.WriteLine($"{deal.Deal.Name}: {deal.IfWon:P0} if won, {deal.IfLost:P0} if lost, {deal.IfSlipped:P0} if it slips");
        }

        OpportunityId largest = outlook.Deals.MaxBy(d => d.Amount.Amount)!.Id;
        WhatIfResult without = new WhatIf { Without = new HashSet<OpportunityId> { largest } }.Compare(outlook);
        WhatIfResult better = new WhatIf { WinRatePoints = 5 }.Compare(outlook);
        // docs:end forecasting-range

        Assert.True(without.Mean.Amount <= 0 && better.Mean.Amount >= 0);
        Assert.True(range.P10 <= range.P90);
    }

    [Fact]
    public void Accounted_for()
    {
        IReadOnlyList<OpportunitySnapshot> opportunities = Opportunities;
        PipelineCatalog pipelines = Pipelines;
        DateTimeOffset now = new(2026, 4, 2, 0, 0, 0, TimeSpan.Zero);
        ForecastPeriod quarter = ForecastPeriod.QuarterOf(new(2026, 3, 1));

        // docs:begin forecasting-replay
        ReplayPlan plan = new(Currency.Eur, pipelines, [quarter], Until: now);
        ReplayedForecast[] weeks = [.. ForecastReplay.Run(opportunities, plan, ForecastReplay.TimeAware(pipelines))];
        ForecastAccuracy accuracy = ForecastAccuracy.Of([.. weeks.Select(w => w.Outcome!)]);
        Console.WriteLine($"bias {accuracy.Total.Bias}, in P10..P90 {accuracy.Total.Coverage:P0}, trust it: {accuracy.Total.IsTrustworthy}");
        string stored = weeks[0].Forecast.ToJson();
        // docs:end forecasting-replay

        Assert.Equal(13, weeks.Length);
        Assert.Equal(weeks[0].Forecast.Total, ForecastSnapshot.FromJson(stored).Total);
        Assert.False(accuracy.Total.IsTrustworthy);
    }
}
