using CrmCore;
using CrmCore.Pipelines;

namespace RobotSales;

/// <summary>How this company sells robots: nobody signs without having seen one, and large contracts need the board.</summary>
public static class RobotSale
{
    // docs:begin own-pipeline
    public static Gate BoardApproves { get; } = new(
        "board-approves",
        Condition.Any(Condition.AtMost("amount", 100_000), Condition.Present("host.board-approval")),
        new LocalizedText("Have the board approve amounts above {limit}.", "金额超过 {limit} 须经董事会批准。"),
        new Dictionary<string, string> { ["limit"] = "100,000" });

    public static Pipeline Pipeline { get; } = Pipeline.Define("robots", new("Robot sale", "机器人销售"))
        .Open("talk", new("First talk", "初步沟通"), 10)
        .Open("trial", new("Trial", "试用"), 40, stage => stage
            .Buyer(BuyerPhase.SolutionSought)
            .Expects(20).RotsAfter(30, RotClock.LastTouch, suspendedByNextStep: true)
            .Enter(Gates.NeedExplicit)
            .Leave(Gates.ActivityDone("demo")))
        .Open("contract", new("Contract", "合同"), 80, ForecastCategory.Commit, 21, Gates.Amount)
        .Won("won", new("Won", "赢单"), Gates.Amount, Gates.CloseDate, BoardApproves)
        .Lost("lost", new("Lost", "输单"), Gates.Reason, Gates.WinnerNamedIfCompetition)
        .Build();
    // docs:end own-pipeline
}
