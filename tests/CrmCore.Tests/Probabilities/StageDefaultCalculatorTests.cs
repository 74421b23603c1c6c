using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

public class StageDefaultCalculatorTests
{
    private static readonly StageDefaultCalculator Calculator = new(new PipelineCatalog(Some.Sale));

    [Law]
    public void Won_is_1_lost_and_invalid_are_0_and_open_is_what_stands_on_the_record(Opportunity deal)
    {
        double expected = deal.StageKind switch { StageKind.Open => deal.Probability.Value, StageKind.Won => 1, _ => 0 };
        WinProbability estimate = Calculator.Estimate(deal);
        Assert.Equal(expected, estimate.Value.Value);
        Assert.Equal(("stage-default", 0), (estimate.Calculator, estimate.Evidence));
        Assert.NotEmpty(estimate.Reasons);
    }

    [Fact]
    public void It_says_whether_a_person_set_it()
    {
        Opportunity deal = Some.Deal();
        Assert.Equal("阶段“产品咨询”的默认赢率。", Calculator.Estimate(deal).Reasons[0].Text.In(new("zh-CN")));
        deal.SetProbability(Probability.FromPercent(33), Some.Sale, Some.Day(1)).EnsureSucceeded();
        Assert.Equal("A person set this probability.", Calculator.Estimate(deal).Reasons[0].Text.ToString());
    }
}
