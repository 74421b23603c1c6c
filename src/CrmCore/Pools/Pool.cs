namespace CrmCore.Pools;

/// <summary>A lead pool (公海): who may claim from it and how much. Immutable.</summary>
/// <param name="Id">The key that leads name.</param>
/// <param name="Name">The name for people.</param>
public sealed record Pool(PoolId Id, LocalizedText Name)
{
    /// <summary>Who may claim; null means everybody.</summary>
    public IReadOnlySet<UserId>? Members { get; init; }

    /// <summary>How many open leads one person may own; null means any number.</summary>
    public int? Capacity { get; init; }

    /// <summary>The pool that leads fall into where nothing else is said.</summary>
    public static Pool Default { get; } = new(new("default"), new("Lead pool", "线索公海"));
}
