using System.Globalization;

namespace CrmCore.Qualification;

/// <summary>Something that a check of a discovery found: a gap or a fault of method, never a reason to refuse anything.</summary>
/// <param name="Code">The stable code, such as <c>funnel.premature-closed</c>; its text is found by <c>qualification.</c> and this code.</param>
/// <param name="Subject">What it is about: a topic, a note's id, an element.</param>
/// <param name="Parameters">What the text names.</param>
public sealed record DiscoveryFinding(string Code, string Subject, IReadOnlyDictionary<string, string> Parameters)
{
    internal DiscoveryFinding(string code, string subject, params ReadOnlySpan<(string Name, object? Value)> parameters)
        : this(code, subject, new Refusal("qualification." + code, parameters).Parameters)
    {
    }

    /// <summary>The text for people.</summary>
    /// <param name="culture">The language; null means the current UI culture.</param>
    /// <param name="texts">The texts; null takes those that are shipped.</param>
    public string Describe(CultureInfo? culture = null, CrmTexts? texts = null) =>
        (texts ?? CrmTexts.Default).Describe(new Refusal("qualification." + Code, Parameters), culture ?? CultureInfo.CurrentUICulture);

    /// <summary>Whether code, subject and parameters are the same.</summary>
    public bool Equals(DiscoveryFinding? other) =>
        other is not null && Code == other.Code && Subject == other.Subject && Parameters.Count == other.Parameters.Count
        && Parameters.All(p => other.Parameters.TryGetValue(p.Key, out string? value) && value == p.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Subject);
}
