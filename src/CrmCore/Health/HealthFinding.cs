using System.Globalization;

namespace CrmCore.Health;

/// <summary>A check that marks a deal. Immutable.</summary>
public sealed record HealthFinding
{
    private readonly IReadOnlyDictionary<string, string> _values;

    internal HealthFinding(HealthCheck check, IReadOnlyDictionary<string, string> values)
    {
        Check = check;
        _values = values;
    }

    /// <summary>The check.</summary>
    public HealthCheck Check { get; }

    /// <summary>The check's key.</summary>
    public string Code => Check.Key;

    /// <summary>How much it weighs.</summary>
    public HealthSeverity Severity => Check.Severity;

    /// <summary>What is wrong, with the facts filled in, in every language that the check has.</summary>
    public LocalizedText Text => Filled(Check.Text);

    /// <summary>What to do about it, with the facts filled in, in every language that the check has.</summary>
    public LocalizedText Advice => Filled(Check.Advice);

    /// <summary>Whether check and facts are the same.</summary>
    public bool Equals(HealthFinding? other) => other is not null && Check == other.Check && _values.Count == other._values.Count
        && _values.All(v => other._values.TryGetValue(v.Key, out string? value) && value == v.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    /// <summary>What is wrong, in English, with the key.</summary>
    public override string ToString() => $"{Text.In(CultureInfo.InvariantCulture)} ({Code})";

    private LocalizedText Filled(LocalizedText text) =>
        _values.Count == 0 ? text : new(text.Texts.ToDictionary(t => t.Key, t => TextTemplate.Fill(t.Value, _values)));
}
