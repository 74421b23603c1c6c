using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>Identifies a tenant: a customer of a host, whose data nobody else sees. Compared letter by letter (ordinal).</summary>
[JsonConverter(typeof(TextKeyJsonConverter<TenantId>))]
public readonly record struct TenantId : ITextKey<TenantId>
{
    private readonly string? _value;

    /// <summary>Takes a text such as <c>acme</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, blank, or longer than 100 characters.</exception>
    public TenantId(string value)
    {
        Guard.Against.NullOrWhiteSpace(value);
        Guard.Against.StringTooLong(value, 100);
        _value = value;
    }

    /// <summary>The one tenant of a host that has no others.</summary>
    public static TenantId Single => new("single");

    /// <inheritdoc/>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public static TenantId From(string value) => new(value);

    /// <inheritdoc/>
    public int CompareTo(TenantId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;
}
