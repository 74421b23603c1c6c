namespace CrmCore.Conversion.Policies;

/// <summary>Where the owner of what is created comes from.</summary>
public enum OwnerSource
{
    /// <summary>The request names one.</summary>
    Request = 0,

    /// <summary>The owner of the lead.</summary>
    Lead = 1,

    /// <summary>The owner of the account that is linked.</summary>
    Account = 2,

    /// <summary>Whoever converts.</summary>
    Converter = 3,
}

/// <summary>Who owns what is created.</summary>
public sealed record OwnerRules
{
    /// <summary>Where the owner comes from, the first that gives one; null means the request, then the lead.</summary>
    public IReadOnlyList<OwnerSource>? From { get; init; }

    /// <summary>What must hold of the owner, such as <c>owner.same-team</c>; null for nothing.</summary>
    public Condition? When { get; init; }
}
