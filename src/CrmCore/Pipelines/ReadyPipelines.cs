namespace CrmCore.Pipelines;

/// <summary>Pipelines to start with.</summary>
public static class ReadyPipelines
{
    /// <summary>
    /// The sale of a solution: inquiry (产品咨询) 20 %, quotation (报价) 40 %, evaluation (方案评估) 70 %; won (赢单), lost (输单), invalid (无效).
    /// A quotation asks for an amount, an evaluation for an expected close date.
    /// </summary>
    public static Pipeline SolutionSale { get; } = Pipeline
        .Define("solution-sale", new("Solution sale", "解决方案销售"))
        .Open("inquiry", new("Inquiry", "产品咨询"), 20, ForecastCategory.Pipeline, 14)
        .Open("quotation", new("Quotation", "报价"), 40, ForecastCategory.BestCase, 21, Gates.Amount)
        .Open("evaluation", new("Solution evaluation", "方案评估"), 70, ForecastCategory.Commit, 30, Gates.Amount, Gates.CloseDate)
        .Won("won", new("Won", "赢单"))
        .Lost("lost", new("Lost", "输单"))
        .Invalid("invalid", new("Invalid", "无效"))
        .Build();
}
