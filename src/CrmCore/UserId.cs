using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>Identifies a person who works with the CRM. It is the host's own identifier; CrmCore keeps no list of people. Compared letter by letter (ordinal).</summary>
[JsonConverter(typeof(TextKeyJsonConverter<UserId>))]
public readonly record struct UserId : ITextKey<UserId>
{
    private readonly string? _value;

    /// <summary>Takes a text such as <c>u-1042</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, blank, or longer than 200 characters.</exception>
    public UserId(string value)
    {
        Guard.Against.NullOrWhiteSpace(value);
        Guard.Against.StringTooLong(value, 200);
        _value = value;
    }

    /// <inheritdoc/>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public static UserId From(string value) => new(value);

    /// <inheritdoc/>
    public int CompareTo(UserId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;
}
