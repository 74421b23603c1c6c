namespace CrmCore.Conversion.Policies;

/// <summary>Something that must hold for a lead to be converted.</summary>
/// <param name="Key">The stable key, in lower case with hyphens; an unmet rule refuses with the code <c>conversion.KEY</c>.</param>
/// <param name="When">What must hold, on the facts that <see cref="ConversionFacts"/> lists.</param>
public sealed record ConversionRule(string Key, Condition When)
{
    /// <summary>The text shown if it does not hold; needed except for the built-in keys <c>not-qualified</c> and <c>not-allowed</c>.</summary>
    public LocalizedText? Text { get; init; }
}

/// <summary>A rule that a person may override with a reason, which is kept.</summary>
/// <param name="Refusal">The code, such as <c>conversion.not-qualified</c>.</param>
public sealed record OverrideRule(string Refusal)
{
    /// <summary>What must hold for the override, such as that <c>by.teams</c> is one of some; null for nothing.</summary>
    public Condition? When { get; init; }
}

/// <summary>When a conversion may be reverted.</summary>
public sealed record RevertRules
{
    /// <summary>For how many days; null for ever. By force it can be reverted later.</summary>
    public int? WithinDays { get; init; }

    /// <summary>What must hold of whoever reverts; null for nothing.</summary>
    public Condition? When { get; init; }

    /// <summary>What must hold of whoever reverts by force; null for nothing.</summary>
    public Condition? ForceWhen { get; init; }
}
