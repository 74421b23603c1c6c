namespace CrmCore;

/// <summary>What every entity's id has in common: one struct a type, around one UUID.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface IEntityId<TSelf> : IComparable<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The identifier.</summary>
    Guid Value { get; }

    /// <summary>The id around a value that already exists.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> is the empty UUID.</exception>
    static abstract TSelf From(Guid value);
}
