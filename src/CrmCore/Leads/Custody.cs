using System.Text.Json.Serialization;

namespace CrmCore.Leads;

/// <summary>Whose a lead is: one owner's or one pool's, never both and never nobody's.</summary>
public readonly record struct Custody
{
    /// <summary>The form that storage reads; <see cref="OwnedBy"/> and <see cref="InPool"/> say it better.</summary>
    /// <exception cref="ArgumentException">Not exactly one of the two is given.</exception>
    [JsonConstructor]
    public Custody(UserId? owner, PoolId? pool)
    {
        if (owner is { Value: not "" } == pool is { Value: not "" })
        {
            throw new ArgumentException("A lead has either an owner or a pool, exactly one of them.");
        }

        Owner = owner;
        Pool = pool;
    }

    /// <summary>The owner; null for a lead in a pool.</summary>
    public UserId? Owner { get; }

    /// <summary>The pool; null for a lead with an owner.</summary>
    public PoolId? Pool { get; }

    /// <summary>An owner's.</summary>
    public static Custody OwnedBy(UserId owner) => new(owner, null);

    /// <summary>A pool's.</summary>
    public static Custody InPool(PoolId pool) => new(null, pool);

    /// <summary><c>owner u-1</c> or <c>pool default</c>.</summary>
    public override string ToString() => Owner is { } owner ? $"owner {owner}" : $"pool {Pool}";
}
