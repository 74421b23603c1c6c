namespace CrmCore.Pipelines;

/// <summary>What it means to stand in a stage.</summary>
public enum StageKind
{
    /// <summary>The sale goes on.</summary>
    Open = 0,

    /// <summary>The deal was won (赢单).</summary>
    Won = 1,

    /// <summary>The deal was lost (输单).</summary>
    Lost = 2,

    /// <summary>It was no real deal (无效); it counts in no win rate.</summary>
    Invalid = 3,
}
