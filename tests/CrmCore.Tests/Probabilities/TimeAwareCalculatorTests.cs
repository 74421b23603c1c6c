using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Probabilities.Timing;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

/// <summary>Every stay ends in its first hour: of 40 inquiries 10 are won, of 39 quotations none, of 50 evaluations 20.</summary>
public class TimeAwareCalculatorTests
{
    private static readonly TimeAwareModel Model = new(
        ["inquiry", "quotation", "evaluation"], 1, [[40, 0], [39, 0], [50, 0]],
        [[[0, 0], [0, 0], [0, 0], [10, 0], [30, 0]], [[0, 0], [0, 0], [0, 0], [0, 0], [39, 0]], [[0, 0], [0, 0], [0, 0], [20, 0], [30, 0]]]);

    private static readonly TimeAwareCalculator Calculator = new(Some.Sale, Model, new Constant());

    private static readonly OpportunitySnapshot Inquiry = Some.Deal().ToSnapshot();

    private static readonly OpportunitySnapshot[] Others =
    [
        Inquiry with { Stage = "quotation" }, Inquiry with { Pipeline = new("other", 1) }, Some.ClosedDeal(2, StageKind.Won).ToSnapshot(), Inquiry with { StageKind = StageKind.Lost },
    ];

    [Fact]
    public void It_answers_for_open_deals_of_its_pipeline_whose_stage_has_forty_stays()
    {
        Assert.Equal(("time-aware", 0.25, 40, null), What(Inquiry));
        Assert.Equal(("time-aware", 0.4, 50, null), What(Inquiry with { Stage = "evaluation" }));
        Assert.Equal([("constant", 0.9, 0, "time-aware"), ("constant", 0.9, 0, "time-aware"), ("constant", 0.9, 0, null), ("constant", 0.9, 0, null)], Others.Select(What));

        static (string, double, int, string?) What(OpportunitySnapshot deal)
        {
            WinProbability p = Calculator.Estimate(deal);
            return (p.Calculator, Math.Round(p.Value.Value, 12), p.Evidence, p.InsteadOf);
        }
    }

    [Fact]
    public void Many_at_once_are_as_one_by_one()
    {
        double[] estimates = [-1, -1, -1, -1, -1, -1];
        Calculator.Estimate([Inquiry, .. Others], Some.Start, estimates);
        Assert.Equal([0.25, 0.9, 0.9, 0.9, 0.9, -1], estimates.Select(e => Math.Round(e, 12)));
    }

    [Fact]
    public void A_date_is_told_only_where_it_answers_itself()
    {
        Assert.Equal(0.25, Calculator.WonWithin(Inquiry, Some.Start, 0)!.Value, 1e-12);
        Assert.All(Others, o => Assert.Null(Calculator.WonWithin(o, Some.Start, 7)));
        Assert.Throws<ArgumentException>("days", () => Calculator.WonWithin(Inquiry, Some.Start, -1));
        Assert.Throws<ArgumentNullException>("record", () => Calculator.WonWithin(null!, Some.Start, 1));
    }

    /// <summary>As in the examples of winning times, ten for one: a fourth is won at once, of those that waited a day 31 / 33 in the second and the others later.</summary>
    [Fact]
    public void The_stronger_reason_comes_first_and_before_its_stage_was_entered_a_deal_has_not_waited()
    {
        TimeAwareCalculator calculator = new(Some.Sale, new(["inquiry"], 1, [[40, 20, 10]], [[[0, 0, 0], [10, 0, 10], [10, 10, 0]]]), new Constant());
        double onEntry = 0.25 + (0.5 * ((1 / 63.0) + (31 / 63.0 * 32 / 33.0)));
        WinProbability waited = calculator.Estimate(Inquiry, Some.Day(1));
        Assert.Equal(32 / 33.0, waited.Value.Value, 1e-12);
        Assert.Equal(onEntry, waited.Start!.Value, 1e-12);
        Assert.Equal([(32 / 33.0) - onEntry, 0], waited.Reasons.Select(r => r.Contribution), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(onEntry, calculator.Estimate(Inquiry, Some.Day(-1)).Value.Value, 1e-12);
    }

    private sealed class Constant : IWinProbabilityCalculator
    {
        public string Name => "constant";

        public WinProbability Estimate(OpportunitySnapshot record) => new(new(0.9), Name, "1", 0, []);
    }
}
