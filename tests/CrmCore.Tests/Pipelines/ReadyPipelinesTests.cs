using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pipelines;

public class ReadyPipelinesTests
{
    [Theory]
    [InlineData("inquiry", "产品咨询", StageKind.Open, 20, ForecastCategory.Pipeline, 14, "")]
    [InlineData("quotation", "报价", StageKind.Open, 40, ForecastCategory.BestCase, 21, "amount")]
    [InlineData("evaluation", "方案评估", StageKind.Open, 70, ForecastCategory.Commit, 30, "amount close-date")]
    [InlineData("won", "赢单", StageKind.Won, 100, ForecastCategory.Closed, null, "amount close-date")]
    [InlineData("lost", "输单", StageKind.Lost, 0, ForecastCategory.Omitted, null, "reason")]
    [InlineData("invalid", "无效", StageKind.Invalid, 0, ForecastCategory.Omitted, null, "reason")]
    public void The_solution_sale_has_these_stages(string key, string chinese, StageKind kind, double percent, ForecastCategory category, int? rotDays, string gates)
    {
        Stage stage = Some.Sale.Get(key);
        Assert.Equal(chinese, stage.Name.In(new("zh-Hans")));
        Assert.Equal(kind, stage.Kind);
        Assert.Equal(percent, stage.Probability.Percent);
        Assert.Equal(category, stage.Category);
        Assert.Equal(rotDays, stage.RotDays);
        Assert.Equal(gates, string.Join(' ', stage.EntryGates.Select(g => g.Key)));
    }

    [Fact]
    public void Its_stages_stand_in_the_order_of_the_sale()
    {
        Assert.Equal(["inquiry", "quotation", "evaluation", "won", "lost", "invalid"], Some.Sale.Stages.Select(s => s.Key));
        Assert.Equal("inquiry", Some.Sale.Initial.Key);
        Assert.Equal("solution-sale v1", Some.Sale.Reference.ToString());
    }
}
