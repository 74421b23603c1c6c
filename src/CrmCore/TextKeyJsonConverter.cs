using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>Writes a text key as a JSON string, and as a property name. Named by the attribute on each key; no call of a host's needed.</summary>
/// <typeparam name="TKey">The key type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TextKeyJsonConverter<TKey> : JsonConverter<TKey>
    where TKey : struct, ITextKey<TKey>
{
    /// <inheritdoc/>
    public override TKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: <= 200 } text && !string.IsNullOrWhiteSpace(text)
            ? TKey.From(text)
            : throw new JsonException($"Expected a {typeof(TKey).Name}: a text of 1 to 200 characters.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TKey value, JsonSerializerOptions options)
    {
        Guard.Against.Null(writer);
        writer.WriteStringValue(value.Value);
    }

    /// <inheritdoc/>
    public override TKey ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: <= 200 } text && !string.IsNullOrWhiteSpace(text)
            ? TKey.From(text)
            : throw new JsonException($"Expected a {typeof(TKey).Name}: a name of 1 to 200 characters.");

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TKey value, JsonSerializerOptions options)
    {
        Guard.Against.Null(writer);
        writer.WritePropertyName(value.Value);
    }
}
