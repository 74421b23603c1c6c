namespace CrmCore.Conversion;

/// <summary>
/// What a conversion does about an account, a contact or an opportunity: create one, link one that exists (an opportunity: attach to it), or neither.
/// <c>default</c> creates.
/// </summary>
/// <typeparam name="TId">The id of what it is about.</typeparam>
public readonly record struct ConversionTarget<TId>
    where TId : struct, IEntityId<TId>
{
    private ConversionTarget(TId? existing, bool isNone)
    {
        Existing = existing;
        IsNone = isNone;
    }

    /// <summary>Create one.</summary>
    public static ConversionTarget<TId> Create => default;

    /// <summary>Neither create nor link one.</summary>
    public static ConversionTarget<TId> None => new(null, true);

    /// <summary>The one to link; null to create one, or for none.</summary>
    public TId? Existing { get; }

    /// <summary>Whether none is wanted.</summary>
    public bool IsNone { get; }

    /// <summary>Whether one is to be created.</summary>
    public bool IsCreate => Existing is null && !IsNone;

    internal string Word => IsNone ? "none" : IsCreate ? "create" : "link";

    /// <summary>Link one that exists.</summary>
    public static ConversionTarget<TId> Link(TId id) => new(Guard.Against.Default(id), false);
}
