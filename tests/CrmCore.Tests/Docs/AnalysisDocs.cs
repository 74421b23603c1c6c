using CrmCore.Forecasting;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs;

/// <summary>The code of <c>docs/analysis.md</c>.</summary>
public class AnalysisDocs
{
    [Fact]
    public void Analysis()
    {
        OpportunitySnapshot[] deals = [Some.Deal(1).ToSnapshot(), Some.ClosedDeal(2, StageKind.Won, 900).ToSnapshot(), Some.ClosedDeal(3, StageKind.Lost).ToSnapshot()];
        LeadSnapshot[] leads = [Some.OwnedLead().ToSnapshot()];
        Pipeline pipeline = Some.Sale;
        DateTimeOffset now = Some.Day(60);

        // docs:begin analysis-velocity
        Velocity velocity = Velocity.Of(deals, Currency.Eur, now, new()
        {
            Period = ForecastPeriod.QuarterOf(new(2026, 2, 1)),
            Count = VelocityCount.Open,
            Value = Averaging.Median,
            CycleFrom = "quotation",
        });
        Console.WriteLine($"{velocity.PerDay} a day: {velocity.Opportunities} x {velocity.Value} x {velocity.WinRate:P0} / {velocity.CycleDays:0} days");
        foreach (VelocityLever lever in velocity.Levers(0.1))
        {
            Console.WriteLine($"10% more of {lever.Part} gives {lever.Gain} more a day");
        }
        // docs:end analysis-velocity
        Assert.Equal(Some.Eur(450), velocity.PerDay);

        // docs:begin analysis-funnel
        Funnel funnel = Funnel.Of(deals, pipeline, now, FunnelBasis.Cohort, ForecastPeriod.QuarterOf(new(2026, 2, 1)));
        foreach (FunnelStep step in funnel.Steps.SkipLast(1))
        {
            Console.WriteLine($"{step.Stage}: {step.Reached} reached, {step.Conversion:P0} passed on {(step.IsSmall ? "(few)" : "")}");
            Console.WriteLine($"  {step.ToNext.ShareBy(30):P0} within 30 days, half of them in {step.ToNext.MedianDays} days, {step.Pending} still open");
        }
        // docs:end analysis-funnel
        Assert.Equal([3, 2, 2, 1], funnel.Steps.Select(s => s.Reached));

        // docs:begin analysis-win-loss
        WinLossAnalysis analysis = WinLossAnalysis.Of(deals, Currency.Eur, now);
        foreach (WinLossGroup group in analysis.By(WinLossDimension.Stage))
        {
            Console.WriteLine($"closed from {group.Key}: {group.Rate.Won} won, {group.Rate.Lost} lost, {group.Rate.Interval()?.Low:P0} to {group.Rate.Interval()?.High:P0}");
        }

        LeadConversionAnalysis conversion = LeadConversionAnalysis.Of(leads, now);
        LeadConversionGroup best = conversion.By(LeadDimension.Source).MaxBy(g => g.Rate.Interval()!.Value.Low)!;
        // docs:end analysis-win-loss
        Assert.Equal((1, "Web"), (analysis.Total.Rate.Won, best.Key));
    }
}
