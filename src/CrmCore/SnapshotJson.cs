using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CrmCore;

/// <summary>Writes and reads the plain data of one room by its source-generated context, with the letters of all scripts as they are.</summary>
internal sealed class SnapshotJson(JsonSerializerContext context)
{
    private readonly JsonSerializerOptions _options = new(context.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write<T>(T value) => JsonSerializer.Serialize(value, TypeInfo<T>());

    /// <summary>Reads a value; what its type refuses is reported as wrong JSON, as everything else wrong is.</summary>
    public T Read<T>(string json)
    {
        Guard.Against.Null(json);
        try
        {
            return JsonSerializer.Deserialize(json, TypeInfo<T>()) ?? throw new JsonException($"Expected a {typeof(T).Name}, found null.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
            throw new JsonException($"This is not a {typeof(T).Name}: {e.Message}", e);
        }
    }

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));
}
