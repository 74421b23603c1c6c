namespace CrmCore.Pipelines;

/// <summary>Where the buyer stands while the seller's deal stands in a stage: discover the problem, look for a solution, settle on one, buy.</summary>
public enum BuyerPhase
{
    /// <summary>The buyer discovers the problem (发现问题).</summary>
    Problem = 0,

    /// <summary>The buyer looks for a solution (寻找方案).</summary>
    SolutionSought = 1,

    /// <summary>The buyer has settled on a solution (确定方案).</summary>
    SolutionSettled = 2,

    /// <summary>The buyer buys (购买).</summary>
    Purchase = 3,
}
