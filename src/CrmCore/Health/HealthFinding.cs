using System.Globalization;

namespace CrmCore.Health;

/// <summary>A check that marks a deal. Immutable.</summary>
public sealed record HealthFinding
{
    private readonly string[] _facts;
    private readonly FieldValue[] _values;

    internal HealthFinding(HealthCheck check, string[] facts, FieldValue[] values)
    {
        Check = check;
        _facts = facts;
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
    public bool Equals(HealthFinding? other) => other is not null && Check == other.Check && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    /// <summary>What is wrong, in English, with the key.</summary>
    public override string ToString() => $"{Text.In(CultureInfo.InvariantCulture)} ({Code})";

    private LocalizedText Filled(LocalizedText text)
    {
        if (_facts.Length == 0)
        {
            return text;
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        for (int i = 0; i < _facts.Length; i++)
        {
            values[_facts[i]] = Shown(_facts[i], _values[i]);
        }

        return new(text.Texts.ToDictionary(t => t.Key, t => TextTemplate.Fill(t.Value, values)));
    }

    /// <summary>A share as per cent, a number without its sign: so many days tell of a date that has passed and of one that is to come.</summary>
    private static string Shown(string fact, FieldValue value) => value.AsNumber switch
    {
        null => value.ToString(),
        { } share when fact is "health.amount-cut" or "probability" => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0}%"),
        { } number => Math.Abs(number).ToString("#,0.##", CultureInfo.InvariantCulture),
    };
}
