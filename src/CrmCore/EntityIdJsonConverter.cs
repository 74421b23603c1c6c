using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>Writes an id as its UUID in JSON. Named by the attribute on each id; no call of a host's needed.</summary>
/// <typeparam name="TId">The id type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EntityIdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IEntityId<TId>
{
    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out Guid value) && value != Guid.Empty
            ? TId.From(value)
            : throw new JsonException($"Expected the UUID of a {typeof(TId).Name}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
    {
        Guard.Against.Null(writer);
        writer.WriteStringValue(value.Value);
    }
}
