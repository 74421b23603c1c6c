namespace CrmCore;

/// <summary>
/// Where the buyer stands in buying. A lead's is derived from the evidence, never typed in; a stage of a pipeline names the one that it is for.
/// </summary>
public enum BuyerPhase
{
    /// <summary>Discovers the problem (发现问题): no explicit need is on record.</summary>
    Problem = 0,

    /// <summary>Looks for a solution (寻找方案): an explicit need is on record.</summary>
    SolutionSought = 1,

    /// <summary>Has settled on a kind of solution (确定方案): besides, the criteria or the solution are confirmed, or the buyer agreed to a FABE statement.</summary>
    SolutionSettled = 2,

    /// <summary>Buys (购买): besides, budget, authority and timing are confirmed; or the last call ended with an order.</summary>
    Purchase = 3,
}
