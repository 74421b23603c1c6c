namespace CrmCore.Qualification;

/// <summary>Where the buyer stands in buying. It is derived from the evidence, never typed in.</summary>
public enum BuyerPhase
{
    /// <summary>Discovers the problem: no explicit need is on record.</summary>
    Problem = 0,

    /// <summary>Looks for a solution: an explicit need is on record.</summary>
    SolutionSought = 1,

    /// <summary>Has settled on a kind of solution: besides, the criteria or the solution are confirmed, or the buyer agreed to a FABE statement.</summary>
    SolutionSettled = 2,

    /// <summary>Buys: besides, budget, authority and timing are confirmed; or the last call ended with an order.</summary>
    Purchase = 3,
}
