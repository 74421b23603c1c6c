using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>Identifies a lead pool (公海) by the key of its definition. Compared letter by letter (ordinal).</summary>
[JsonConverter(typeof(TextKeyJsonConverter<PoolId>))]
public readonly record struct PoolId : ITextKey<PoolId>
{
    private readonly string? _value;

    /// <summary>Takes a text such as <c>default</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, blank, or longer than 200 characters.</exception>
    public PoolId(string value)
    {
        Guard.Against.NullOrWhiteSpace(value);
        Guard.Against.StringTooLong(value, 200);
        _value = value;
    }

    /// <inheritdoc/>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public static PoolId From(string value) => new(value);

    /// <inheritdoc/>
    public int CompareTo(PoolId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;
}
