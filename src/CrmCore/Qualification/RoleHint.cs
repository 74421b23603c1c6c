namespace CrmCore.Qualification;

/// <summary>A hint at the part that somebody plays in the purchase. Immutable.</summary>
public sealed record RoleHint : DiscoveryNote
{
    /// <summary>A hint.</summary>
    /// <param name="person">Who it is about.</param>
    /// <param name="role">The role's key, such as <c>economic-buyer</c>, <c>decision-maker</c>, <c>champion</c>, <c>user</c>, <c>gatekeeper</c>, <c>blocker</c>.</param>
    /// <param name="at">When it was noted.</param>
    /// <param name="statement">What hints at it.</param>
    /// <param name="saidBy">Who said so.</param>
    /// <param name="notedBy">Who noted it.</param>
    /// <exception cref="ArgumentException">Person or role is blank, or a text is too long (200; the statement 4,000 characters).</exception>
    public RoleHint(string person, string role, DateTimeOffset at, string? statement = null, string? saidBy = null, UserId? notedBy = null)
        : base(at, saidBy, notedBy)
    {
        Person = Required(person, MaximumNameLength, nameof(person));
        Role = Required(role, MaximumNameLength, nameof(role));
        Statement = Optional(statement, MaximumTextLength, nameof(statement));
    }

    /// <summary>Who it is about.</summary>
    public string Person { get; }

    /// <summary>The role's key.</summary>
    public string Role { get; }

    /// <summary>What hints at it, or null.</summary>
    public string? Statement { get; }

    private protected override string Content => $"{Person}|{Role}|{Statement}";
}
