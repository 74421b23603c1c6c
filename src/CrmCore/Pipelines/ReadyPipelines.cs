namespace CrmCore.Pipelines;

/// <summary>Pipelines to start with. They are templates: a host takes one as it is, or writes its JSON to a file and changes it.</summary>
public static class ReadyPipelines
{
    /// <summary>
    /// The sale of a solution: inquiry (产品咨询) 20%, quotation (报价) 40%, evaluation (方案评估) 70%; won (赢单), lost (输单), invalid (无效).
    /// A quotation asks for an amount, an evaluation for an expected close date.
    /// </summary>
    public static Pipeline SolutionSale { get; } = Pipeline
        .Define("solution-sale", new("Solution sale", "解决方案销售"))
        .Open("inquiry", new("Inquiry", "产品咨询"), 20, s => s.RotsAfter(14).Expects(10).Buyer(BuyerPhase.Problem))
        .Open("quotation", new("Quotation", "报价"), 40, s => s.Category(ForecastCategory.BestCase).RotsAfter(21).Expects(14).Buyer(BuyerPhase.SolutionSought).Enter(Gates.Amount))
        .Open("evaluation", new("Solution evaluation", "方案评估"), 70, s => s.Category(ForecastCategory.Commit).RotsAfter(30).Expects(21).Buyer(BuyerPhase.SolutionSettled).Enter(Gates.Amount, Gates.CloseDate))
        .Won("won", new("Won", "赢单"))
        .Lost("lost", new("Lost", "输单"))
        .Invalid("invalid", new("Invalid", "无效"))
        .Build();

    /// <summary>Ten stages for a sale to a large company: prospecting 10% to negotiation 90%, won, lost.</summary>
    public static Pipeline Enterprise { get; } = Pipeline
        .Define("enterprise", new("Enterprise sale", "大客户销售"))
        .Open("prospecting", new("Prospecting", "初步接触"), 10, s => s.Category(ForecastCategory.Omitted).RotsAfter(30).Buyer(BuyerPhase.Problem))
        .Open("qualification", new("Qualification", "资格审查"), 10, s => s.RotsAfter(30).Buyer(BuyerPhase.Problem))
        .Open("needs-analysis", new("Needs analysis", "需求分析"), 20, s => s.RotsAfter(30).Buyer(BuyerPhase.Problem))
        .Open("value-proposition", new("Value proposition", "价值主张"), 50, s => s.RotsAfter(30).Buyer(BuyerPhase.SolutionSought).Enter(Gates.NeedExplicit))
        .Open("decision-makers", new("Decision makers", "确定决策人"), 60, s => s.RotsAfter(30).Buyer(BuyerPhase.SolutionSought))
        .Open("perception-analysis", new("Perception analysis", "认知分析"), 70, s => s.Category(ForecastCategory.BestCase).RotsAfter(30).Buyer(BuyerPhase.SolutionSought))
        .Open("proposal", new("Proposal", "提案报价"), 75, s => s.Category(ForecastCategory.BestCase).RotsAfter(30).Buyer(BuyerPhase.SolutionSettled).Enter(Gates.Amount))
        .Open("negotiation", new("Negotiation", "商务谈判"), 90, s => s.Category(ForecastCategory.Commit).RotsAfter(21).Buyer(BuyerPhase.Purchase).Enter(Gates.Amount, Gates.CloseDate))
        .Won("won", new("Won", "赢单"))
        .Lost("lost", new("Lost", "输单"), Gates.Reason, Gates.WinnerNamedIfCompetition)
        .Build();

    /// <summary>Seven stages for a sale by appointments: appointment 20% to contract sent 90%, won, lost.</summary>
    public static Pipeline Standard { get; } = Pipeline
        .Define("standard", new("Standard sale", "标准销售"))
        .Open("appointment", new("Appointment", "预约"), 20, s => s.RotsAfter(14).Buyer(BuyerPhase.Problem))
        .Open("qualified", new("Qualified to buy", "具备购买资格"), 40, s => s.RotsAfter(21).Buyer(BuyerPhase.Problem))
        .Open("presentation", new("Presentation", "方案演示"), 60, s => s.Category(ForecastCategory.BestCase).RotsAfter(21).Buyer(BuyerPhase.SolutionSought))
        .Open("decision-maker", new("Decision maker bought in", "决策人认可"), 80, s => s.Category(ForecastCategory.Commit).RotsAfter(21).Buyer(BuyerPhase.SolutionSettled).Enter(Gates.Amount))
        .Open("contract-sent", new("Contract sent", "合同已发"), 90, s => s.Category(ForecastCategory.Commit).RotsAfter(14).Buyer(BuyerPhase.Purchase).Enter(Gates.Amount, Gates.CloseDate))
        .Won("won", new("Won", "赢单"))
        .Lost("lost", new("Lost", "输单"))
        .Build();

    /// <summary>Few gates for a small team: qualification 10% to ready to close 90%, won, lost.</summary>
    public static Pipeline Light { get; } = Pipeline
        .Define("light", new("Light sale", "轻量销售"))
        .Open("qualification", new("Qualification", "确认意向"), 10, ForecastCategory.Pipeline, 14)
        .Open("demo", new("Demo", "产品演示"), 25, ForecastCategory.Pipeline, 14)
        .Open("proposal", new("Proposal", "提案报价"), 50, ForecastCategory.BestCase, 14)
        .Open("negotiation", new("Negotiation", "商务谈判"), 70, ForecastCategory.BestCase, 14)
        .Open("ready-to-close", new("Ready to close", "准备签约"), 90, ForecastCategory.Commit, 7)
        .Won("won", new("Won", "赢单"))
        .Lost("lost", new("Lost", "输单"))
        .Build();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Pipeline> All { get; } = [SolutionSale, Enterprise, Standard, Light];
}
