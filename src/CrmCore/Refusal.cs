using System.Globalization;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>
/// One rule that an operation did not meet. The code is stable and never localised; the text is found by code and language, so that a host
/// can replace it. Immutable.
/// </summary>
public sealed record Refusal
{
    private static readonly IReadOnlyDictionary<string, string> NoParameters = new Dictionary<string, string>();

    /// <summary>A refusal with what its text names.</summary>
    /// <param name="code">The stable code, <c>room.rule</c>, such as <c>opportunity.amount-missing</c>.</param>
    /// <param name="parameters">What the text names, as plain text independent of any culture.</param>
    /// <param name="text">The text of a rule that a host or a definition made itself; null finds the text by the code.</param>
    [JsonConstructor]
    public Refusal(string code, IReadOnlyDictionary<string, string>? parameters = null, LocalizedText? text = null)
    {
        Code = Guard.Against.NullOrWhiteSpace(code);
        Parameters = parameters ?? NoParameters;
        Text = text;
    }

    /// <summary>A refusal with parameters by name.</summary>
    public Refusal(string code, params ReadOnlySpan<(string Name, object? Value)> parameters)
        : this(code, ToDictionary(parameters), null)
    {
    }

    /// <summary>The stable code, <c>room.rule</c>.</summary>
    public string Code { get; }

    /// <summary>What the text names.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>The text of a rule that brought its own, else null.</summary>
    public LocalizedText? Text { get; }

    /// <summary>The text for people.</summary>
    /// <param name="culture">The language; null means the current UI culture.</param>
    public string Describe(CultureInfo? culture = null) => CrmTexts.Default.Describe(this, culture ?? CultureInfo.CurrentUICulture);

    /// <summary>Whether code and parameters are the same.</summary>
    public bool Equals(Refusal? other) =>
        other is not null && Code == other.Code && Equals(Text, other.Text) && Parameters.Count == other.Parameters.Count
        && Parameters.All(p => other.Parameters.TryGetValue(p.Key, out string? value) && value == p.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text in English, with the code.</summary>
    public override string ToString() => $"{Describe(CultureInfo.InvariantCulture)} ({Code})";

    private static Dictionary<string, string> ToDictionary(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Dictionary<string, string> dictionary = new(parameters.Length, StringComparer.Ordinal);
        foreach ((string name, object? value) in parameters)
        {
            dictionary[name] = value switch
            {
                DateTimeOffset instant => instant.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture),
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                _ => value?.ToString() ?? "",
            };
        }

        return dictionary;
    }
}
