using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>A currency by its ISO 4217 code. <c>default</c> is no currency and is refused wherever one is taken.</summary>
[JsonConverter(typeof(CurrencyJsonConverter))]
public readonly record struct Currency : IComparable<Currency>
{
    private readonly string? _code;

    /// <summary>The currency of a code; lower case is accepted.</summary>
    /// <exception cref="ArgumentException"><paramref name="code"/> is not three Latin letters.</exception>
    public Currency(string code)
    {
        Guard.Against.Null(code);
        _code = Normalize(code) ?? throw new ArgumentException($"'{code}' is not a currency: expected the three letters of an ISO 4217 code such as EUR.", nameof(code));
    }

    /// <summary>Euro.</summary>
    public static Currency Eur { get; } = new("EUR");

    /// <summary>Renminbi (人民币).</summary>
    public static Currency Cny { get; } = new("CNY");

    /// <summary>United States dollar.</summary>
    public static Currency Usd { get; } = new("USD");

    /// <summary>The code in upper case; empty only in <c>default</c>.</summary>
    public string Code => _code ?? "";

    /// <summary>How many digits follow the decimal point in the smallest unit, 0 to 4 (ISO 4217, list one); 2 for a code not listed there.</summary>
    public int MinorUnitDigits => Code switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        "CLF" or "UYW" => 4,
        _ => 2,
    };

    /// <summary>Reads a code without throwing.</summary>
    public static bool TryParse(string? code, out Currency currency)
    {
        currency = default;
        if (code is null || Normalize(code) is not { } normalized)
        {
            return false;
        }

        currency = new(normalized);
        return true;
    }

    /// <summary>Orders by code.</summary>
    public int CompareTo(Currency other) => string.CompareOrdinal(Code, other.Code);

    /// <summary>The code.</summary>
    public override string ToString() => Code;

    private static string? Normalize(string code)
    {
        string trimmed = code.Trim();
        return trimmed.Length == 3 && trimmed.All(char.IsAsciiLetter) ? trimmed.ToUpperInvariant() : null;
    }
}

/// <summary>Writes a currency as its code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CurrencyJsonConverter : JsonConverter<Currency>
{
    /// <inheritdoc/>
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Currency.TryParse(reader.GetString(), out Currency currency)
            ? currency
            : throw new JsonException("Expected the three letters of an ISO 4217 currency code.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => Guard.Against.Null(writer).WriteStringValue(value.Code);
}
